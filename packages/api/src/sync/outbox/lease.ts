import { randomUUID } from 'node:crypto'
import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { SILENCE } from '../runs/silence.ts'
import type { SourceAction } from './enqueue.ts'

/** The right of one process to perform an action. */
export interface ActionLease {
  readonly id: string
  readonly actionId: string
}

/** An action with the lease that its process holds. */
export interface LeasedAction {
  readonly lease: ActionLease
  readonly action: SourceAction
}

/** Another process has taken the action over. The process that gets this error must not send anything more. */
export class LeaseLostError extends Error {
  constructor() {
    super('Another process has taken over this action.')
    this.name = 'LeaseLostError'
  }
}

const UNTIL = sql<Date>`clock_timestamp() + make_interval(secs => ${SILENCE})`

/**
 * Leases the oldest action of a source that is due. Undefined where none is, or where another process performs an
 * action of the source: actions are performed one after the other, since a later one may refer to an earlier one.
 */
export async function leaseNext(
  db: Kysely<Database>,
  sourceId: string,
  now: Date,
): Promise<LeasedAction | undefined> {
  const id = randomUUID()
  const action = await db
    .updateTable('source_action')
    .set({ lease: id, leased_until: UNTIL })
    .where((where) =>
      where(
        'id',
        '=',
        where
          .selectFrom('source_action as next')
          .select('next.id')
          .where('next.source_id', '=', sourceId)
          .where('next.status', '=', 'QUEUED')
          .where((due) => due.or([due('next.retry_at', 'is', null), due('next.retry_at', '<=', now)]))
          .where(sql<boolean>`not exists (
            select from source_action held
            where held.source_id = ${sourceId} and held.leased_until > clock_timestamp())`)
          .orderBy('next.created_at')
          .orderBy('next.id')
          .limit(1)
          // A second process waits here and then finds the row leased.
          .forUpdate(),
      ),
    )
    .where('status', '=', 'QUEUED')
    .where((where) =>
      where.or([
        where('leased_until', 'is', null),
        where('leased_until', '<=', sql<Date>`clock_timestamp()`),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
  return action === undefined ? undefined : { lease: { id, actionId: action.id }, action }
}

/** Extends the lease. @throws LeaseLostError when the action belongs to another process or is finished. */
export async function renew(db: Kysely<Database>, { id, actionId }: ActionLease): Promise<void> {
  const renewed = await db
    .updateTable('source_action')
    .set({ leased_until: UNTIL })
    .where('id', '=', actionId)
    .where('lease', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (renewed === undefined) throw new LeaseLostError()
}

/** Ends the lease, so that another process can continue at once. Does nothing where it is lost. */
export async function release(db: Kysely<Database>, { id, actionId }: ActionLease): Promise<void> {
  await db
    .updateTable('source_action')
    .set({ lease: null, leased_until: null })
    .where('id', '=', actionId)
    .where('lease', '=', id)
    .execute()
}
