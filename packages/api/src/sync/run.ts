import type { Database } from '@throughline/db'
import { errorCodeOf, type Plugin, type PluginContext } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { Doer } from '../access/audit.ts'
import type { CountsByType } from './counts.ts'
import { readListing } from './listing.ts'
import { beginRun, endRun, failure } from './run-log.ts'
import type { Source } from './sources.ts'

export interface RunOptions<Config> {
  readonly plugin: Plugin<Config>
  readonly source: Source
  /** What the plugin gets to work with. */
  readonly context: PluginContext<Config>
  readonly doer: Doer
  /** Lets a listing retire more than a fifth of what was there, or all of it. */
  readonly approveRetirement?: boolean
  /** Told after every page. */
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly stream: string
  readonly scope: string
  readonly counts: CountsByType
}

export interface RunReport {
  readonly runId: string
  /** REFUSED: all that was found is stored, but nothing was retired, since too much would have been. */
  readonly status: 'SUCCEEDED' | 'REFUSED'
  readonly counts: CountsByType
  /** Why retirement was refused, one line for each listing. */
  readonly refusals: readonly string[]
}

/** Somebody had the run stopped. */
export class Stopped extends Error {
  readonly code = 'STOPPED'

  constructor() {
    super('Stopped before the end. What was read by then is stored; run it again to read the rest.')
    this.name = 'Stopped'
  }
}

/**
 * Reads a source once, from the start of its streams to their end. Each page is one transaction: what was read,
 * what follows from it, the cursor and the counters, or nothing of it. A complete listing that ends cleanly
 * retires what it no longer holds. Whatever fails is noted at the run and thrown.
 *
 * @throws Superseded when another run of the source begins before this one has ended, Stopped when the signal of
 * the context is aborted.
 */
export async function runSync<Config>(db: Kysely<Database>, options: RunOptions<Config>): Promise<RunReport> {
  const { source, context, doer } = options
  const at = context.clock()
  const runId = await beginRun(db, { sourceId: source.id, actor: doer.actor, at })
  try {
    const { counts, refusals } = await readStreams(db, options, runId, at)
    const refused = refusals.length > 0
    await endRun(
      db,
      runId,
      context.clock(),
      refused
        ? { status: 'REFUSED', code: 'RETIREMENT_REFUSED', message: refusals.join('\n') }
        : { status: 'SUCCEEDED' },
    )
    return { runId, status: refused ? 'REFUSED' : 'SUCCEEDED', counts, refusals }
  } catch (thrown) {
    const error = context.signal.aborted ? new Stopped() : thrown
    await endRun(db, runId, context.clock(), failure(error)).catch(() => {
      // Overtaken, or the database is gone: what broke the run off tells more than that it could not be noted.
    })
    throw error
  }
}

/** Failures that concern the scope they were met in alone: the other scopes are read all the same. */
const OF_THE_SCOPE: ReadonlySet<string | undefined> = new Set(['SCOPE_GONE', 'TRANSIENT'])

async function readStreams<Config>(
  db: Kysely<Database>,
  options: RunOptions<Config>,
  runId: string,
  at: Date,
): Promise<Pick<RunReport, 'counts' | 'refusals'>> {
  const { plugin, source, context, doer } = options
  let counts: CountsByType = {}
  const refusals: string[] = []
  const failures = new Map<string, unknown>()
  for (const stream of plugin.streams) {
    for (const scope of await stream.scopes(context)) {
      // What a later stream tells builds on what an earlier one did not come to tell.
      if (failures.has(scope.id)) continue
      const listing = { sourceId: source.id, runId, stream: stream.name, scope: scope.id }
      try {
        const refusal = await readListing(db, {
          run: { listing, sourceName: source.name, precedence: source.precedence, at, doer },
          stream,
          scope,
          context,
          approved: options.approveRetirement === true,
          counts,
          report: (more) => {
            counts = more
            options.onProgress?.({ stream: stream.name, scope: scope.id, counts })
          },
        })
        if (refusal !== undefined) refusals.push(refusal)
      } catch (error) {
        if (!OF_THE_SCOPE.has(errorCodeOf(error))) throw error
        failures.set(scope.id, error)
      }
    }
  }
  for (const error of failures.values()) throw error
  return { counts, refusals }
}
