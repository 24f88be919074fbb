import type { Database } from '@throughline/db'
import type { Stream } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { storePage } from '../ingestion/ingest-page.ts'
import { addCounts, type CountsByType, countsFrom } from '../records/counts.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import { mapPage } from '../records/map-page.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import type { RunOptions } from './run.ts'
import { isSelected, selectionFrom } from './selection.ts'
import { type Run, recordProgress } from './store.ts'

const PAGE_SIZE = 500

/** A raw record as it is stored, with what it is known by. */
interface Kept {
  readonly id: string
  readonly scope: string
  readonly raw: string
}

/**
 * Maps again what the source said before, with the mapping as it is now; nobody is asked. What the mapping gives
 * otherwise than before counts as a change; what it no longer gives ends, or waits for the next complete listing.
 */
export async function replay<Config>(
  db: Kysely<Database>,
  options: RunOptions<Config>,
  run: Run,
): Promise<CountsByType> {
  return again(db, options, run, async (transaction, stream, after) => {
    // A raw record that was mapped to several is kept with each of them.
    const { rows } = await sql<Kept>`
      select max(id::text) as id, scope, min(raw) as raw
      from (select id, scope, raw, primary_key from source_record
            where source_id = ${options.source.id} and stream = ${stream} and missing_since is null
              and id > ${after} order by id limit ${PAGE_SIZE}) kept
      group by scope, primary_key`.execute(transaction)
    return rows
  })
}

/** Tries again what was set aside and is still open. */
export async function retryDeadLetters<Config>(
  db: Kysely<Database>,
  options: RunOptions<Config>,
  run: Run,
): Promise<CountsByType> {
  return again(db, options, run, async (transaction, stream, after) =>
    transaction
      .selectFrom('dead_letter')
      .select(['id', 'scope', 'raw'])
      .where('source_id', '=', options.source.id)
      .where('stream', '=', stream)
      .where('status', '=', 'OPEN')
      // What is set aside once more keeps its row.
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE_SIZE)
      .execute(),
  )
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

type Next = (transaction: Kysely<Database>, stream: string, after: string) => Promise<readonly Kept[]>

/** Brings kept records into the graph once more, page by page. */
async function again<Config>(
  db: Kysely<Database>,
  { plugin, source, context, auditContext }: RunOptions<Config>,
  run: Run,
  next: Next,
): Promise<CountsByType> {
  const hold = { runId: run.id, attempt: run.attempt }
  const parts = selectionFrom(run.selection)
  let counts: CountsByType = countsFrom(run.counts)
  for (const stream of plugin.streams) {
    if (!isSelected(parts, stream.name)) continue
    let after = BEFORE_ALL
    for (;;) {
      context.signal.throwIfAborted()
      const page = await retriedTransaction(db, async (transaction) => {
        let stored = counts
        // Read under the lock under which records are written: nothing newer can be overwritten.
        await lockSources(transaction, [source.id])
        const kept = await next(transaction, stream.name, after)
        for (const [scope, raws] of byScope(kept)) {
          const listing = { sourceId: source.id, runId: run.id, stream: stream.name, scope }
          const { name: sourceName, precedence } = source
          const at = run.started_at
          const given = { listing, sourceName, precedence, at, until: run.until, auditContext }
          const outcome = await storePage(transaction, given, mapPage(stream as Stream, raws))
          stored = addCounts(stored, stream.record, outcome.counts)
        }
        await recordProgress(transaction, hold, stored)
        return { kept, stored }
      })
      counts = page.stored
      const last = page.kept
        .map(({ id }) => id)
        .toSorted()
        .at(-1)
      if (last === undefined) break
      after = last
    }
  }
  return counts
}

function byScope(kept: readonly Kept[]): ReadonlyMap<string, unknown[]> {
  const scopes = new Map<string, unknown[]>()
  for (const { scope, raw } of kept) {
    scopes.set(scope, [...(scopes.get(scope) ?? []), JSON.parse(raw)])
  }
  return scopes
}
