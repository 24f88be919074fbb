import type { Db, JsonObject } from '@throughline/db'
import type { Plugin } from '@throughline/plugin-kit'
import type { Doer } from '../access/audit.ts'
import type { CountsByType } from '../sync/records/counts.ts'
import { dryRun } from '../sync/runs/dry-run.ts'
import { beat, endRun, failure, type Run } from '../sync/runs/store.ts'
import { type ContextParts, openContext } from '../sync/sources/plugin-context.ts'
import type { Source } from '../sync/sources/store.ts'
import { differencesOf, type FoundDifference } from './run-report.ts'

export interface TryOptions {
  readonly plugin: Plugin
  readonly parts: ContextParts
  readonly doer: Doer
  readonly approveRetirement: boolean
  readonly name: string
  readonly config: JsonObject
  /** The source of that name; undefined where there is none. */
  readonly known: Source | undefined
}

/** What files would do. */
export interface Tried {
  readonly runId: string
  readonly counts: CountsByType
  readonly differences: readonly FoundDifference[]
}

/** Milliseconds between two signs of life. */
const BEAT = 3_000

/**
 * Reads files as a run would and writes nothing of them. A source that does not exist yet is there for as long as it
 * takes. Unlike a real run it takes no other's place.
 */
export async function tryFiles(db: Db, options: TryOptions): Promise<Tried> {
  const { plugin, name, config, known, doer, parts } = options
  const source =
    known === undefined
      ? await db.kysely
          .insertInto('source')
          .values({ name, plugin: plugin.id, config })
          .returningAll()
          .executeTakeFirstOrThrow()
      : { ...known, config }
  try {
    const run = await beginTrial(db, source, doer, parts.clock())
    const hold = { runId: run.id, attempt: run.attempt }
    // The next sign of life may still be noted.
    const beats = setInterval(() => void beat(db.kysely, hold).catch(() => undefined), BEAT)
    try {
      const { counts } = await tryOut(db, { ...options, source }, run)
      await endRun(db.kysely, hold, parts.clock(), { status: 'SUCCEEDED' })
      return { runId: run.id, counts, differences: await differencesOf(db, run.id) }
    } catch (error) {
      const status = parts.signal.aborted ? ('CANCELLED' as const) : ('FAILED' as const)
      // What broke it off tells more than that it could not be noted.
      await endRun(db.kysely, hold, parts.clock(), { ...failure(error), status }).catch(() => undefined)
      throw error
    } finally {
      clearInterval(beats)
    }
  } finally {
    if (known === undefined) await db.kysely.deleteFrom('source').where('id', '=', source.id).execute()
  }
}

async function tryOut(db: Db, options: TryOptions & { readonly source: Source }, run: Run) {
  const { plugin, source, parts, doer, approveRetirement } = options
  const { context, close } = await openContext(db.kysely, plugin, source, parts)
  try {
    return await dryRun(db.kysely, { plugin, source, context, doer, approveRetirement }, run)
  } finally {
    await close()
  }
}

async function beginTrial(db: Db, source: Source, { actor }: Doer, at: Date): Promise<Run> {
  return db.kysely
    .insertInto('sync_run')
    .values({
      source_id: source.id,
      actor,
      mode: 'DRY',
      until: at,
      started_at: at,
      requested_at: at,
      heartbeat_at: at,
      attempt: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
