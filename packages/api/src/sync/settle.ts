import type { Database } from '@throughline/db'
import { errorCodeOf, RateLimited } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { type Doer, recordAudit } from '../access/audit.ts'
import { aftermath, type Failure, isPluginFailure } from './retry.ts'
import { failure, type Run, type RunHold } from './run-log.ts'
import type { Source } from './sources.ts'

/** What went wrong with a run, as a process can tell another. */
export interface RunFailure {
  readonly code: string
  readonly message: string
  /** Seconds to wait, where the other side said so. */
  readonly retryAfter?: number | undefined
}

/** Whether a plugin that failed at last must not run any more until an administrator resumes its source. */
function needsQuarantine(code: string): boolean {
  return code === 'PLUGIN_ERROR' || isPluginFailure(code)
}

/** Failures in a row, with this one: of the plugin itself, or of anything else. */
function failuresInARow({ failures, error_code }: Run, code: string): number {
  if (error_code !== null && isPluginFailure(error_code) !== isPluginFailure(code)) return 1
  return failures + 1
}

export function failureOf(error: unknown): RunFailure {
  const { code, message } = failure(error)
  const retryAfter = errorCodeOf(error) === 'RATE_LIMITED' ? retryAfterOf(error) : undefined
  return { code, message, retryAfter }
}

/** Read by name, since the error may come from another copy of the kit. */
function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof RateLimited) return error.retryAfter
  if (typeof error !== 'object' || error === null || !('retryAfter' in error)) return undefined
  return typeof error.retryAfter === 'number' ? error.retryAfter : undefined
}

export interface RetryOptions {
  /** From 0 to 1. Defaults to `Math.random`. */
  readonly random?: () => number
  /** As in {@link Failure}. */
  readonly pluginAttempts?: number
}

/** How it went on after a failure. */
export type Settled = 'WAITING' | 'FAILED' | 'CANCELLED' | 'OVERTAKEN'

/**
 * Notes what follows from a failed run: it waits to be tried again, or has failed; its source is paused or put into
 * quarantine where nothing can come of trying again.
 */
export async function settleFailure(
  db: Kysely<Database>,
  hold: RunHold,
  failed: RunFailure,
  now: Date,
  doer: Doer,
  { random = Math.random, pluginAttempts }: RetryOptions = {},
): Promise<Settled> {
  return db.transaction().execute(async (transaction) => {
    const run = await transaction
      .selectFrom('sync_run')
      .selectAll()
      .where('id', '=', hold.runId)
      .where('attempt', '=', hold.attempt)
      .where('status', '=', 'RUNNING')
      .forUpdate()
      .executeTakeFirst()
    if (run === undefined) return 'OVERTAKEN'
    const cancelled = run.cancel_requested_at !== null
    const failures = failuresInARow(run, failed.code)
    const next = cancelled
      ? ({ kind: 'FAIL' } as const)
      : aftermath({ ...failed, failures, pluginAttempts }, now, random)
    const error = {
      error_code: failed.code.slice(0, 100),
      error_message: failed.message.replaceAll('\0', '').slice(0, 4000),
    }
    if (next.kind === 'RETRY') {
      await transaction
        .updateTable('sync_run')
        .set({ status: 'WAITING', failures, retry_at: next.at, ...error })
        .where('id', '=', run.id)
        .execute()
      return 'WAITING'
    }
    const status = cancelled ? 'CANCELLED' : 'FAILED'
    await transaction
      .updateTable('sync_run')
      .set({
        status,
        failures,
        finished_at: now < run.started_at ? run.started_at : now,
        ...(cancelled
          ? {
              error_code: 'STOPPED',
              error_message: 'Stopped before the end. What was read by then is stored.',
            }
          : error),
      })
      .where('id', '=', run.id)
      .execute()
    if (next.kind === 'PAUSE') await holdBack(transaction, run.source_id, 'PAUSED', failed, doer)
    else if (!cancelled && needsQuarantine(failed.code)) {
      await holdBack(transaction, run.source_id, 'QUARANTINED', failed, doer)
    }
    return status
  })
}

/** Pauses a source or puts it into quarantine, with the reason and its audit event. */
export async function holdBack(
  transaction: Kysely<Database>,
  sourceId: string,
  status: Exclude<Source['status'], 'ACTIVE'>,
  reason: RunFailure,
  doer: Doer,
): Promise<void> {
  const before = await transaction
    .selectFrom('source')
    .selectAll()
    .where('id', '=', sourceId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const after = await transaction
    .updateTable('source')
    .set({
      status,
      status_code: reason.code.slice(0, 100),
      status_reason: reason.message.replaceAll('\0', '').slice(0, 2000),
    })
    .where('id', '=', sourceId)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.version === before.version) return
  await recordAudit(transaction, doer, [
    {
      action: status === 'PAUSED' ? 'source.pause' : 'source.quarantine',
      entityType: 'Source',
      entityId: sourceId,
      before,
      after,
      reason: reason.message.slice(0, 500),
    },
  ])
}
