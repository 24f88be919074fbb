import type { Database } from '@throughline/db'
import {
  errorCodeOf,
  type Plugin,
  type PluginContext,
  type Scope,
  type Stream,
} from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { type CountsByType, countsFrom } from '../records/counts.ts'
import type { Source } from '../sources/store.ts'
import { noteFailure } from './fence.ts'
import { readScope } from './read-scope.ts'
import { isSelected, selectionFrom } from './selection.ts'
import { failure, type Run } from './store.ts'

export interface RunOptions<Config> {
  readonly plugin: Plugin<Config>
  readonly source: Source
  /** What the plugin gets to work with. */
  readonly context: PluginContext<Config>
  readonly auditContext: AuditContext
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

/** Failures that concern the scope they were met in alone: the other scopes are read all the same. */
const OF_THE_SCOPE: ReadonlySet<string | undefined> = new Set(['SCOPE_GONE', 'TRANSIENT', 'RATE_LIMITED'])

/** What was read of a source. */
export interface SourceReading {
  readonly counts: CountsByType
  /** Why retirement was refused, one line for each listing. */
  readonly refusals: readonly string[]
}

/**
 * Reads all streams of a source, or the parts of it that the run names, from where they stand to their end. Each page
 * is one transaction: what was read, what follows from it, the cursor and the counters, or nothing of it. A complete
 * listing that ends cleanly retires what it no longer holds. A scope that fails by itself leaves the others alone.
 *
 * @throws what a scope failed with, once the others are read; Superseded when another has taken over.
 */
export async function readSource<Config>(
  db: Kysely<Database>,
  options: RunOptions<Config>,
  run: Run,
): Promise<SourceReading> {
  const { plugin, context } = options
  const reader = new SourceReader(db, options, run)
  const parts = selectionFrom(run.selection)
  for (const stream of plugin.streams) {
    if (!isSelected(parts, stream.name)) continue
    for (const scope of await stream.scopes(context)) {
      if (isSelected(parts, stream.name, scope.id)) await reader.read(stream, scope)
    }
  }
  for (const error of reader.failures.values()) {
    // A scope that is gone has been marked. Where nothing else is left, the configuration is wrong more likely.
    if (errorCodeOf(error) !== 'SCOPE_GONE' || !reader.readAny) throw error
  }
  return { counts: reader.counts, refusals: reader.refusals }
}

class SourceReader<Config> {
  readonly #db: Kysely<Database>
  readonly #options: RunOptions<Config>
  readonly #run: Run
  counts: CountsByType
  readonly refusals: string[] = []
  /** Whether any scope could be read to its end. */
  readAny = false
  /** By scope. */
  readonly failures = new Map<string, unknown>()

  constructor(db: Kysely<Database>, options: RunOptions<Config>, run: Run) {
    this.#db = db
    this.#options = options
    this.#run = run
    this.counts = countsFrom(run.counts)
  }

  async read(stream: Stream<Config>, scope: Scope): Promise<void> {
    // What a later stream tells builds on what an earlier one did not come to tell.
    if (this.failures.has(scope.id)) return
    const { source, context, auditContext } = this.#options
    const run = this.#run
    const listing = { sourceId: source.id, runId: run.id, stream: stream.name, scope: scope.id }
    try {
      const refusal = await readScope(this.#db, {
        run: {
          listing,
          sourceName: source.name,
          precedence: source.precedence,
          at: run.started_at,
          until: run.until,
          auditContext,
        },
        hold: { runId: run.id, attempt: run.attempt },
        stream,
        scope,
        context,
        approved: this.#options.approveRetirement === true || run.approve_retirement,
        full: run.mode === 'FULL',
        deletionCheckInterval: source.deletion_check_interval_seconds * 1000,
        counts: this.counts,
        report: (more) => {
          this.counts = more
          this.#options.onProgress?.({ stream: stream.name, scope: scope.id, counts: more })
        },
      })
      this.readAny = true
      if (refusal !== undefined) this.refusals.push(refusal)
    } catch (error) {
      const { code, message } = failure(error)
      if (code !== 'SUPERSEDED') {
        await noteFailure(this.#db, listing, {
          state: code === 'SCOPE_GONE' ? 'GONE' : 'FAILED',
          code,
          message,
        }).catch(() => {
          // The database is gone: what broke the listing off tells more than that it could not be noted.
        })
      }
      if (!OF_THE_SCOPE.has(errorCodeOf(error))) throw error
      this.failures.set(scope.id, error)
    }
  }
}
