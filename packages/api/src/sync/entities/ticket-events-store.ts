import type { Database, Row } from '@throughline/db'
import type { TicketEventRecord, TicketRecord } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { newIds } from '../../graph/new-ids.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { appendStates, chooseHistories } from '../../tickets/events-store.ts'
import type { PageOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import type { Author } from './audit-snapshot.ts'
import type { Child, ChildKind } from './child-entities.ts'
import type { Mapped } from './kept-records.ts'
import { findOrphans } from './orphans.ts'

/** Histories of tickets as their sources report them. */
export const TICKET_EVENTS: ChildKind<TicketEventRecord> = {
  is: (record) => record.type === 'ticketEvent',
  column: 'ticket_event_id',
  parent: ({ ticket }) => ({ role: 'TICKET', reference: { externalId: ticket } }),
  others: () => [],
  write: writeEvents,
  removeOrphanedRelations: async (db, author, ids) =>
    removeTicketEvents(db, author, await findOrphans(db, 'ticket_event_id', ids)),
}

/** Notes the status that records of a page give their tickets, where it is another than before. */
export async function observeStates(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly Mapped<TicketRecord>[],
  { outcomes }: Pick<PageOutcome, 'outcomes'>,
): Promise<void> {
  await appendStates(
    db,
    'OBSERVED',
    records.flatMap(({ record }) => {
      const { id: ticketId, outcome } = outcomes.get(record.externalId) ?? {}
      return ticketId == null || outcome === 'UNCHANGED' ? [] : [{ ticketId, at: record.updatedAt ?? run.at }]
    }),
  )
}

type TicketEvent = Row<'ticket_event'>

/** An event does not change: one that is reported otherwise is another row, and the caller removes the first. */
async function writeEvents(
  db: Kysely<Database>,
  author: Author,
  children: readonly Child<TicketEventRecord>[],
): Promise<string[]> {
  if (children.length === 0) return []
  const tickets = [...new Set(children.map(({ parentId }) => parentId))]
  // A status that is entered meanwhile waits, so that it is seen whether a source reports the history.
  await db
    .selectFrom('ticket')
    .select('id')
    .where('id', '=', anyId(tickets))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const before = await events(
    db,
    children.flatMap(({ entityId }) => entityId ?? []),
  )
  const made = await newIds(db, children.length)
  const rows = children.map(({ record, parentId, entityId }, index) => {
    const known = before.get(entityId ?? '')
    return known !== undefined && saysTheSame(known, record, parentId)
      ? { id: known.id, written: undefined }
      : { id: made[index] ?? '', written: { record, parentId } }
  })
  const written = rows.flatMap(({ id, written: event }) =>
    event === undefined
      ? []
      : [
          {
            id,
            ticket_id: event.parentId,
            history_of: event.parentId,
            state: event.record.state,
            source_state: event.record.sourceState,
            at: event.record.at,
            origin: 'SOURCE_EVENT' as const,
          },
        ],
  )
  if (written.length > 0) {
    const stored = await db
      .insertInto('ticket_event')
      .values(written)
      .returning(['ticket_id', 'at'])
      .execute()
    await chooseHistories(db, tickets)
    await audit(db, author, 'ticket_event.record', stored)
  }
  return rows.map(({ id }) => id)
}

function saysTheSame(row: TicketEvent, record: TicketEventRecord, ticketId: string): boolean {
  return (
    row.ticket_id === ticketId &&
    row.state === record.state &&
    row.source_state === record.sourceState &&
    row.at.getTime() === Date.parse(record.at)
  )
}

async function events(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TicketEvent>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('ticket_event').selectAll().where('id', '=', anyId(ids)).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Removes events that no record reports any more. */
export async function removeTicketEvents(
  db: Kysely<Database>,
  author: Author,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const gone = await db
    .deleteFrom('ticket_event')
    .where('id', '=', anyId(ids))
    .returning(['ticket_id', 'at'])
    .execute()
  await chooseHistories(
    db,
    gone.map(({ ticket_id }) => ticket_id),
  )
  await audit(db, author, 'ticket_event.delete', gone)
}

/** One event of the audit trail for each ticket: how many events, and the first and the last time. */
async function audit(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  action: 'ticket_event.record' | 'ticket_event.delete',
  rows: readonly Pick<TicketEvent, 'ticket_id' | 'at'>[],
): Promise<void> {
  await recordAudit(
    db,
    auditContext,
    [...Map.groupBy(rows, ({ ticket_id }) => ticket_id)].map(([ticketId, those]) => {
      const times = those.map(({ at }) => at.toISOString()).sort()
      const counted = { count: those.length, first: times[0] ?? null, last: times.at(-1) ?? null }
      const isGone = action === 'ticket_event.delete'
      return {
        action,
        entityType: 'Ticket',
        entityId: ticketId,
        before: isGone ? counted : null,
        after: isGone ? null : counted,
        reason,
      }
    }),
  )
}
