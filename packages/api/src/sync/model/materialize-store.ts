import type { Database, JsonValue } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, recordAudit } from '../../access/audit.ts'
import type { Candidate } from '../../assets/precedence.ts'
import { rulebook } from '../../assets/store.ts'
import { anyId, anyText, chunked } from '../../graph/sql-arrays.ts'
import { type EntityClaim, entityClaims, startClaimsOfUsers } from './claims-store.ts'
import {
  breakCircles,
  type EffectiveRow,
  effectiveRow,
  holds,
  type JsonRow,
  settleUnique,
} from './effective-row.ts'
import { writeSourceLinks } from './entity-links-store.ts'
import type { Reporter } from './links-store.ts'
import type { ModelKind } from './model-kinds.ts'
import { reviewNames } from './tasks-store.ts'

/** Rows as they are, by id, locked in the order of their ids. */
interface Stored {
  /** As the audit trail holds them. */
  readonly rows: ReadonlyMap<string, object>
  readonly json: ReadonlyMap<string, JsonRow>
}

/**
 * Computes what entities hold by the claims on them, and what they are linked to by the records of their sources, and
 * writes what differs. Entities without a row are made.
 */
export async function materializeEntities(
  db: Kysely<Database>,
  writer: Reporter,
  kind: ModelKind,
  ids: readonly string[],
  reason: string,
): Promise<void> {
  let next = [...new Set(ids)].sort()
  // A name that becomes free may be the one that another entity is to have.
  for (let round = 0; next.length > 0 && round < 10; round += 1) {
    const freed: string[] = []
    for (const chunk of chunked(next, 1000))
      freed.push(...(await materializeSome(db, writer, kind, chunk, reason)))
    next = await wantingNames(db, kind, freed)
  }
}

/** Returns the names that have become free. */
async function materializeSome(
  db: Kysely<Database>,
  writer: Reporter,
  kind: ModelKind,
  ids: readonly string[],
  reason: string,
): Promise<readonly string[]> {
  const before = await lockRows(db, kind, ids)
  await startClaimsOfUsers(db, kind, ids, before.json)
  const claims = await entityClaims(db, kind, ids)
  const rules = await rulebook(db)
  const targetOf = await targets(db, kind, [...claims.values()].flat())
  const rows = ids.map((id) =>
    effectiveRow(kind, id, before.json.get(id), claims.get(id) ?? [], rules, targetOf, writer.at),
  )
  if (kind.type === 'person') await keepSignIns(db, rows)
  if (rows.some(({ values }) => typeof values.parent_id === 'string'))
    breakCircles(rows, await parentsOf(db, kind))
  for (const column of kind.unique) settleUnique(rows, column, await holdersOf(db, kind, column, rows))
  const changed = rows.filter((row) => !holds(row))
  await upsertRows(db, kind, changed)
  await audit(db, writer, kind, changed, before, reason)
  await writeSourceLinks(db, kind, ids)
  await reviewNames(db, writer, kind, ids)
  return changed.flatMap(({ before: was, values }) => {
    const name = was?.[kind.nameColumn]
    return typeof name === 'string' && name !== values[kind.nameColumn] ? [name] : []
  })
}

async function lockRows(db: Kysely<Database>, { type }: ModelKind, ids: readonly string[]): Promise<Stored> {
  const { rows } = await sql<{ id: string; as_json: JsonRow }>`
    select e.*, to_jsonb(e) as as_json from ${sql.table(type)} e where e.id = ${anyId(ids)}
    order by e.id for no key update of e`.execute(db)
  return {
    rows: new Map(rows.map(({ as_json: _, ...row }) => [row.id, row])),
    json: new Map(rows.map(({ id, as_json }) => [id, as_json])),
  }
}

/** What the references in claims were found to be. */
async function targets(db: Kysely<Database>, kind: ModelKind, claims: readonly EntityClaim[]) {
  const roles = kind.attributes.flatMap(({ role }) => role ?? [])
  if (roles.length === 0) return () => null
  const { rows } = await sql<{ record_id: string; role: string; target: string | null }>`
    select record_id, role, coalesce(team_id, objective_id) as target from record_link
    where record_id = ${anyId(claims.flatMap(({ recordId }) => recordId ?? []))} and role = ${anyText(roles)}`.execute(
    db,
  )
  const found = new Map(rows.map(({ record_id, role, target }) => [`${record_id} ${role}`, target]))
  const recordOf = new Map(claims.map((claim) => [claim as Candidate['claim'], claim.recordId]))
  const given = claims.flatMap(({ recordId, attributes }) =>
    recordId === null ? Object.values(attributes).flatMap(({ value }) => idIn(value) ?? []) : [],
  )
  const { rows: there } = await sql<{ id: string }>`
    select id from team where id = ${anyId(given)} union all select id from objective where id = ${anyId(given)}`.execute(
    db,
  )
  const known = new Set(there.map(({ id }) => id))
  return ({ claim, said }: Candidate, role: string) => {
    const recordId = recordOf.get(claim)
    if (recordId != null) return found.get(`${recordId} ${role}`) ?? null
    const id = idIn(said.value)
    return id !== undefined && known.has(id) ? id : null
  }
}

