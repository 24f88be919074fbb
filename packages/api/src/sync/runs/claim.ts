import type { Database } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { Source } from '../sources/store.ts'
import { SILENCE } from './silence.ts'
import { lockSource, type Run } from './store.ts'

/** A run in the hands of a process that works on it, with its source. */
export interface ClaimedRun {
  readonly run: Run
  readonly source: Source
}

/**
 * Takes up what is next to be done for a source: the run that was interrupted, else the one that waits for its time,
 * else the one that was asked for first. Undefined where there is nothing to do, or the source is not to be read.
 * Whoever held the run before finds its next page refused.
 */
export async function claimRun(
  db: Kysely<Database>,
  sourceId: string,
  worker: string,
  at: Date,
): Promise<ClaimedRun | undefined> {
  return db.transaction().execute(async (transaction) => {
    await lockSource(transaction, sourceId)
    const source = await transaction
      .selectFrom('source')
      .selectAll()
      .where('id', '=', sourceId)
      .executeTakeFirst()
    if (source === undefined || source.status !== 'ACTIVE') return undefined
    const next = await nextRun(transaction, sourceId, at)
    if (next === undefined) return undefined
    const begins = next.status === 'QUEUED'
    const run = await transaction
      .updateTable('sync_run')
      .set({
        status: 'RUNNING',
        attempt: next.attempt + 1,
        worker: truncate(worker, 200),
        heartbeat_at: sql`clock_timestamp()`,
        retry_at: null,
        // What the run reads up to is fixed when it begins, and stays, whoever goes on with it.
        ...(begins ? { started_at: at, until: at } : {}),
      })
      .where('id', '=', next.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { run, source }
  })
}

async function nextRun(transaction: Kysely<Database>, sourceId: string, at: Date): Promise<Run | undefined> {
  const open = await transaction
    .selectFrom('sync_run')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('finished_at', 'is', null)
    .orderBy('requested_at')
    .orderBy('id')
    .execute()
  const running = open.find(({ status }) => status === 'RUNNING')
  if (running?.trigger === 'CLI') {
    // Somebody reads it at a command line, with input that only they have: wait for them, or take over what is new.
    if (!(await isSilent(transaction, running))) return undefined
    await abandon(transaction, running, at)
  } else if (running !== undefined) return running
  const waiting = open.find(({ status }) => status === 'RETRY_SCHEDULED')
  if (waiting !== undefined) return waiting.retry_at !== null && waiting.retry_at > at ? undefined : waiting
  return open.find(({ status }) => status === 'QUEUED')
}

async function isSilent(transaction: Kysely<Database>, run: Run): Promise<boolean> {
  const { rows } = await sql<{ silent: boolean }>`
    select coalesce(heartbeat_at, started_at) < clock_timestamp() - make_interval(secs => ${SILENCE}) as silent
    from sync_run where id = ${run.id}`.execute(transaction)
  return rows[0]?.silent === true
}

async function abandon(transaction: Kysely<Database>, run: Run, at: Date): Promise<void> {
  await transaction
    .updateTable('sync_run')
    .set({
      status: 'FAILED',
      error_code: 'ABANDONED',
      error_message:
        'The command that carried it out ended without a word. What it had read by then is stored.',
      finished_at: sql`greatest(started_at, ${at}::timestamptz)`,
    })
    .where('id', '=', run.id)
    .execute()
}
