import type { JsonValue, RowChanges } from '@throughline/db'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { type Claim, PERSON_PRECEDENCE, renewed } from './claims.ts'

/** What a person says of an asset by now: what was said before, and what this input says. */
export function mergeUserClaim(given: RowChanges<'asset'>, stored: readonly Claim[], work: Work): Claim {
  const before = stored.find(({ sourceId }) => sourceId === null)?.attributes ?? {}
  const said: Record<string, JsonValue | undefined> = {}
  for (const [attribute, { value }] of Object.entries(before)) said[attribute] = value
  if (given.kind !== undefined) said.kind = given.kind
  if (given.name !== undefined) said.name = given.name
  if (given.environment !== undefined) said.environment = given.environment ?? undefined
  if (given.owner_id !== undefined)
    said.owner = given.owner_id === null ? undefined : { id: String(given.owner_id) }
  if (given.availability !== undefined) said.availability = given.availability ?? undefined
  if (given.cost_amount !== undefined) {
    const { cost_amount: amount, cost_currency: currency } = given
    said.cost = amount === null ? undefined : { amount: String(amount), currency: String(currency) }
  }
  for (const column of ['attributes', 'labels'] as const) {
    for (const [key, value] of Object.entries(parsedObject(given[column], column))) {
      said[`${column}.${key}`] = value ?? undefined
    }
  }
  const values: Record<string, JsonValue> = {}
  for (const [attribute, value] of Object.entries(said)) if (value !== undefined) values[attribute] = value
  return {
    sourceId: null,
    source: null,
    record: null,
    precedence: PERSON_PRECEDENCE,
    confirmedAt: null,
    attributes: renewed(before, values, work.context.clock().toISOString()),
  }
}

/** A JSON column as the input columns hand it over: written out already. */
function parsedObject(json: unknown, field: string): Record<string, JsonValue> {
  if (json === undefined) return {}
  const value: unknown = typeof json === 'string' ? JSON.parse(json) : json
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, JsonValue>
  throw InvalidInput.at([field], 'is an object')
}

/** When an asset retires follows from its lifecycle; one that is retired stays so since when it is. */
export async function retirement(
  given: RowChanges<'asset'>,
  work: Work,
  id: string | undefined,
): Promise<RowChanges<'asset'>> {
  if (given.lifecycle === undefined) return {}
  if (given.lifecycle !== 'RETIRED') return { retired_at: null }
  const before =
    id === undefined
      ? undefined
      : await work.transaction
          .selectFrom('asset')
          .select('retired_at')
          .where('id', '=', id)
          .executeTakeFirst()
  return { retired_at: before?.retired_at ?? work.context.clock() }
}
