import type { GraphQLClient } from '../client/graphql-client.ts'
import { RunFailed } from '../exit.ts'
import { withKnownIds } from './batches.ts'
import { isObject, textOf } from './kinds/parts.ts'
import type { PlacedStep } from './planned.ts'
import { FilesError, type Problem } from './problems.ts'

/** What a batch changes in criticality and gaps, as the API previews it. */
export interface Effect {
  readonly criticality: readonly {
    readonly type: string
    readonly name: string
    readonly before: string | null
    readonly after: string | null
    readonly valueAtRiskBefore: number | null
    readonly valueAtRiskAfter: number | null
  }[]
  readonly gaps: readonly { readonly kind: string; readonly before: number; readonly after: number }[]
}

const ERRORS = '... on Error { code message path } ... on InvalidInputError { fields { path message } }'
const EFFECT = `effect { criticality { type name before after valueAtRiskBefore valueAtRiskAfter }
  gaps { kind before after } }`

const PREVIEW = `mutation Preview($input: ApplyMutationsInput!) { applyMutations(input: $input, dryRun: true) {
  __typename ... on ApplyMutationsPayload { ${EFFECT} } ${ERRORS} } }`
const CHECK = `mutation Check($input: ApplyMutationsInput!) { applyMutations(input: $input, dryRun: true) { __typename } }`
const APPLY = `mutation Apply($input: ApplyMutationsInput!) { applyMutations(input: $input) {
  __typename ... on ApplyMutationsPayload { executed { key createdId } } ${ERRORS} } }`

/** Runs a batch without storing anything. Null in an organisation that is too large for a preview. @throws FilesError for what the API refuses */
export async function previewBatch(
  client: GraphQLClient,
  batch: readonly PlacedStep[],
  known: ReadonlyMap<string, string>,
): Promise<Effect | null> {
  const { applyMutations } = await client.ask(PREVIEW, inputOf(batch, known))
  refuse(applyMutations, batch)
  return (applyMutations as { effect: Effect | null }).effect
}

/**
 * Asks whether the caller may run mutations: one of each name is enough. What else the API has against it says nothing
 * yet: an input may refer to what another batch creates.
 * @throws CommandError with the code FORBIDDEN
 */
export async function checkRoles(
  client: GraphQLClient,
  steps: readonly PlacedStep[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const samples = [...Map.groupBy(steps, ({ step }) => step.name).values()].flatMap(([first]) => first ?? [])
  await client.ask(CHECK, inputOf(samples, known))
}

/** Runs a batch in one transaction; adds the IDs of what it creates to those that are known. */
export async function runBatch(
  client: GraphQLClient,
  batch: readonly PlacedStep[],
  known: Map<string, string>,
): Promise<void> {
  const { applyMutations } = await client.ask(APPLY, inputOf(batch, known))
  refuse(applyMutations, batch)
  const executed =
    isObject(applyMutations) && Array.isArray(applyMutations.executed) ? applyMutations.executed : []
  for (const one of executed) {
    if (textOf(one, 'key') !== '') known.set(textOf(one, 'key'), textOf(one, 'createdId'))
  }
}

/** Runs a mutation that a batch does not take. */
export async function runSingle(
  client: GraphQLClient,
  { step, place }: PlacedStep,
  dryRun: boolean,
): Promise<void> {
  const type = `${step.name.charAt(0).toUpperCase()}${step.name.slice(1)}Input!`
  const document = `mutation One($input: ${type}, $dryRun: Boolean!) {
    result: ${step.name}(input: $input, dryRun: $dryRun) { __typename ${ERRORS} } }`
  const { result } = await client.ask(document, { input: step.input, dryRun })
  refuse(result, [{ step, place }])
}

function inputOf(batch: readonly PlacedStep[], known: ReadonlyMap<string, string>): { input: object } {
  return {
    input: {
      mutations: batch.map(({ step: { name, key, input } }) => ({
        name,
        input: withKnownIds(input, known),
        // Only what creates something has a key.
        ...(key === undefined ? {} : { key }),
      })),
    },
  }
}

/** @throws FilesError that names the place in the files, where the cause stands in one */
function refuse(result: unknown, batch: readonly PlacedStep[]): void {
  if (!isObject(result) || String(result.__typename).endsWith('Payload')) return
  const fields = Array.isArray(result.fields)
    ? result.fields
    : [{ path: result.path, message: result.message }]
  let placeless = String(result.message)
  const problems: Problem[] = fields.flatMap((field: unknown) => {
    const path = isObject(field) && Array.isArray(field.path) ? field.path.map(String) : []
    const [list, index] = path
    const one = list === 'mutations' ? batch[Number(index)] : batch[0]
    const rest = list === 'mutations' ? path.slice(3) : path
    if (one?.place === undefined) {
      // The path of the API is of no use to the author of the files.
      const separator = Array.isArray(result.fields) ? ' ' : ': '
      if (one?.subject !== undefined) placeless = `${one.subject}${separator}${textOf(field, 'message')}`
      return []
    }
    return { place: one.place, message: `${rest.join('.')}: ${textOf(field, 'message')}`.replace(/^: /, '') }
  })
  if (problems.length > 0) throw new FilesError(problems)
  const hint = result.code === 'CONFLICT' ? ' Run the command again.' : ''
  throw new RunFailed(String(result.code), `${placeless}${hint}`)
}
