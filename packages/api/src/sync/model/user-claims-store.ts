import type { Database, JsonValue } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { auditContextOf } from '../../access/entity-writes.ts'
import { type ClaimedValue, renewed } from '../../assets/claims.ts'
import type { Work } from '../../graph/mutation.ts'
import { materializeEntities } from './materialize-store.ts'
import { kindOfModel, type ModelKind, type ModelType } from './model-kinds.ts'

type Claimed = Readonly<Record<string, ClaimedValue>>

/**
 * Makes what a user has entered of an entity that sources report the claim of users: it comes before every source. Null,
 * or an empty text, takes the claim on an attribute away, and the sources supply it again. An entity that no source has reported needs no
 * claims: all that it holds is the users'.
 * @param given the columns that were given
 */
export async function claimForUsers(
  work: Work,
  type: ModelType,
  id: string,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const kind = kindOfModel(type)
  const { transaction, context } = work
  const { rows } = await sql<{ attributes: Claimed; record_id: string | null }>`
    select attributes, record_id from entity_claim where ${sql.ref(kind.column)} = ${id} order by id`.execute(
    transaction,
  )
  const own = rows.find(({ record_id }) => record_id === null)
  if (own === undefined) return
  const said: Record<string, JsonValue> = {}
  for (const [attribute, { value }] of Object.entries(own.attributes)) said[attribute] = value
  for (const { name, column, role } of kind.attributes) {
    if (!(column in given)) continue
    const value = (given[column] ?? null) as JsonValue
    if (value === null || value === '') delete said[name]
    else said[name] = role === undefined ? value : { id: value }
  }
  if ('labels' in given) claimLabels(said, labelsIn(given.labels), rows)
  const attributes = renewed(own.attributes, said, context.clock().toISOString())
  await saveOwn(transaction, kind, id, attributes)
  const writer = { at: context.clock(), auditContext: auditContextOf(work) }
  await materializeEntities(transaction, writer, kind, [id], 'a user has changed what sources report, too')
}

/** Labels are given as a whole: one that others state and that is left out stays away. */
function claimLabels(
  said: Record<string, JsonValue>,
  labels: Readonly<Record<string, JsonValue>>,
  claims: readonly { readonly attributes: Claimed }[],
): void {
  for (const { attributes } of claims) {
    for (const attribute of Object.keys(attributes))
      if (attribute.startsWith('labels.')) said[attribute] = null
  }
  for (const [label, value] of Object.entries(labels)) said[`labels.${label}`] = value
}

/** A JSON column as the input columns hand it over: written out already. */
function labelsIn(given: unknown): Readonly<Record<string, JsonValue>> {
  const value: unknown = typeof given === 'string' ? JSON.parse(given) : given
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, JsonValue>>) : {}
}

async function saveOwn(
  db: Kysely<Database>,
  { column }: ModelKind,
  id: string,
  attributes: Claimed,
): Promise<void> {
  await sql`
    update entity_claim set attributes = ${JSON.stringify(attributes)}::jsonb
    where ${sql.ref(column)} = ${id} and record_id is null`.execute(db)
}
