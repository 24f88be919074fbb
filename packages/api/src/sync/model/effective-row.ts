import type { JsonValue } from '@throughline/db'
import { sameJson } from '../../assets/claims.ts'
import { type Candidate, type PrecedenceRules, rankCandidates } from '../../assets/precedence.ts'
import type { EntityClaim } from './claims-store.ts'
import type { ModelKind } from './model-kinds.ts'

/** The row of an entity as JSON. */
export type JsonRow = Readonly<Record<string, JsonValue>>

/** What follows from the claims on an entity. */
export interface EffectiveRow {
  readonly id: string
  readonly before: JsonRow | undefined
  /** The columns that claims supply. */
  readonly values: Record<string, JsonValue>
}

/** Finds what a reference was found to be: of a record by its row, of a user by the uuid that it holds. */
export type TargetOf = (candidate: Candidate, role: string) => string | null

/** What an entity holds by the claims on it: null where no source reports it any more and no user has named it. */
export function effectiveRow(
  kind: ModelKind,
  id: string,
  before: JsonRow | undefined,
  claims: readonly EntityClaim[],
  rules: PrecedenceRules,
  targetOf: TargetOf,
  at: Date,
): EffectiveRow {
  if (isAbandoned(kind, claims)) return { id, before, values: abandonedValues(kind, before, at) }
  const ranked = rankCandidates(claims, rules, kind.type, at)
  const values: Record<string, JsonValue> = {}
  for (const { name, column, fallback, role } of kind.attributes) {
    const [effective] = ranked.get(name) ?? []
    const value =
      role !== undefined && effective !== undefined ? targetOf(effective, role) : effective?.said.value
    values[column] = value ?? fallback
  }
  // A name that no claim supplies stays.
  values[kind.nameColumn] ??= before?.[kind.nameColumn] ?? null
  const labels = [...ranked].flatMap(([attribute, [effective]]) => {
    const value = effective?.said.value ?? null
    return attribute.startsWith('labels.') && value !== null
      ? [[attribute.slice('labels.'.length), String(value)] as const]
      : []
  })
  values.labels = Object.fromEntries(labels.sort(([a], [b]) => (a < b ? -1 : 1)))
  values.removed_at_source = null
  // Both days may come from different claims.
  if (typeof values.starts_on === 'string' && typeof values.ends_on === 'string')
    if (values.ends_on < values.starts_on) values.ends_on = null
  return { id, before, values }
}

/** Whether no source claims an entity that sources have made: one that a user has named is the user's. */
function isAbandoned(kind: ModelKind, claims: readonly EntityClaim[]): boolean {
  if (claims.some(({ sourceId }) => sourceId !== null)) return false
  return !claims.some(({ attributes }) => Object.hasOwn(attributes, kind.nameColumn))
}

/** An entity that no source reports any more stays as it was, and states so. */
function abandonedValues(kind: ModelKind, before: JsonRow | undefined, at: Date): Record<string, JsonValue> {
  return {
    ...(kind.type === 'service' ? { lifecycle: 'RETIRED' } : {}),
    ...(kind.type === 'person' ? { active: false } : {}),
    removed_at_source: before?.removed_at_source ?? at.toISOString(),
  }
}

/** Whether a row is there and holds these values. */
export function holds({ before, values }: EffectiveRow): boolean {
  if (before === undefined) return false
  return Object.entries(values).every(([column, value]) => sameJson(before[column] ?? null, value))
}

/**
 * Lets rows keep what they have in a unique column where another row has what they are to get.
 * @param taken who has a value among the rows that do not change
 */
export function settleUnique(
  rows: readonly EffectiveRow[],
  column: string,
  taken: ReadonlyMap<string, string>,
): void {
  const given = new Map<string, string>()
  // Who keeps a value comes before who gets it.
  const keeps = ({ before, values }: EffectiveRow) =>
    before !== undefined && before[column] === values[column]
  const inTurn = rows.toSorted((a, b) => Number(keeps(b)) - Number(keeps(a)) || (a.id < b.id ? -1 : 1))
  for (const { id, before, values } of inTurn) {
    const wanted = values[column]
    if (typeof wanted !== 'string') continue
    const holder = given.get(wanted) ?? taken.get(wanted)
    if (holder === undefined || holder === id) {
      given.set(wanted, id)
      continue
    }
    values[column] = before?.[column] ?? null
    if (typeof values[column] === 'string') given.set(values[column], id)
  }
}

/** Takes parents away that would make a circle. @param parents of all rows, as they are before */
export function breakCircles(
  rows: readonly EffectiveRow[],
  parents: ReadonlyMap<string, string | null>,
): void {
  const after = new Map(parents)
  for (const { id } of rows) after.set(id, null)
  for (const { id, values } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const parent = values.parent_id
    if (typeof parent !== 'string') continue
    let above: string | null | undefined = parent
    while (above !== null && above !== undefined && above !== id) above = after.get(above)
    if (above === id) values.parent_id = null
    else after.set(id, parent)
  }
}
