import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId, chunked } from '../../graph/sql-arrays.ts'
import type { RunContext } from '../records/run-context.ts'
import { type Author, auditDifferences, type EntityTable, snapshots } from './audit-snapshot.ts'
import { removeCosts } from './costs-store.ts'
import { removeEfforts } from './efforts.ts'
import { findOrphans } from './orphans.ts'
import { removeResponses } from './responses.ts'
import { removeInvitations } from './survey-invitations-store.ts'
import { removeTicketEvents } from './ticket-events-store.ts'

const ENTITIES = ['ticket', 'change', 'alert', 'survey'] as const satisfies readonly EntityTable[]

/**
 * Ends what records that a complete listing no longer holds had become, unless other records tell of it: tickets,
 * changes and surveys stay and say since when they are gone, alerts end, efforts, events of tickets, responses,
 * invitations and costs, which count, are removed. Samples stay. Call it in the transaction that ends the records, before or after.
 */
export async function retireRecords(
  db: Kysely<Database>,
  run: Pick<RunContext, 'at' | 'auditContext' | 'sourceName'>,
  missing: readonly { readonly id: string }[],
): Promise<void> {
  const author = {
    auditContext: run.auditContext,
    reason: `sync of ${run.sourceName}: its listing no longer holds it`,
  }
  const ending = missing.map(({ id }) => id)
  for (const chunk of chunked(ending, 1000)) await retireChunk(db, run.at, author, chunk, ending)
}

async function retireChunk(
  db: Kysely<Database>,
  at: Date,
  author: Author,
  recordIds: readonly string[],
  ending: readonly string[],
): Promise<void> {
  const records = await db
    .selectFrom('source_record')
    .select([
      'ticket_id',
      'change_id',
      'alert_id',
      'survey_id',
      'effort_id',
      'response_id',
      'cost_id',
      'ticket_event_id',
      'survey_invitation_id',
    ])
    .where('id', '=', anyId(recordIds))
    .execute()
  if (!records.some((record) => Object.values(record).some((id) => id !== null))) return
  for (const table of ENTITIES) {
    const told = records.flatMap((record) => record[`${table}_id`] ?? [])
    await end(db, at, author, table, await findOrphans(db, `${table}_id`, told, ending))
  }
  const efforts = records.flatMap(({ effort_id }) => effort_id ?? [])
  await removeEfforts(db, author, await findOrphans(db, 'effort_id', efforts, ending))
  const responses = records.flatMap(({ response_id }) => response_id ?? [])
  await removeResponses(db, author, await findOrphans(db, 'response_id', responses, ending))
  const events = records.flatMap(({ ticket_event_id }) => ticket_event_id ?? [])
  await removeTicketEvents(db, author, await findOrphans(db, 'ticket_event_id', events, ending))
  const invited = records.flatMap(({ survey_invitation_id }) => survey_invitation_id ?? [])
  await removeInvitations(db, author, await findOrphans(db, 'survey_invitation_id', invited, ending))
  const costs = records.flatMap(({ cost_id }) => cost_id ?? [])
  await removeCosts(db, author, costs, ending)
  // What is gone waits for nothing.
  await db.deleteFrom('pending_reference').where('record_id', '=', anyId(recordIds)).execute()
}

async function end(
  db: Kysely<Database>,
  at: Date,
  author: Author,
  table: EntityTable,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const before = await snapshots(db, table, ids)
  const column = sql.ref(table === 'alert' ? 'ends_at' : 'removed_at_source')
  const moment = table === 'alert' ? sql`greatest(starts_at, ${at}::timestamptz)` : sql`${at}::timestamptz`
  await sql`
    update ${sql.table(table)} set ${column} = ${moment}
    where id = ${anyId(ids)} and ${column} is null`.execute(db)
  await auditDifferences(db, table, author, before, await snapshots(db, table, ids))
}
