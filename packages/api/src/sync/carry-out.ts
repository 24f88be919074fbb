import type { Database } from '@throughline/db'
import type { Plugin } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { Doer } from '../access/audit.ts'
import { afterRun } from './after-run.ts'
import { dryRun } from './dry-run.ts'
import { Superseded } from './fence.ts'
import { replay, retryLetters } from './replay.ts'
import { endWell, type Progress, type RunOptions, readSource } from './run.ts'
import { beat, type Run, type RunHold } from './run-log.ts'
import { failureOf, settleFailure } from './settle.ts'
import { type ContextParts, openContext } from './source-context.ts'

/** A run that was claimed, to be carried out in this process. */
export interface Assignment {
  readonly hold: RunHold
  readonly plugin: Plugin
  readonly parts: ContextParts
  readonly doer: Doer
  readonly onProgress?: (progress: Progress) => void
}

/** How a run went, for the log. */
export type RunOutcome = 'SUCCEEDED' | 'REFUSED' | 'WAITING' | 'FAILED' | 'CANCELLED' | 'OVERTAKEN'

/** Milliseconds between two signs of life. */
const BEAT = 3_000

/**
 * Carries a claimed run out to its end, and notes how it ended and what follows. Throws only when the database is out
 * of reach.
 */
export async function carryOut(db: Kysely<Database>, assignment: Assignment): Promise<RunOutcome> {
  const { hold, parts, doer } = assignment
  const cancelled = new AbortController()
  const beats = setInterval(() => {
    beat(db, hold)
      .then((state) => {
        if (state.cancelled) cancelled.abort()
      })
      // The next page says so louder.
      .catch(() => undefined)
  }, BEAT)
  const signal = AbortSignal.any([parts.signal, cancelled.signal])
  try {
    return await read(db, { ...assignment, parts: { ...parts, signal } })
  } catch (error) {
    if (error instanceof Superseded) return 'OVERTAKEN'
    const interrupted = parts.signal.aborted && !cancelled.signal.aborted
    const failed = interrupted
      ? {
          code: 'INTERRUPTED',
          message: 'The process that worked on it was stopped; it goes on where it stood.',
        }
      : failureOf(error)
    return await settleFailure(db, hold, failed, parts.clock(), doer, interrupted ? { random: () => 0 } : {})
  } finally {
    clearInterval(beats)
  }
}

type Work = (db: Kysely<Database>, options: RunOptions<unknown>, run: Run) => Promise<readonly string[]>

/** What each mode of a run does; gives why retirement was refused. */
const WORK: Readonly<Record<Run['mode'], Work>> = {
  NORMAL: async (db, options, run) => (await readSource(db, options, run)).refusals,
  FULL: async (db, options, run) => (await readSource(db, options, run)).refusals,
  DRY: async (db, options, run) => {
    await dryRun(db, options, run)
    return []
  },
  REPLAY: async (db, options, run) => {
    await replay(db, options, run)
    return []
  },
  DEAD_LETTERS: async (db, options, run) => {
    await retryLetters(db, options, run)
    return []
  },
}

async function read(db: Kysely<Database>, assignment: Assignment): Promise<RunOutcome> {
  const { hold, plugin, parts, doer, onProgress } = assignment
  const run = await db
    .selectFrom('sync_run')
    .selectAll()
    .where('id', '=', hold.runId)
    .executeTakeFirstOrThrow()
  const source = await db
    .selectFrom('source')
    .selectAll()
    .where('id', '=', run.source_id)
    .executeTakeFirstOrThrow()
  const { context, close } = await openContext(db, plugin, source, parts)
  try {
    const options = { plugin, source, context, doer, ...(onProgress === undefined ? {} : { onProgress }) }
    const held = { ...run, attempt: hold.attempt }
    const refusals = await WORK[run.mode](db, options, held)
    if (run.mode !== 'DRY') await afterRun(db, parts.clock(), doer)
    return await endWell(db, hold, parts.clock(), refusals)
  } finally {
    await close()
  }
}
