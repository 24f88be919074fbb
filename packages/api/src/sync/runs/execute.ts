import type { Database } from '@throughline/db'
import type { Plugin, PluginContext } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import type { CountsByType } from '../records/counts.ts'
import type { Source } from '../sources/store.ts'
import { dryRun } from './dry-run.ts'
import { Superseded } from './fence.ts'
import { failureOf, handleRunFailure } from './handle-failure.ts'
import { reconcileAfterRun } from './maintenance.ts'
import { replay, retryDeadLetters } from './replay.ts'
import { type Progress, type RunOptions, readSource, type SourceReading } from './run.ts'
import { HEARTBEAT } from './silence.ts'
import { beginRun, endRun, heartbeat, type Run, type RunLease } from './store.ts'

/** A run that this process holds, and what it is executed with. */
export interface RunExecution {
  readonly hold: RunLease
  readonly plugin: Plugin
  readonly auditContext: AuditContext
  readonly clock: () => Date
  /** Stops the run before its next page. */
  readonly signal: AbortSignal
  /**
   * Opens what the plugin works with. The signal aborts when the run is stopped or cancelled.
   * @throws ConfigError when the configuration of the source cannot be used.
   */
  readonly open: (
    source: Source,
    signal: AbortSignal,
  ) => Promise<{ readonly context: PluginContext; close(): Promise<void> }>
  /** A user waits for the end: a failure ends the run at once, and the source stays as it is. */
  readonly attended?: boolean
  /** Lets a listing retire more than a fifth of the known records, or all of them. */
  readonly approveRetirement?: boolean
  readonly onProgress?: (progress: Progress) => void
}

/** How a run went, for the log. */
export type RunOutcome =
  | 'SUCCEEDED'
  | 'NEEDS_APPROVAL'
  | 'RETRY_SCHEDULED'
  | 'FAILED'
  | 'CANCELLED'
  | 'SUPERSEDED'

/** The end of a run: what was read, or the error that broke it off. */
export type RunEnding =
  | ({ readonly outcome: 'SUCCEEDED' | 'NEEDS_APPROVAL' } & SourceReading)
  | { readonly outcome: Exclude<RunOutcome, 'SUCCEEDED' | 'NEEDS_APPROVAL'>; readonly error: unknown }

/**
 * Executes a run that is held to its end, and records how it ended and what follows.
 * @throws when the database is out of reach and nobody waits for the run; the next claim of the run resumes it.
 */
export async function executeRun(db: Kysely<Database>, execution: RunExecution): Promise<RunEnding> {
  const { hold, auditContext, clock, attended = false } = execution
  const cancelled = new AbortController()
  const heartbeats = setInterval(() => {
    heartbeat(db, hold)
      .then((state) => {
        if (state.cancelled) cancelled.abort()
      })
      // The next page meets the same failure and reports it.
      .catch(() => undefined)
  }, HEARTBEAT)
  const signal = AbortSignal.any([execution.signal, cancelled.signal])
  try {
    return await work(db, execution, signal)
  } catch (error) {
    if (error instanceof Superseded) return { outcome: 'SUPERSEDED', error }
    const interrupted = execution.signal.aborted && !cancelled.signal.aborted
    const recorded = handleRunFailure(db, hold, failureOf(interrupted ? new Interrupted() : error), {
      now: clock(),
      auditContext,
      attended,
      stopped: attended && interrupted,
      ...(interrupted ? { random: () => 0 } : {}),
    })
    if (!attended) return { outcome: await recorded, error }
    // The error itself says more to the user who waits than that it could not be recorded.
    const outcome = await recorded.catch(() => 'FAILED' as const)
    return { outcome, error: signal.aborted ? new Stopped() : error }
  } finally {
    clearInterval(heartbeats)
  }
}

/** What a run came to for the user who waited for it. */
export interface RunReport extends SourceReading {
  readonly runId: string
  /** NEEDS_APPROVAL: all that was found is stored, but nothing was retired, since too much would have been. */
  readonly status: 'SUCCEEDED' | 'NEEDS_APPROVAL'
}

