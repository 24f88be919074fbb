import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { storedText } from '../../graph/stored-text.ts'
import type { ScopeRun } from '../records/source-records.ts'
import type { StoredCursor, StoredPositions } from './cursor.ts'

/** Another run of the same source has taken over: this one must not write any more. */
export class Superseded extends Error {
  readonly code = 'SUPERSEDED'

  constructor() {
    super('A later run of this source has taken over; this one wrote nothing more.')
    this.name = 'Superseded'
  }
}

/** A listing in the hands of a run. */
export interface AcquiredScope extends StoredPositions {
  /** The fence to pass. */
  readonly fence: string
  /** True when this run has read it to its end already. */
  readonly done: boolean
  /** When all that the scope holds was last asked for. */
  readonly deletionsCheckedAt: Date | null
}

/**
 * Takes a listing over for a run, before anything of it is read; a process that held it finds its next page refused,
 * even where it works on the same run.
 */
export async function acquireScope(
  transaction: Kysely<Database>,
  listing: ScopeRun,
  title?: string,
): Promise<AcquiredScope> {
  const before = await transaction
    .selectFrom('source_scope')
    .select(['run_id', 'checkpoint', 'done_run_id'])
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .forUpdate()
    .executeTakeFirst()
  const same = before?.run_id === listing.runId
  const row = await transaction
    .insertInto('source_scope')
    .values({
      source_id: listing.sourceId,
      stream: listing.stream,
      scope: listing.scope,
      run_id: listing.runId,
      title: storedText(title, 500),
      fence: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'stream', 'scope']).doUpdateSet((columns) => ({
        run_id: columns.ref('excluded.run_id'),
        title: columns.ref('excluded.title'),
        fence: sql`source_scope.fence + 1`,
        ...(same ? {} : { checkpoint: null }),
        updated_at: sql`now()`,
      })),
    )
    .returning(['fence', 'cursor', 'checkpoint', 'deletions_checked_at'])
    .executeTakeFirstOrThrow()
  return {
    fence: row.fence,
    cursor: storedPosition(row.cursor),
    position: storedPosition(row.checkpoint),
    done: before?.done_run_id === listing.runId,
    deletionsCheckedAt: row.deletions_checked_at,
  }
}

/** What moves with a page or at the end of a listing. Undefined leaves what is stored. */
export interface CursorUpdate {
  readonly cursor?: StoredCursor | undefined
  readonly position?: StoredCursor | null
  readonly listed?: number
  /** The listing ended cleanly at this instant. */
  readonly done?: Date
  readonly listKeys?: Date
}

/**
 * Moves the cursor on, in the transaction that writes what the page held, if nobody else has moved it since.
 * @throws Superseded when somebody has; the transaction must then end without a trace.
 */
export async function advanceCursor(
  transaction: Kysely<Database>,
  listing: ScopeRun,
  fence: string,
  moved: CursorUpdate,
): Promise<string> {
  const row = await transaction
    .updateTable('source_scope')
    .set({
      fence: sql`fence + 1`,
      updated_at: sql`now()`,
      ...(moved.cursor === undefined ? {} : { cursor: stored(moved.cursor) }),
      ...(moved.position === undefined ? {} : { checkpoint: stored(moved.position) }),
      ...(moved.listed === undefined ? {} : { record_count: moved.listed }),
      ...(moved.listKeys === undefined ? {} : { deletions_checked_at: moved.listKeys }),
      ...(moved.done === undefined
        ? {}
        : {
            done_run_id: listing.runId,
            succeeded_at: moved.done,
            checkpoint: null,
            state: 'OK' as const,
            error_code: null,
            error_message: null,
          }),
    })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('fence', '=', fence)
    .where('run_id', '=', listing.runId)
    .returning('fence')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
  return row.fence
}

/** Notes why a listing broke off, for whoever looks at the source. What is stored of it stays. */
export async function noteFailure(
  db: Kysely<Database>,
  listing: ScopeRun,
  failure: { readonly state: 'FAILED' | 'GONE'; readonly code: string; readonly message: string },
): Promise<void> {
  await db
    .updateTable('source_scope')
    .set({
      state: failure.state,
      error_code: truncate(failure.code, 100),
      error_message: truncate(failure.message, 4000),
    })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('run_id', '=', listing.runId)
    .execute()
}

function stored(position: StoredCursor | null) {
  return position === null ? null : json(JSON.parse(JSON.stringify(position)) as JsonValue)
}

function storedPosition(value: JsonValue | null): StoredCursor | null {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('value' in value)) return null
  const { version, value: position } = value
  return typeof version === 'number' && position !== undefined ? { version, value: position } : null
}
