import type { Database } from '@throughline/db'
import type { GraphQLResolveInfo } from 'graphql'
import type { Transaction } from 'kysely'
import type { Context, Prefetched, RootAnswers } from './context.ts'
import type { NodeDeclaration } from './declaration.ts'
import { planEntities, planPayload, selectionKey, withIds, withPayloadIds } from './entity-plan.ts'
import { isRow } from './page.ts'
import { planOperation } from './root-plan.ts'

/** What one request has asked of the database already. */
export class OperationAnswers implements RootAnswers {
  #answers: Promise<ReadonlyMap<string, Answer>> | undefined

  /** The answer to a root field of a query; the first one asks for all, in one statement. */
  async of(context: Context, info: GraphQLResolveInfo): Promise<unknown> {
    this.#answers ??= answerOperation(context, info)
    const answer = (await this.#answers).get(String(info.path.key))
    if (answer === undefined) throw new Error(`${info.path.key} is no field that the statement answers`)
    if ('error' in answer) throw answer.error
    return answer.value
  }
}

type Answer = { readonly value: unknown } | { readonly error: unknown }

async function answerOperation(
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ReadonlyMap<string, Answer>> {
  const { statement, values, roots, errors } = planOperation(info)
  const [row] = statement === undefined ? [] : await statement.run(context.db.pool, values)
  const answers = new Map<string, Answer>()
  for (const [index, key] of roots.entries()) answers.set(key, { value: row?.[index] ?? null })
  for (const [key, error] of errors) answers.set(key, { error })
  return answers
}

/** One row of a type with what a field selects of it, loaded together with its siblings; null if it is gone. */
export function loadEntity(
  context: Context,
  info: GraphQLResolveInfo,
  target: NodeDeclaration,
  id: string,
): Promise<Prefetched | null> {
  const key = `${target.name};${selectionKey(info)}`
  return context.loaders
    .for<Prefetched | null>(key, async (ids) => {
      const statement = planEntities(info, target)
      const values = statement.bind(withIds(info.variableValues, ids))
      const rows = await (context.operation === undefined
        ? statement.run(context.db.pool, values)
        : statement.runIn(context.operation.transaction, values))
      const byId = new Map(rows.map((row) => [row.id, row.row]))
      return ids.map((wanted) => {
        const row = byId.get(wanted)
        return isRow(row) ? row : null
      })
    })
    .load(id)
}

/** What a request selects of a mutation's payload, and which of the work that may follow is to be done. */
interface PayloadAnswer<Work> {
  readonly payload: Prefetched
  readonly due: readonly Work[]
}

/**
 * Reads what a request selects of a mutation's payload, inside the mutation's own transaction.
 * @param ids the uuid behind each entity field of the payload
 * @param work what may be due; `due` is SQL that says whether it is, and is asked in the same statement
 */
export async function readPayload<Work extends { readonly due: string }>(
  transaction: Transaction<Database>,
  info: GraphQLResolveInfo,
  payload: string,
  ids: Readonly<Record<string, unknown>>,
  work: readonly Work[],
): Promise<PayloadAnswer<Work>> {
  const { statement, keys } = planPayload(
    info,
    payload,
    work.map(({ due }) => due),
  )
  if (statement === undefined) return { payload: {}, due: [] }
  const values = statement.bind(withPayloadIds(info.variableValues, ids))
  const [row] = await statement.runIn(transaction, values)
  return {
    payload: Object.fromEntries(keys.map((key, index) => [key, row?.[index] ?? null])),
    due: work.filter((_, index) => row?.[keys.length + index] === true),
  }
}
