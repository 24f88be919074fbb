import type { Database } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type AuditEntry, recordAudit } from '../../access/audit.ts'
import { anyId, anyText, chunked } from '../../graph/sql-arrays.ts'
import { IN_EFFECT } from './claims-store.ts'
import type { Reporter } from './links-store.ts'
import type { ModelKind } from './model-kinds.ts'

const folded = (name: string) => sql`fold_case(regexp_replace(btrim(${sql.ref(name)}), '\\s+', ' ', 'g'))`

/** Entities whose names may mean one thing, in the order of their ids. */
type Alike = readonly string[]

/**
 * Opens a de-duplication task for entities whose names differ by case and blanks only, and for those of which one has
 * the name that a source gives another; ends tasks of these entities that have lost their reason.
 */
export async function reviewNames(
  db: Kysely<Database>,
  writer: Reporter,
  kind: ModelKind,
  ids: readonly string[],
): Promise<void> {
  if (kind.type === 'objective') return
  const column = sql.ref(kind.column)
  const alike: Alike[] = [...(await sameNames(db, kind, ids)), ...(await claimedNames(db, kind, ids))]
  const keys = new Map(alike.map((group) => [`${kind.type} ${group.join(' ')}`, group]))
  const { rows: standing } = await sql<{ id: string; state: string; asset_key: string }>`
    select t.id, t.state, t.asset_key from duplicate_task t
    where t.state in ('OPEN', 'DISMISSED') and (t.asset_key = ${anyText([...keys.keys()])} or t.id in (
      select e.task_id from duplicate_task_entity e where e.${column} = ${anyId(ids)}))`.execute(db)
  const known = new Set(standing.map(({ asset_key }) => asset_key))
  const lost = standing.filter(({ state, asset_key }) => state === 'OPEN' && !keys.has(asset_key))
  const entries = [
    ...(await openTasks(
      db,
      writer,
      kind,
      [...keys].filter(([key]) => !known.has(key)),
    )),
    ...(await endTasks(
      db,
      writer,
      lost.map(({ id }) => id),
    )),
  ]
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, writer.auditContext, chunk)
}

/** Of persons, only those without an address may be one: two addresses are two persons. */
async function sameNames(db: Kysely<Database>, kind: ModelKind, ids: readonly string[]): Promise<Alike[]> {
  const table = sql.table(kind.type)
  const name = folded(`e.${kind.nameColumn}`)
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(e.id::text order by e.id) as ids from ${table} e
    where ${name} in (select ${folded(`own.${kind.nameColumn}`)} from ${table} own where own.id = ${anyId(ids)})
    group by ${name}
    having count(*) > 1 ${kind.type === 'person' ? sql`and bool_or(e.email is null)` : sql``}`.execute(db)
  return rows.map((row) => row.ids)
}

/** Entities of which one has the name that a source gives the other. */
async function claimedNames(db: Kysely<Database>, kind: ModelKind, ids: readonly string[]): Promise<Alike[]> {
  if (!kind.unique.includes('name')) return []
  const entity = sql`c.${sql.ref(kind.column)}`
  const pairs = (which: RawBuilder<unknown>) => sql`
    select least(${entity}, n.id)::text as one, greatest(${entity}, n.id)::text as other
    from entity_claim c join source_record r on r.id = c.record_id
    join ${sql.table(kind.type)} n on n.name = c.attributes #>> '{name,value}' and n.id <> ${entity}
    where ${which} and ${IN_EFFECT}`
  const { rows } = await sql<{ one: string; other: string }>`
    ${pairs(sql`${entity} = ${anyId(ids)}`)} union ${pairs(sql`n.id = ${anyId(ids)}`)}`.execute(db)
  return rows.map(({ one, other }) => [one, other])
}

async function openTasks(
  db: Kysely<Database>,
  { at }: Reporter,
  kind: ModelKind,
  groups: readonly (readonly [string, Alike])[],
): Promise<AuditEntry[]> {
  if (groups.length === 0) return []
  const made = await db
    .insertInto('duplicate_task')
    .values(groups.map(([key]) => ({ asset_key: key, created_at: at })))
    .returningAll()
    .execute()
  const members = made.flatMap(({ id, asset_key }) =>
    (groups.find(([key]) => key === asset_key)?.[1] ?? []).map((entity) => ({
      task_id: id,
      [kind.column]: entity,
    })),
  )
  await db.insertInto('duplicate_task_entity').values(members).execute()
  return made.map((row) => ({
    action: 'duplicate_task.create',
    entityType: 'DuplicateTask',
    entityId: row.id,
    before: null,
    after: row,
  }))
}

async function endTasks(
  db: Kysely<Database>,
  { at, auditContext }: Reporter,
  ids: readonly string[],
): Promise<AuditEntry[]> {
  if (ids.length === 0) return []
  const ended = await db
    .updateTable('duplicate_task')
    .set({
      state: 'OBSOLETE',
      decided_at: at,
      decided_by: truncate(auditContext.actor, 200),
      reason: 'The names differ now.',
    })
    .where('id', '=', anyId(ids))
    .returningAll()
    .execute()
  return ended.map((row) => ({
    action: 'duplicate_task.lapse',
    entityType: 'DuplicateTask',
    entityId: row.id,
    before: { state: 'OPEN' },
    after: row,
  }))
}
