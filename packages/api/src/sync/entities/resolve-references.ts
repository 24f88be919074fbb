import type { Database } from '@throughline/db'
import { parseRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import {
  type Author,
  auditDifferences,
  type EntityTable,
  type LinkedTable,
  snapshots,
} from './audit-snapshot.ts'
import { type ChildKind, type ChildRecord, resumed } from './child-entities.ts'
import { auditEfforts, EFFORTS, efforts } from './efforts.ts'
import { addLinks } from './entity-links.ts'
import type { Role } from './reference.ts'
import { TARGET } from './references.ts'
import { RESPONSES, setRespondingTeams } from './responses.ts'
import { SURVEY_INVITATIONS, setTeams } from './survey-invitations-store.ts'
import { TICKET_EVENTS } from './ticket-events-store.ts'

/** How many references are looked for in one transaction. */
const AT_ONCE = 2500

/** A reference that leads somewhere by now, and the record that it is part of. */
interface Resolved {
  readonly id: string
  readonly role: Role
  readonly target: string
  readonly source_id: string
  readonly record_id: string
  readonly waiting: unknown
  readonly ticket_id: string | null
  readonly change_id: string | null
  readonly alert_id: string | null
  readonly survey_id: string | null
  readonly effort_id: string | null
  readonly response_id: string | null
  readonly survey_invitation_id: string | null
}

/**
 * Looks once more for all that records refer to and that was not known when they came: services, teams and assets,
 * the ticket of an effort or an event, the survey of a response. Says how many were found. Run it at the end of every run, and
 * when services, teams or assets have been added. What is still not known waits on.
 */
export async function resolvePending(db: Kysely<Database>, auditContext: AuditContext): Promise<number> {
  let found = 0
  let after = FIRST
  for (;;) {
    const ids = await pendingAfter(db, after)
    const last = ids.at(-1)
    if (last === undefined) return found
    found += db.isTransaction
      ? await resolveSome(db, auditContext, ids)
      : await retriedTransaction(db, (transaction) => resolveSome(transaction, auditContext, ids))
    after = last
  }
}

/** Before every id that there is. */
const FIRST = '00000000-0000-0000-0000-000000000000'

async function pendingAfter(db: Kysely<Database>, after: string): Promise<string[]> {
  const rows = await db
    .selectFrom('pending_reference')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}

async function resolveSome(
  db: Kysely<Database>,
  auditContext: AuditContext,
  ids: readonly string[],
): Promise<number> {
  const sources = await db
    .selectFrom('pending_reference as p')
    .innerJoin('source_record as r', 'r.id', 'p.record_id')
    .select('r.source_id')
    .distinct()
    .where('p.id', '=', anyId(ids))
    .execute()
  await lockSources(
    db,
    sources.map(({ source_id }) => source_id),
  )
  const { rows } = await sql<Resolved>`
    select * from (
      select w.*, ${TARGET} as target from (
        select p.id, p.role, p.reference, p.waiting, p.record_id, r.source_id, s.name as source,
          r.ticket_id, r.change_id, r.alert_id, r.survey_id, r.effort_id, r.response_id, r.survey_invitation_id
        from pending_reference p join source_record r on r.id = p.record_id join source s on s.id = r.source_id
        where p.id = ${anyId(ids)} and (r.missing_since is null or r.retired_at is null) and (p.waiting is not null
          or coalesce(r.ticket_id, r.change_id, r.alert_id, r.survey_id, r.effort_id, r.response_id, r.survey_invitation_id) is not null)
      ) w
    ) looked where target is not null order by id`.execute(db)
  if (rows.length === 0) return 0
  const author: Author = { auditContext, reason: 'what its source refers to has become known' }
  await db
    .deleteFrom('pending_reference')
    .where('id', '=', anyId(rows.map(({ id }) => id)))
    .execute()
  for (const table of ['ticket', 'change', 'alert', 'survey'] as const) await follow(db, author, table, rows)
  await followTeams(db, author, rows)
  const ofTeams = (column: 'response_id' | 'survey_invitation_id') =>
    rows.flatMap(({ role, [column]: id, target }) => (role === 'TEAM' && id !== null ? [{ id, target }] : []))
  await setTeams(db, author, ofTeams('survey_invitation_id'))
  await setRespondingTeams(db, author, ofTeams('response_id'))
  await resume(db, author, EFFORTS, 'TICKET', rows)
  await resume(db, author, TICKET_EVENTS, 'TICKET', rows)
  await resume(db, author, SURVEY_INVITATIONS, 'SURVEY', rows)
  await resume(db, author, RESPONSES, 'SURVEY', rows)
  return rows.length
}

/** The columns that single references go into. */
const COLUMNS: Readonly<Record<EntityTable, Partial<Record<Role, string>>>> = {
  ticket: {
    REQUESTER_TEAM: 'requester_team_id',
    ASSIGNEE_TEAM: 'assignee_team_id',
    CAUSE: 'caused_by_change_id',
  },
  change: { IMPLEMENTING_TEAM: 'implementing_team_id' },
  alert: {},
  survey: { SUBJECT: 'service_id' },
}

async function follow(
  db: Kysely<Database>,
  author: Author,
  table: EntityTable,
  resolved: readonly Resolved[],
): Promise<void> {
  const rows = resolved.flatMap((row) => {
    const entityId = row[`${table}_id`]
    return entityId === null ? [] : [{ ...row, entityId }]
  })
  if (rows.length === 0) return
  const ids = [...new Set(rows.map(({ entityId }) => entityId))]
  const before = await snapshots(db, table, ids)
  if (table !== 'survey') await tie(db, table, rows)
  for (const [role, column] of Object.entries(COLUMNS[table])) {
    const told = rows.filter((row) => row.role === role)
    if (told.length === 0) continue
    const cause = role === 'CAUSE' ? sql`, cause_method = 'SOURCE', cause_confidence = 1` : sql``
    // What a person has filled in meanwhile stays.
    await sql`
      update ${sql.table(table)} e set ${sql.ref(column)} = given.target${cause}
      from unnest(${told.map(({ entityId }) => entityId)}::uuid[], ${told.map(({ target }) => target)}::uuid[])
        as given (id, target)
      where e.id = given.id and e.${sql.ref(column)} is null`.execute(db)
  }
  await auditDifferences(db, table, author, before, await snapshots(db, table, ids))
}

async function tie(
  db: Kysely<Database>,
  table: LinkedTable,
  rows: readonly (Resolved & { readonly entityId: string })[],
): Promise<void> {
  for (const to of ['service', 'asset'] as const) {
    const told = rows.filter(({ role }) => role === to.toUpperCase())
    await addLinks(
      db,
      table,
      to,
      told.map(({ entityId, target, source_id }) => ({ entityId, targetId: target, sourceId: source_id })),
    )
  }
}

async function followTeams(
  db: Kysely<Database>,
  author: Author,
  resolved: readonly Resolved[],
): Promise<void> {
  const rows = resolved.flatMap(({ role, effort_id, target }) =>
    role === 'TEAM' && effort_id !== null ? [{ id: effort_id, target }] : [],
  )
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const before = await efforts(db, ids)
  await sql`
    update effort e set team_id = given.target
    from unnest(${ids}::uuid[], ${rows.map(({ target }) => target)}::uuid[]) as given (id, target)
    where e.id = given.id and e.team_id is null`.execute(db)
  await auditEfforts(db, author, before, [...(await efforts(db, ids)).values()])
}

/** Lets records into the graph whose parent is known by now. */
async function resume<R extends ChildRecord>(
  db: Kysely<Database>,
  author: Author,
  kind: ChildKind<R>,
  role: Role,
  resolved: readonly Resolved[],
): Promise<void> {
  const waiting = resolved.flatMap(({ waiting: record, ...row }) =>
    row.role === role && record !== null ? [{ ...row, record: parseRecord(record) }] : [],
  )
  await resumed(
    db,
    author,
    kind,
    waiting.map(({ record_id, target, record }) => ({ recordId: record_id, parentId: target, record })),
  )
}