function idIn(value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return typeof value.id === 'string' ? value.id : undefined
}

/**
 * The address and the activity of a person who has signed in or holds a role decide about access: sources leave them as
 * they are.
 */
async function keepSignIns(db: Kysely<Database>, rows: readonly EffectiveRow[]): Promise<void> {
  const { rows: known } = await sql<{ id: string }>`
    select p.id from person p where p.id = ${anyId(rows.map(({ id }) => id))} and (
      exists (select from role_grant g where g.person_id = p.id)
      or exists (select from api_token t where t.person_id = p.id)
      or exists (select from external_reference e where e.person_id = p.id)
      or exists (select from person_sign_in i where i.person_id = p.id))`.execute(db)
  const kept = new Set(known.map(({ id }) => id))
  for (const { id, before, values } of rows) {
    if (!kept.has(id) || before === undefined) continue
    for (const column of ['email', 'active']) if (column in values) values[column] = before[column] ?? null
  }
}

async function parentsOf(
  db: Kysely<Database>,
  { type }: ModelKind,
): Promise<ReadonlyMap<string, string | null>> {
  // Two moves at once wait for each other, as the check of the table makes them.
  await sql`select pg_advisory_xact_lock(hashtext(${`${type}.parent_id`}))`.execute(db)
  const { rows } = await sql<{ id: string; parent_id: string | null }>`
    select id, parent_id from ${sql.table(type)}`.execute(db)
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
}

/** Which other rows have the values that these are to get in a unique column. */
async function holdersOf(
  db: Kysely<Database>,
  { type }: ModelKind,
  column: string,
  rows: readonly EffectiveRow[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = rows.flatMap(({ before, values }) => {
    const value = values[column]
    return typeof value === 'string' && value !== before?.[column] ? [value] : []
  })
  if (wanted.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; value: string }>`
    select id, ${sql.ref(column)} as value from ${sql.table(type)}
    where ${sql.ref(column)} = ${anyText(wanted)} and not id = ${anyId(rows.map(({ id }) => id))}`.execute(db)
  return new Map(found.map(({ id, value }) => [value, id]))
}

async function upsertRows(
  db: Kysely<Database>,
  kind: ModelKind,
  rows: readonly EffectiveRow[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = [...kind.attributes.map(({ column }) => column), 'labels', 'removed_at_source']
  const given = rows.map(({ id, before, values }) => ({ ...before, ...values, id }))
  const list = sql.join(['id', ...columns].map((column) => sql.ref(column)))
  await sql`
    insert into ${sql.table(kind.type)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(kind.type)}, ${JSON.stringify(given)}::jsonb)
    order by id
    on conflict (id) do update set ${sql.join(
      columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`),
    )}`.execute(db)
}

async function audit(
  db: Kysely<Database>,
  { auditContext }: Reporter,
  kind: ModelKind,
  changed: readonly EffectiveRow[],
  before: Stored,
  reason: string,
): Promise<void> {
  const after = await lockRows(
    db,
    kind,
    changed.map(({ id }) => id),
  )
  const entries = changed.map(
    ({ id }): AuditEntry => ({
      action: `${kind.type}.${before.rows.has(id) ? 'update' : 'create'}`,
      entityType: kind.node,
      entityId: id,
      before: before.rows.get(id) ?? null,
      after: after.rows.get(id) ?? null,
      reason,
    }),
  )
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, auditContext, chunk)
}

/** Entities that a source calls by one of these names and that are called otherwise. */
async function wantingNames(
  db: Kysely<Database>,
  kind: ModelKind,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0 || !kind.unique.includes('name')) return []
  const { rows } = await sql<{ id: string }>`
    select distinct e.id from entity_claim c join ${sql.table(kind.type)} e on e.id = c.${sql.ref(kind.column)}
    where c.attributes #>> '{name,value}' = ${anyText(names)} and c.record_id is not null
      and e.name <> c.attributes #>> '{name,value}'
    order by e.id`.execute(db)
  return rows.map(({ id }) => id)
}
