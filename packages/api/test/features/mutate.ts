import { nodeTypes } from '../../src/graph/node-type.ts'
import type { TestApi } from '../harness.ts'
import { payloadKey } from './payload-key.ts'

/** What a mutation answered: the payload's fields, or those of the error. */
export interface MutationResult {
  readonly __typename: string
  readonly code?: string
  readonly message?: string
  readonly path?: readonly string[]
  readonly fields?: readonly { readonly path: readonly string[]; readonly message: string }[]
  readonly currentVersion?: number
  readonly requestId: string
  readonly [field: string]: unknown
}

/**
 * Runs one mutation over HTTP and gives the member of its union that came back.
 * @param selection what to ask of the payload
 */
export async function mutate(
  api: TestApi,
  name: string,
  input: object,
  selection = '__typename',
): Promise<MutationResult> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const answer = await api.ask(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      __typename
      ... on ${type}Payload { ${selection} }
      ... on Error { code message path }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { currentVersion }
    } }`,
    { input },
  )
  if (answer.errors.length > 0) throw new Error(`${name} failed: ${JSON.stringify(answer.errors)}`)
  const result = answer.data?.[name]
  if (!isObject(result)) throw new Error(`${name} answered without a result`)
  return { ...result, requestId: answer.headers.get('x-request-id') ?? '' } as MutationResult
}

/** The same, for a mutation that must succeed: gives the payload. */
export async function done(
  api: TestApi,
  name: string,
  input: object,
  selection = '__typename',
): Promise<MutationResult> {
  const result = await mutate(api, name, input, selection)
  if (!result.__typename.endsWith('Payload'))
    throw new Error(`${name} was refused: ${JSON.stringify(result)}`)
  return result
}

/** Makes an entity and gives its id. */
export async function make(api: TestApi, type: string, input: object): Promise<string> {
  const key = payloadKey(type)
  return textAt(await done(api, `create${type}`, input, `${key} { id }`), key, 'id')
}

/** What lies at a place of an answer; undefined where the way ends before. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)]
    return isObject(part) ? part[key] : undefined
  }, value)
}

export function textAt(value: unknown, ...keys: readonly (string | number)[]): string {
  const found = at(value, ...keys)
  if (typeof found !== 'string') throw new Error(`${keys.join('.')} is no text in ${JSON.stringify(value)}`)
  return found
}

export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...keys)
  if (!Array.isArray(found)) throw new Error(`${keys.join('.')} is no list in ${JSON.stringify(value)}`)
  return found
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field of the input of updateX and deleteX that names the row. */
export function rowOf(type: string, id: string): object {
  if (nodeTypes.get(type)?.externalReference === undefined) return { id }
  return { [payloadKey(type)]: { id } }
}

/** The path by which a problem with this row is reported. */
export function rowPath(type: string): string[] {
  return nodeTypes.get(type)?.externalReference === undefined ? ['id'] : [payloadKey(type), 'id']
}
