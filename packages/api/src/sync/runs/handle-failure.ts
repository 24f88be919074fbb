import type { Database } from '@throughline/db'
import { errorCodeOf, RateLimitedError, truncate } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import type { Source } from '../sources/store.ts'
import { decideRetry, type Failure, isPluginFailure } from './retry-policy.ts'
import { failure, type Run, type RunLease } from './store.ts'

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
function failuresInARow({ consecutive_failures, error_code }: Run, code: string): number {
  if (error_code !== null && isPluginFailure(error_code) !== isPluginFailure(code)) return 1
  return consecutive_failures + 1
}

export function failureOf(error: unknown): RunFailure {
  const { code, message } = failure(error)
  const retryAfter = errorCodeOf(error) === 'RATE_LIMITED' ? retryAfterOf(error) : undefined
  return { code, message, retryAfter }
}

/** Read by name, since the error may come from another copy of the kit. */
function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof RateLimitedError) return error.retryAfter
  if (typeof error !== 'object' || error === null || !('retryAfter' in error)) return undefined
  return typeof error.retryAfter === 'number' ? error.retryAfter : undefined
}

/** How it went on after a failure. */
export type FailureOutcome = 'RETRY_SCHEDULED' | 'FAILED' | 'CANCELLED' | 'SUPERSEDED'

/** How a failure is handled. */
export interface FailureHandling {
  readonly now: Date
  readonly auditContext: AuditContext
  /** A user waits for the run: nothing is retried, and the source stays as it is. */
  readonly attended?: boolean
  /** The user stopped the run. */
  readonly stopped?: boolean
  /** From 0 to 1. */
  readonly random?: () => number
  /** As in {@link Failure}. */
  readonly pluginAttempts?: number
}

/**
 * Records what follows from a failed run: a retry at a later time, or its end. A source that no retry can help is
 * paused or quarantined.
 */
export async function handleRunFailure(
  db: Kysely<Database>,
  hold: RunLease,
  failed: RunFailure,
  {
    now,
    auditContext,
    attended = false,
    stopped = false,
    random = Math.random,
    pluginAttempts,
  }: FailureHandling,
): Promise<FailureOutcome> {
  return db.transaction().execute(async (transaction) => {
    const run = await transaction
      .selectFrom('sync_run')
      .selectAll()
      .where('id', '=', hold.runId)
      .where('attempt', '=', hold.attempt)
      .where('status', '=', 'RUNNING')
      .forUpdate()
      .executeTakeFirst()
    if (run === undefined) return 'SUPERSEDED'
    const cancelled = stopped || run.cancel_requested_at !== null
    const failures = failuresInARow(run, failed.code)
    const next =
      cancelled || attended
        ? ({ kind: 'FAIL' } as const)
        : decideRetry({ ...failed, failures, pluginAttempts }, now, random)
    const error = {
      error_code: truncate(failed.code, 100),
      error_message: truncate(failed.message, 4000),
    }
    if (next.kind === 'RETRY') {
      await transaction
        .updateTable('sync_run')
        .set({ status: 'RETRY_SCHEDULED', consecutive_failures: failures, retry_at: next.at, ...error })
        .where('id', '=', run.id)
        .execute()
      return 'RETRY_SCHEDULED'
    }
    const status = cancelled ? 'CANCELLED' : 'FAILED'
    await transaction
      .updateTable('sync_run')
      .set({
        status,
        consecutive_failures: failures,
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
    if (attended) return status
    if (next.kind === 'PAUSE') await suspendSource(transaction, run.source_id, 'PAUSED', failed, auditContext)
    else if (!cancelled && needsQuarantine(failed.code)) {
      await suspendSource(transaction, run.source_id, 'QUARANTINED', failed, auditContext)
    }
    return status
  })
}

/** Pauses a source or puts it into quarantine, with the reason and its audit event. */
export async function suspendSource(
  transaction: Kysely<Database>,
  sourceId: string,
  status: Exclude<Source['status'], 'ACTIVE'>,
  reason: RunFailure,
  auditContext: AuditContext,
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
      status_code: truncate(reason.code, 100),
      status_reason: truncate(reason.message, 2000),
    })
    .where('id', '=', sourceId)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.version === before.version) return
  await recordAudit(transaction, auditContext, [
    {
      action: status === 'PAUSED' ? 'source.pause' : 'source.quarantine',
      entityType: 'Source',
      entityId: sourceId,
      before,
      after,
      reason: truncate(reason.message, 500),
    },
  ])
}
