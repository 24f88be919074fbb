import type { Db } from '@throughline/db'
import { sql } from 'kysely'
import { countsFrom } from '../../sync/records/counts.ts'
import { cancelRun } from '../../sync/runs/request.ts'
import type { Run } from '../../sync/runs/store.ts'
import type { Worker } from '../../work/worker.ts'
import type { Output } from '../output.ts'

export interface Watched {
  readonly db: Db
  readonly runId: string
  readonly output: Output
  /** Aborted by Ctrl-C: the run is cancelled, and has a moment to end. */
  readonly signal: AbortSignal
  /** Makes this process one that works on the sources. */
  readonly startWorker: () => Promise<Worker>
}

const LOOK_EVERY = 250
/** How long a run that was cancelled may take to end. */
const FAREWELL = 15_000

/**
 * Waits until a run has ended, and says how far it is. Where no process works on the sources, this one does meanwhile.
 */
export async function watchRun(watched: Watched): Promise<Run> {
  const { db, runId, output, signal } = watched
  let worker: Worker | undefined
  let leaveAt: number | undefined
  let told: number | undefined
  try {
    for (;;) {
      const run = await runOf(db, runId)
      if (run.finished_at !== null) return run
      if (signal.aborted && leaveAt === undefined) {
        leaveAt = performance.now() + FAREWELL
        await db.kysely.transaction().execute((transaction) => cancelRun(transaction, runId, new Date()))
        continue
      }
      if (leaveAt !== undefined && performance.now() > leaveAt) return run
      if (worker === undefined && leaveAt === undefined && !(await isWorkedOn(db))) {
        worker = await watched.startWorker()
      }
      if (run.status === 'RETRY_SCHEDULED' && run.retry_at !== null && run.retry_at.getTime() !== told) {
        told = run.retry_at.getTime()
        output.say(`It goes on at ${run.retry_at.toISOString()}: ${run.error_message ?? 'it broke off'}`)
      }
      output.progress(progressOf(run))
      await pause(signal)
    }
  } finally {
    await worker?.stop()
  }
}

/** Whether there is a process that works on the sources of this database, told by the name of its connections. */
async function isWorkedOn(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'throughline-work' limit 1`.execute(db.kysely)
  return rows.length > 0
}

async function runOf(db: Db, runId: string): Promise<Run> {
  return db.kysely.selectFrom('sync_run').selectAll().where('id', '=', runId).executeTakeFirstOrThrow()
}

function progressOf({ status, counts }: Run): string {
  if (status === 'QUEUED') return 'waiting for its turn'
  const found = Object.entries(countsFrom(counts)).map(([type, count]) => `${count.found} ${type}`)
  return `reading: ${found.length === 0 ? 'nothing yet' : found.join(', ')}`
}

/** A moment, cut short by Ctrl-C. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, LOOK_EVERY)
    if (!signal.aborted) signal.addEventListener('abort', done, { once: true })
  })
}