/** A run that begins here and now, while a user waits for it. */
export interface AttendedRun extends Omit<RunExecution, 'hold' | 'attended'> {
  readonly source: Pick<Source, 'id'>
  readonly mode?: Run['mode']
}

/**
 * Begins a run of a source and executes it.
 * @throws what broke it off: Superseded when another run of the source begins before this one has ended, Stopped when
 * the signal is aborted or the run is cancelled.
 */
export async function runNow(db: Kysely<Database>, attended: AttendedRun): Promise<RunReport> {
  const { source, auditContext, clock, mode } = attended
  const run = await beginRun(db, {
    sourceId: source.id,
    actor: auditContext.actor,
    at: clock(),
    ...(mode === undefined ? {} : { mode }),
  })
  return executeAttended(db, { ...attended, hold: { runId: run.id, attempt: run.attempt } })
}

/** Executes a run that has begun while a user waits for it. @throws what broke it off, as {@link runNow} does. */
export async function executeAttended(db: Kysely<Database>, execution: RunExecution): Promise<RunReport> {
  const ending = await executeRun(db, { ...execution, attended: true })
  if ('error' in ending) throw ending.error
  const { outcome, counts, refusals } = ending
  return { runId: execution.hold.runId, status: outcome, counts, refusals }
}

/** A user stopped the run. */
export class Stopped extends Error {
  readonly code = 'STOPPED'

  constructor() {
    super('Stopped before the end. What was read by then is stored; run it again to read the rest.')
    this.name = 'Stopped'
  }
}

/** The process that works on the run ends before the run does. */
class Interrupted extends Error {
  readonly code = 'INTERRUPTED'

  constructor() {
    super('The process that worked on it was stopped; it goes on where it stood.')
    this.name = 'Interrupted'
  }
}

type Work = (db: Kysely<Database>, options: RunOptions<unknown>, run: Run) => Promise<SourceReading>

const withoutRefusals = (counts: CountsByType): SourceReading => ({ counts, refusals: [] })

/** What each mode of a run does. */
const WORK: Readonly<Record<Run['mode'], Work>> = {
  INCREMENTAL: readSource,
  FULL: readSource,
  DRY_RUN: async (db, options, run) => withoutRefusals((await dryRun(db, options, run)).counts),
  REPLAY: async (db, options, run) => withoutRefusals(await replay(db, options, run)),
  RETRY_DEAD_LETTERS: async (db, options, run) => withoutRefusals(await retryDeadLetters(db, options, run)),
}

async function work(db: Kysely<Database>, execution: RunExecution, signal: AbortSignal): Promise<RunEnding> {
  const { hold, plugin, clock, auditContext, approveRetirement, onProgress } = execution
  const stored = await db
    .selectFrom('sync_run')
    .selectAll()
    .where('id', '=', hold.runId)
    .executeTakeFirstOrThrow()
  const source = await db
    .selectFrom('source')
    .selectAll()
    .where('id', '=', stored.source_id)
    .executeTakeFirstOrThrow()
  const { context, close } = await execution.open(source, signal)
  try {
    const options = {
      plugin,
      source,
      context,
      auditContext,
      ...(approveRetirement === undefined ? {} : { approveRetirement }),
      ...(onProgress === undefined ? {} : { onProgress }),
    }
    const reading = await WORK[stored.mode](db, options, { ...stored, attempt: hold.attempt })
    if (stored.mode !== 'DRY_RUN') await reconcileAfterRun(db, clock(), auditContext)
    return { outcome: await endWell(db, hold, clock(), reading.refusals), ...reading }
  } finally {
    await close()
  }
}

/** Records that everything was read, and whether retirement waits for an approval. */
async function endWell(
  db: Kysely<Database>,
  hold: RunLease,
  at: Date,
  refusals: readonly string[],
): Promise<RunReport['status']> {
  if (refusals.length === 0) {
    await endRun(db, hold, at, { status: 'SUCCEEDED' })
    return 'SUCCEEDED'
  }
  await endRun(db, hold, at, {
    status: 'NEEDS_APPROVAL',
    code: 'RETIREMENT_REFUSED',
    message: refusals.join('\n'),
  })
  return 'NEEDS_APPROVAL'
}
