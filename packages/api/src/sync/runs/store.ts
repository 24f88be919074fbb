import type { Database, JsonObject, Row } from '@throughline/db'
import { errorCodeOf } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { toGraphQLError } from '../../graph/errors.ts'
import { storedText } from '../../graph/stored-text.ts'
import type { CountsByType } from '../records/counts.ts'
import { redactSecrets } from '../sources/redact-secrets.ts'
import { Superseded } from './fence.ts'
import { PLUGIN_FAILURES } from './retry-policy.ts'

/** A run in the hands of a process: another that takes it up raises the attempt, and this one may not write any more. */
export interface RunLease {
  readonly runId: string
  readonly attempt: number
}

/** A run as whoever carries it out knows it. */
export type Run = Row<'sync_run'>

/** What a run is to be. */
export interface RunOrder {
  readonly sourceId: string
  readonly actor: string
  readonly at: Date
  readonly worker?: string
  readonly mode?: Run['mode']
}

/**
 * Notes that a run begins here and now, and ends those of the same source that were still going on: overtaken, or
 * stopped from outside without a word. Whatever page of theirs is being written is written to its end first.
 */
export async function beginRun(db: Kysely<Database>, order: RunOrder): Promise<Run> {
  return db.transaction().execute(async (transaction) => {
    await lockSource(transaction, order.sourceId)
    await transaction
      .updateTable('sync_run')
      .set({
        status: 'FAILED',
        finished_at: sql`greatest(started_at, ${order.at}::timestamptz)`,
        error_code: 'SUPERSEDED',
        error_message:
          'Run superseded: a newer run of this source started before this one finished. Pages committed so far are kept. No action needed.',
      })
      .where('source_id', '=', order.sourceId)
      .where('status', 'in', ['RUNNING', 'RETRY_SCHEDULED'])
      .execute()
    return transaction
      .insertInto('sync_run')
      .values({
        source_id: order.sourceId,
        actor: order.actor,
        until: order.at,
        started_at: order.at,
        requested_at: order.at,
        heartbeat_at: order.at,
        worker: storedText(order.worker, 200),
        mode: order.mode ?? 'INCREMENTAL',
        attempt: 1,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** Until the transaction ends, no other decides which run of the source goes on. */
export async function lockSource(transaction: Kysely<Database>, sourceId: string): Promise<void> {
  await transaction
    .selectFrom('source')
    .select('id')
    .where('id', '=', sourceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/**
 * Notes how far a run has come, in the transaction that writes what was found. The row stays locked until that
 * ends, so that a later run begins before all of it or after all of it.
 * @throws Superseded when a later run has begun, or another process has taken this one up.
 */
export async function recordProgress(
  transaction: Kysely<Database>,
  hold: RunLease,
  counts: CountsByType,
): Promise<void> {
  const row = await transaction
    .updateTable('sync_run')
    .set({
      counts: JSON.parse(JSON.stringify(counts)) as JsonObject,
      heartbeat_at: sql`clock_timestamp()`,
      // A run that proceeds is not failing; a plugin that was ended may proceed for a while and fail again.
      consecutive_failures: sql<number>`case when error_code = any(${PLUGIN_FAILURES}) then consecutive_failures else 0 end`,
    })
    .where('id', '=', hold.runId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'RUNNING')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
}

/**
 * Makes sure that a run goes on; until the transaction ends, no later one begins. Call it after what else is to be
 * locked, as pages do.
 * @throws Superseded when a later run has begun, or another process has taken this one up.
 */
export async function lockRun(transaction: Kysely<Database>, hold: RunLease): Promise<void> {
  const row = await transaction
    .selectFrom('sync_run')
    .select('id')
    .where('id', '=', hold.runId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'RUNNING')
    .forShare()
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
}

/** A sign of life while nothing is written; says whether somebody wants the run to stop. */
export async function heartbeat(
  db: Kysely<Database>,
  hold: RunLease,
): Promise<{ readonly cancelled: boolean }> {
  const row = await db
    .updateTable('sync_run')
    .set({ heartbeat_at: sql`clock_timestamp()` })
    .where('id', '=', hold.runId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'RUNNING')
    .returning('cancel_requested_at')
    .executeTakeFirst()
  return { cancelled: row === undefined || row.cancel_requested_at !== null }
}

export interface RunEnd {
  readonly status: Extract<Run['status'], 'SUCCEEDED' | 'FAILED' | 'NEEDS_APPROVAL' | 'CANCELLED'>
  readonly code?: string
  readonly message?: string
}

/**
 * Notes how a run ended.
 * @throws Superseded when a later run has ended it already, or another process has taken it up.
 */
export async function endRun(db: Kysely<Database>, hold: RunLease, at: Date, end: RunEnd): Promise<void> {
  const row = await db
    .updateTable('sync_run')
    .set({
      status: end.status,
      error_code: storedText(end.code, 100),
      error_message: storedText(end.message, 4000),
      finished_at: sql`greatest(started_at, ${at}::timestamptz)`,
      retry_at: null,
    })
    .where('id', '=', hold.runId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'RUNNING')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
}

/** How a failure is noted: its code for programs, its message for people. */
export function failure(error: unknown): RunEnd & { readonly code: string; readonly message: string } {
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'FAILED', code: errorCodeOf(error) ?? codeOf(error), message: redactSecrets(message) }
}

/** PostgreSQL ended a statement, most often one that waited for a lock. */
const STATEMENT_TIMEOUT = '57014'

function codeOf(error: unknown): string {
  // A database that was lost, that gave up in favour of another or that was slow may be there again in a moment.
  if (toGraphQLError(error)?.extensions.code === 'UNAVAILABLE') return 'UNAVAILABLE'
  if (error instanceof Error && 'code' in error && error.code === STATEMENT_TIMEOUT) return 'UNAVAILABLE'
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL'
}
