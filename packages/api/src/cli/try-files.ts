import type { Db, JsonObject } from '@throughline/db'
import type { Plugin } from '@throughline/plugin-kit'
import type { AuditContext } from '../access/audit.ts'
import type { CountsByType } from '../sync/records/counts.ts'
import { executeAttended } from '../sync/runs/execute.ts'
import type { Run } from '../sync/runs/store.ts'
import { type ContextParts, openContext } from '../sync/sources/plugin-context.ts'
import type { Source } from '../sync/sources/store.ts'
import { differencesOf, type FoundDifference } from './run-report.ts'

export interface TryOptions {
  readonly plugin: Plugin
  readonly parts: ContextParts
  readonly auditContext: AuditContext
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

/**
 * Reads files as a run would and writes nothing of them. A source that does not exist yet is there for as long as it
 * takes. Unlike a real run it takes no other's place.
 */
export async function tryFiles(db: Db, options: TryOptions): Promise<Tried> {
  const { plugin, name, config, known, auditContext, parts, approveRetirement } = options
  const source =
    known === undefined
      ? await db.kysely
          .insertInto('source')
          .values({ name, plugin: plugin.id, config })
          .returningAll()
          .executeTakeFirstOrThrow()
      : { ...known, config }
  try {
    const run = await beginTrial(db, source, auditContext, parts.clock())
    const { counts } = await executeAttended(db.kysely, {
      hold: { runId: run.id, attempt: run.attempt },
      plugin,
      auditContext,
      clock: parts.clock,
      signal: parts.signal,
      approveRetirement,
      open: (opened, signal) => openContext(db.kysely, plugin, { ...opened, config }, { ...parts, signal }),
    })
    return { runId: run.id, counts, differences: await differencesOf(db, run.id) }
  } finally {
    if (known === undefined) await db.kysely.deleteFrom('source').where('id', '=', source.id).execute()
  }
}

async function beginTrial(db: Db, source: Source, { actor }: AuditContext, at: Date): Promise<Run> {
  return db.kysely
    .insertInto('sync_run')
    .values({
      source_id: source.id,
      actor,
      mode: 'DRY_RUN',
      until: at,
      started_at: at,
      requested_at: at,
      heartbeat_at: at,
      attempt: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
