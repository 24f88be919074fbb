import type { Database, JsonValue } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import {
  type Claim,
  type ClaimedValue,
  claimedValues,
  PERSON_PRECEDENCE,
  renewed,
} from '../../assets/claims.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { descriptionByRule } from '../../mapping/rule-book.ts'
import type { Mapped } from '../entities/kept-records.ts'
import type { RunContext } from '../records/run-context.ts'
import { claimedOf, type ModelKind, type ModelRecord } from './model-kinds.ts'

/** A claim with the row of the record that made it; null for the claims of users. */
export interface EntityClaim extends Claim {
  readonly recordId: string | null
}

/** Whether a record is in effect: what has been missing for too long claims nothing. */
export const IN_EFFECT = sql`(r.missing_since is null or r.retired_at is null)`

interface ClaimRow {
  readonly entity_id: string
  readonly source_id: string | null
  readonly record_id: string | null
  readonly source: string | null
  readonly precedence: number | null
  readonly stream: string | null
  readonly external_id: string | null
  readonly confirmed_at: Date | null
  readonly attributes: Readonly<Record<string, ClaimedValue>>
}

/** What is claimed of some entities of a kind, by their uuid. */
export async function entityClaims(
  db: Kysely<Database>,
  { column }: ModelKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly EntityClaim[]>> {
  const { rows } = await sql<ClaimRow>`
    select c.${sql.ref(column)} as entity_id, c.source_id, c.record_id, s.name as source, s.precedence, r.stream,
      r.external_id, r.last_seen_at as confirmed_at, c.attributes
    from entity_claim c left join source s on s.id = c.source_id left join source_record r on r.id = c.record_id
    where c.${sql.ref(column)} = ${anyId(ids)} and (c.record_id is null or ${IN_EFFECT})`.execute(db)
  const claims = rows.map(({ entity_id, stream, external_id, ...row }) => ({
    entityId: entity_id,
    recordId: row.record_id,
    sourceId: row.source_id,
    source: row.source,
    record: stream === null || external_id === null ? null : { stream, externalId: external_id },
    precedence: row.precedence ?? PERSON_PRECEDENCE,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    attributes: row.attributes,
  }))
  return Map.groupBy(claims, ({ entityId }) => entityId)
}

/** Keeps what the records of a page claim. @param placed the records with their entities and their rows */
export async function saveClaims(
  db: Kysely<Database>,
  run: RunContext,
  kind: ModelKind,
  placed: readonly (Mapped<ModelRecord> & { readonly entityId: string; readonly recordId: string })[],
): Promise<void> {
  const before = await db
    .selectFrom('entity_claim')
    .select(['record_id', 'attributes'])
    .where('record_id', '=', anyId(placed.map(({ recordId }) => recordId)))
    .execute()
  const known = new Map(before.map(({ record_id, attributes }) => [record_id, attributes]))
  const said = placed.map(({ record, recordId }) =>
    JSON.stringify(
      renewed(claimedValues(known.get(recordId)), claimedOf(kind, record), run.at.toISOString()),
    ),
  )
  const column = sql.ref(kind.column)
  await sql`
    insert into entity_claim (${column}, source_id, record_id, attributes)
    select said.entity_id, ${run.listing.sourceId}::uuid, said.record_id, said.attributes::jsonb
    from unnest(${placed.map(({ entityId }) => entityId)}::uuid[], ${placed.map(({ recordId }) => recordId)}::uuid[],
      ${said}::text[]) as said (entity_id, record_id, attributes)
    on conflict (record_id) do update set ${column} = excluded.${column}, attributes = excluded.attributes
    where (entity_claim.${column}, entity_claim.attributes) is distinct from (excluded.${column}, excluded.attributes)`.execute(
    db,
  )
}

/**
 * Gives each of these entities the row for the claims of users. What an entity held before any source spoke of it, users
 * had entered: it becomes their claim, except what a column says by default.
 * @param rows the entities that are there, as JSON
 */
export async function startClaimsOfUsers(
  db: Kysely<Database>,
  kind: ModelKind,
  ids: readonly string[],
  rows: ReadonlyMap<string, Readonly<Record<string, JsonValue>>>,
): Promise<void> {
  const { rows: known } = await sql<{ entity_id: string }>`
    select ${sql.ref(kind.column)} as entity_id from entity_claim
    where ${sql.ref(kind.column)} = ${anyId(ids)} and record_id is null`.execute(db)
  const tracked = new Set(known.map(({ entity_id }) => entity_id))
  const started = ids.filter((id) => !tracked.has(id))
  if (started.length === 0) return
  const described = kind.type === 'service' ? await describedByRules(db, started) : new Set()
  const attributes = started.map((id) => {
    const row = rows.get(id)
    return JSON.stringify(enteredIn(kind, described.has(id) ? { ...row, description: '' } : row))
  })
  await sql`
    insert into entity_claim (${sql.ref(kind.column)}, attributes)
    select said.id, said.attributes::jsonb
    from unnest(${started}::uuid[], ${attributes}::text[]) as said (id, attributes)
    on conflict do nothing`.execute(db)
}

/** Services whose description is that of the mapping rule that made them: it is no claim of users. */
async function describedByRules(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const made = await db
    .selectFrom('mapped_service as m')
    .innerJoin('service as s', 's.id', 'm.service_id')
    .innerJoin('mapping_rule_version as v', 'v.id', 'm.rule_version_id')
    .select(['s.id', 's.description', 'v.number', 'v.rule_version'])
    .where('s.id', '=', anyId(ids))
    .execute()
  return new Set(
    made.flatMap(({ id, description, number, rule_version: ruleVersion }) =>
      description === descriptionByRule({ number, ruleVersion }) ? [id] : [],
    ),
  )
}

function enteredIn(
  kind: ModelKind,
  row: Readonly<Record<string, JsonValue>> | undefined,
): Record<string, ClaimedValue> {
  if (row === undefined) return {}
  const setAt = new Date(String(row.updated_at)).toISOString()
  const entered: Record<string, ClaimedValue> = {}
  for (const { name, column, fallback, role } of kind.attributes) {
    const value = row[column] ?? null
    if (value === fallback) continue
    entered[name] = { value: role === undefined ? value : { id: value }, setAt }
  }
  for (const [label, value] of Object.entries(row.labels ?? {}))
    entered[`labels.${label}`] = { value: String(value), setAt }
  return entered
}
