import { operation } from '@throughline/sdk'
import { GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { type Answer, answerFailed, type Document } from '../client/graphql-client.ts'
import { type AskTools, withClient } from '../client/open-client.ts'
import { CommandError, UsageError } from '../exit.ts'
import { printable } from '../printable.ts'
import { textFrom } from './input-text.ts'

export interface QueryOptions {
  /** JSON, or @ and the name of a file with JSON. */
  readonly variables?: string
  /** The operation of the document that is run. */
  readonly operation?: string
}

/**
 * Runs a query or a mutation from a file and writes its data as JSON, also next to errors.
 *
 * @throws CommandError if the document or its variables cannot be read, or the answer has errors.
 */
export async function runQuery(file: string, options: QueryOptions, tools: AskTools): Promise<void> {
  const document = await documentFrom(file, options.operation, tools)
  const variables = await variablesFrom(options.variables, tools)
  const answer = await withClient(tools, (client) => client.answer(document, variables), {
    everything: true,
    writes: false,
  })
  writeAnswer(answer)
}

function writeAnswer({ data, errors = [] }: Answer): void {
  if (data !== undefined && data !== null)
    process.stdout.write(`${printable(JSON.stringify(data, null, 2))}\n`)
  const [first] = errors
  if (first === undefined) return
  const { code, exit } = answerFailed(errors)
  const message = errors.map((error) => `${placeOf(error)}${error.message}`).join('\n')
  throw code === 'UNAUTHENTICATED'
    ? answerFailed(errors)
    : new CommandError(code, message, exit, { details: { errors } })
}

function placeOf({ path }: NonNullable<Answer['errors']>[number]): string {
  return path === undefined ? '' : `${path.join('.')}: `
}

async function documentFrom(file: string, wanted: string | undefined, tools: AskTools): Promise<Document> {
  const source = await textFrom(file, tools)
  const shown = file === '-' ? 'standard input' : file
  const operations = parsed(shown, source)
  if (wanted === undefined && operations.length !== 1) {
    const names = operations.map(({ name }) => name?.value ?? '(no name)').join(', ')
    throw new UsageError(
      operations.length === 0
        ? `${shown}: contains no operation`
        : `${shown}: contains ${operations.length} operations; choose one with --operation: ${names}`,
    )
  }
  const found = wanted === undefined ? operations[0] : operations.find(({ name }) => name?.value === wanted)
  if (found === undefined) throw new UsageError(`${shown}: contains no operation ${wanted}`)
  if (found.operation === 'subscription') {
    throw new UsageError(`${shown}: is a subscription; "query" runs queries and mutations`)
  }
  if (found.name !== undefined) return operation(found.operation, found.name.value, source)
  return parse(source) as Document
}

/** @throws UsageError with the line if it is no GraphQL. */
function parsed(file: string, source: string): readonly OperationDefinitionNode[] {
  try {
    return parse(source).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const [at] = error.locations ?? []
    throw new UsageError(`${file}, line ${at?.line ?? 1}, column ${at?.column ?? 1}: ${error.message}`)
  }
}

async function variablesFrom(text: string | undefined, tools: AskTools): Promise<object> {
  if (text === undefined) return {}
  const json = text.startsWith('@') ? await textFrom(text.slice(1), tools) : text
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new UsageError(`--variables: is no valid JSON: ${error instanceof Error ? error.message : error}`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UsageError('--variables: must be a JSON object')
}
