import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  parse,
} from 'graphql'
import { sql } from 'kysely'
import { denial } from '../access/authorise.ts'
import { isRecord } from '../graph/argument.ts'
import { constraintProblem } from '../graph/constraints.ts'
import { Conflict, DomainError, type FieldProblem, InvalidInput, NotFound } from '../graph/errors.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import { type MutationStep, stepOf, type Work } from '../graph/mutation.ts'
import { BATCH_MUTATIONS, createdType } from './batch-mutations.ts'
import { withCreatedIds } from './references.ts'

/** One mutation of a batch, as the caller gave it. */
export interface GivenMutation {
  readonly name: string
  readonly input?: unknown
  readonly key?: string | null | undefined
}

interface Prepared {
  readonly name: string
  readonly key: string | undefined
  readonly input: Readonly<Record<string, unknown>>
  readonly type: GraphQLInputObjectType
  readonly step: MutationStep
}

export interface BatchResult {
  readonly key: string | null
  /** Global id of the created row; null for a mutation that creates none. */
  readonly createdId: string | null
}

/**
 * Runs mutations one after the other in the transaction of the caller. All of them are checked for access before the
 * first one runs; the first one that fails ends the batch.
 * @throws InvalidInput, NotFound or Conflict whose path begins with the place of the mutation that failed
 */
export async function runBatch(
  given: readonly GivenMutation[],
  work: Pick<Work, 'transaction' | 'context'>,
  info: GraphQLResolveInfo,
): Promise<BatchResult[]> {
  const prepared = given.map((one, index) => prepare(one, index, info.schema))
  for (const { name, input } of prepared) {
    const denied = denial(info.schema, documentOf(info.schema, name), work.context.actor, { input })
    if (denied !== null) throw denied
  }
  const created = new Map<string, string>()
  const results: BatchResult[] = []
  await setConstraints(work, 'deferred')
  for (const [index, one] of prepared.entries()) {
    const id = await inPlace(index, one.input, () => run(one, created, work, info))
    if (one.key !== undefined && id !== null) created.set(one.key, id)
    results.push({ key: one.key ?? null, createdId: id })
  }
  await sharesHold(work)
  return results
}

/** Sums over several rows that hold at the end of a batch, whatever the order of its mutations. */
const AT_THE_END = [
  'objective_service_check_effort',
  'ticket_service_check_shares',
  'change_service_check_shares',
]

async function setConstraints(
  { transaction }: Pick<Work, 'transaction'>,
  when: 'deferred' | 'immediate',
): Promise<void> {
  await sql`set constraints ${sql.join(AT_THE_END.map((name) => sql.ref(name)))} ${sql.raw(when)}`.execute(
    transaction,
  )
}

/** @throws InvalidInput at the mutations as a whole: which of them is one too many cannot be said */
async function sharesHold(work: Pick<Work, 'transaction'>): Promise<void> {
  try {
    await setConstraints(work, 'immediate')
  } catch (error) {
    const known = constraintProblem(error, {})
    if (!(known instanceof InvalidInput)) throw error
    throw InvalidInput.of(
      known.fields.map(({ path, message }) => ({
        path: ['mutations'],
        message: `${path.join('.')} of one of them ${message}`,
      })),
    )
  }
}

function prepare({ name, input, key }: GivenMutation, index: number, schema: GraphQLSchema): Prepared {
  const at = (field: string, message: string) => InvalidInput.at(['mutations', String(index), field], message)
  const field = BATCH_MUTATIONS.has(name) ? schema.getMutationType()?.getFields()[name] : undefined
  const step = field === undefined ? undefined : stepOf(field)
  const type = getNamedType(field?.args.find((argument) => argument.name === 'input')?.type)
  if (step === undefined || !isInputObjectType(type)) {
    throw at('name', `is "${name}"; a batch takes ${[...BATCH_MUTATIONS].join(', ')}`)
  }
  if (!isRecord(input)) throw at('input', `must be an object, the input of ${name}`)
  if (key != null && createdType(name) === undefined) {
    throw at('key', `is for mutations that create something; ${name} does not`)
  }
  return { name, key: key ?? undefined, input, type, step }
}

async function run(
  { name, input, type, step }: Prepared,
  created: ReadonlyMap<string, string>,
  work: Pick<Work, 'transaction' | 'context'>,
  info: GraphQLResolveInfo,
): Promise<string | null> {
  const problems: FieldProblem[] = []
  const coerced: unknown = coerceInputValue(
    withCreatedIds(input, type, created),
    type,
    (path, _value, error) => {
      problems.push({ path: path.map(String), message: error.message })
    },
  )
  if (problems.length > 0) throw InvalidInput.of(problems)
  const done = await step(coerced as object, work, info)
  const made = createdType(name)
  const uuid = made === undefined ? undefined : done[`${made.charAt(0).toLowerCase()}${made.slice(1)}`]
  return made === undefined || typeof uuid !== 'string' ? null : encodeGlobalId(made, uuid)
}

/** Runs the mutation at a place; an error that its caller could have avoided gets the place before its path. */
async function inPlace<T>(index: number, input: object, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const known = error instanceof DomainError ? error : constraintProblem(error, input)
    const place = ['mutations', String(index)]
    if (known instanceof InvalidInput) {
      const fields = known.fields.length > 0 ? known.fields : [{ path: [], message: known.message }]
      throw InvalidInput.of(
        fields.map(({ path, message }) => ({ path: [...place, 'input', ...path], message })),
      )
    }
    if (known instanceof NotFound) {
      throw new NotFound(`${place.join('.')}: ${known.message}`, [...place, 'input', ...known.path])
    }
    if (known instanceof Conflict) {
      throw new Conflict(`${place.join('.')}: ${known.message}`, known.currentVersion)
    }
    throw error
  }
}

const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>()

/** A document with the one mutation, for the rules of access: one for each name, so that its decision is kept. */
function documentOf(schema: GraphQLSchema, name: string): DocumentNode {
  const known = documents.get(schema) ?? new Map<string, DocumentNode>()
  documents.set(schema, known)
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`
  const document =
    known.get(name) ?? parse(`mutation($input: ${type}) { ${name}(input: $input) { __typename } }`)
  known.set(name, document)
  return document
}
