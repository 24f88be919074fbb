import type { Database, JsonObject, Row } from '@throughline/db'
import { errorCodeOf } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { CountsByType } from './counts.ts'
import { Superseded } from './fence.ts'

/**
 * Notes that a run begins, and ends those of the same source that were still running: overtaken, or stopped from
 * outside without a word. Whatever page of theirs is being written is written to its end first.
 */
export async function beginRun(
  db: Kysely<Database>,
  run: { readonly sourceId: string; readonly actor: string; readonly at: Date },
): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .selectFrom('source')
      .select('id')
      .where('id', '=', run.sourceId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    await transaction
      .updateTable('sync_run')
      .set({
        status: 'FAILED',
        finished_at: sql`greatest(started_at, ${run.at}::timestamptz)`,
        error_code: 'SUPERSEDED',
        error_message:
          'It had not ended when the next run of the source began: it was overtaken, or stopped from outside. What it had read by then is stored.',
      })
      .where('source_id', '=', run.sourceId)
      .where('status', '=', 'RUNNING')
      .execute()
    const { id } = await transaction
      .insertInto('sync_run')
      .values({ source_id: run.sourceId, actor: run.actor, until: run.at, started_at: run.at })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/**
 * Notes how far a run has come, in the transaction that writes what was found. The row stays locked until that
 * ends, so that a later run begins before all of it or after all of it.
 * @throws Superseded when a later run has begun.
 */
export async function noteProgress(
  transaction: Kysely<Database>,
  runId: string,
  counts: CountsByType,
): Promise<void> {
  const row = await transaction
    .updateTable('sync_run')
    .set({ counts: JSON.parse(JSON.stringify(counts)) as JsonObject })
    .where('id', '=', runId)
    .where('status', '=', 'RUNNING')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
}

export interface RunEnd {
  readonly status: Exclude<Row<'sync_run'>['status'], 'RUNNING'>
  readonly code?: string
  readonly message?: string
}

/**
 * Notes how a run ended.
 * @throws Superseded when a later run has ended it already.
 */
export async function endRun(db: Kysely<Database>, runId: string, at: Date, end: RunEnd): Promise<void> {
  const row = await db
    .updateTable('sync_run')
    .set({
      status: end.status,
      error_code: end.code?.slice(0, 100) ?? null,
      error_message: end.message?.replaceAll('\0', '').slice(0, 4000) ?? null,
      finished_at: at,
    })
    .where('id', '=', runId)
    .where('status', '=', 'RUNNING')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
}

/** How a failure is noted: its code for programs, its message for people. */
export function failure(error: unknown): RunEnd {
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'FAILED', code: errorCodeOf(error) ?? codeOf(error), message }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL'
}
