import type { Database } from '@throughline/db'
import type { Pushed, Stream } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'

/**
 * Returns the records of a delivery without those that are older than what is stored of them, by the time that the
 * source itself gives them. Senders give no order, and a delivery can be replayed. Records without a time are kept.
 */
export async function withoutOutdated(
  db: Kysely<Database>,
  sourceId: string,
  stream: Stream,
  { raw }: Pushed,
): Promise<readonly unknown[]> {
  const timed = raw.map((record) => ({ record, key: keyOf(stream, record), at: timeOf(stream, record) }))
  const keys = timed.flatMap(({ key, at }) => (key === undefined || at === undefined ? [] : [key]))
  if (keys.length === 0) return raw
  const stored = await db
    .selectFrom('source_record')
    .select(['primary_key', 'raw'])
    .where('source_id', '=', sourceId)
    .where('stream', '=', stream.name)
    .where('primary_key', '=', anyText(keys))
    .execute()
  const newest = new Map<string, number>()
  for (const { primary_key: key, raw: text } of stored) {
    const at = timeOf(stream, JSON.parse(text))
    if (at !== undefined) newest.set(key, Math.max(at, newest.get(key) ?? at))
  }
  return timed
    .filter(({ key, at }) => key === undefined || at === undefined || at >= (newest.get(key) ?? at))
    .map(({ record }) => record)
}

/** A record that the plugin cannot name is stored as a dead letter, as one of a listing is. */
function keyOf(stream: Stream, record: unknown): string | undefined {
  try {
    return stream.primaryKey(record)
  } catch {
    return undefined
  }
}

/** The same for its time: raw records that an earlier version of the plugin stored may have another shape. */
function timeOf(stream: Stream, record: unknown): number | undefined {
  try {
    const text = stream.changedAt?.(record)
    const at = text === undefined ? Number.NaN : Date.parse(text)
    return Number.isNaN(at) ? undefined : at
  } catch {
    return undefined
  }
}
