import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput } from '../../graph/errors.ts'
import type { PluginCatalog } from '../sources/plugin-catalog.ts'
import type { Source } from '../sources/store.ts'
import type { ScopeSelection } from './selection.ts'
import { lockSource, type Run } from './store.ts'

/** How somebody wants a source to be read. */
export interface RunRequest {
  readonly mode: Run['mode']
  /** Null is everything. */
  readonly selection: readonly ScopeSelection[] | null
  readonly approveRetirement: boolean
  readonly actor: string
  readonly at: Date
}

/**
 * Asks for a run, in the caller's transaction.
 * @param source as it is, locked
 * @throws InvalidInput that says why nothing could come of it.
 */
export async function requestRun(
  transaction: Kysely<Database>,
  catalog: PluginCatalog,
  source: Source,
  wish: RunRequest,
): Promise<Run> {
  const manifest = catalog.find(source.plugin)?.manifest
  if (manifest === undefined) {
    throw InvalidInput.at(
      ['id'],
      `${source.name} is fed by ${source.plugin}, which is no plugin that can be asked`,
    )
  }
  if (source.status !== 'ACTIVE') {
    throw InvalidInput.at(
      ['id'],
      `${source.name} is not read: ${source.status_reason ?? source.status} Resume it first`,
    )
  }
  const asks = wish.mode !== 'REPLAY' && wish.mode !== 'RETRY_DEAD_LETTERS'
  if (manifest.input !== null && source.input === null && asks) {
    throw InvalidInput.at(
      ['id'],
      `${source.name} reads files and has no input: give it one, or run throughline sync --file`,
    )
  }
  const streams = manifest.streams.map(({ name }) => name)
  for (const { stream } of wish.selection ?? []) {
    if (streams.includes(stream)) continue
    throw InvalidInput.at(['selection'], `"${stream}" is no stream of it; there are: ${streams.join(', ')}`)
  }
  return enqueueRun(transaction, { sourceId: source.id, trigger: 'MANUAL', ...wish })
}

/** A run that somebody, or something, asks for. */
export interface EnqueuedRun {
  readonly sourceId: string
  readonly actor: string
  readonly at: Date
  readonly trigger: Extract<Run['trigger'], 'MANUAL' | 'SCHEDULE' | 'WEBHOOK'>
  readonly mode?: Run['mode']
  /** Null is everything. */
  readonly selection?: readonly ScopeSelection[] | null
  readonly approveRetirement?: boolean
}

/**
 * Notes that a source is to be read, for a process that works on it; call it in the transaction that asks. Asked for
 * again while the same is still waiting, it gives the run that waits.
 */
export async function enqueueRun(transaction: Kysely<Database>, wanted: EnqueuedRun): Promise<Run> {
  await lockSource(transaction, wanted.sourceId)
  const parts = wanted.selection ?? null
  const waiting = await transaction
    .selectFrom('sync_run')
    .selectAll()
    .where('source_id', '=', wanted.sourceId)
    .where('status', '=', 'QUEUED')
    .where('mode', '=', wanted.mode ?? 'INCREMENTAL')
    .where('approve_retirement', '=', wanted.approveRetirement ?? false)
    .execute()
  const same = waiting.find((run) => JSON.stringify(run.selection) === JSON.stringify(parts))
  if (same !== undefined) return same
  return transaction
    .insertInto('sync_run')
    .values({
      source_id: wanted.sourceId,
      actor: wanted.actor,
      status: 'QUEUED',
      trigger: wanted.trigger,
      mode: wanted.mode ?? 'INCREMENTAL',
      selection: parts === null ? null : json(parts.map((part) => ({ ...part })) as JsonValue),
      approve_retirement: wanted.approveRetirement ?? false,
      requested_at: wanted.at,
      started_at: wanted.at,
      until: wanted.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Stops a run: one that waits ends at once, one that is going on at its next page. Gives whether there was anything
 * to stop.
 */
export async function cancelRun(transaction: Kysely<Database>, runId: string, at: Date): Promise<boolean> {
  const ended = await transaction
    .updateTable('sync_run')
    .set((row) => ({
      status: 'CANCELLED',
      cancel_requested_at: at,
      finished_at: row.fn('greatest', ['started_at', row.val(at)]),
      error_code: 'STOPPED',
      error_message: 'Stopped before it began, or while it waited. What was read by then is stored.',
    }))
    .where('id', '=', runId)
    .where('status', 'in', ['QUEUED', 'RETRY_SCHEDULED'])
    .executeTakeFirst()
  if (ended.numUpdatedRows > 0n) return true
  const asked = await transaction
    .updateTable('sync_run')
    .set({ cancel_requested_at: at })
    .where('id', '=', runId)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst()
  return asked.numUpdatedRows > 0n
}
