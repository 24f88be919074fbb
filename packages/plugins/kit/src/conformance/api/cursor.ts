import assert from 'node:assert/strict'
import type { CursorSpec, Stream, TimedCursorSpec } from '../../stream.ts'
import type { KeptCursor } from './memory.ts'

/** The cursor of a stream that tells the time. */
export function timedCursor(stream: Stream): TimedCursorSpec<unknown> | undefined {
  const { cursor } = stream
  return cursor !== undefined && 'time' in cursor ? cursor : undefined
}

/** What is stored after a page: its `next`, but not later than the source can be trusted. */
export function keep(stream: Stream, next: unknown, until: Date): KeptCursor | undefined {
  if (next === null || stream.cursor === undefined) return undefined
  const time = timedCursor(stream)?.time
  const trusted = new Date(until.getTime() - watermarkDelayOf(stream))
  const position = time !== undefined && time.of(next) > trusted ? time.at(trusted) : next
  const text = JSON.stringify(position)
  assert.deepEqual(
    parsed(stream, stream.cursor, JSON.parse(text)),
    position,
    `The cursor of ${stream.name} is another one after it was stored as JSON and read back`,
  )
  return { version: stream.cursor.version, text, complete: false }
}

/**
 * Where a run begins: at the stored position of this version, before it by the lookback where the last listing ended
 * cleanly, or where `rewind` asks for that; null at the start.
 */
export function beginning(stream: Stream, kept: KeptCursor | undefined, rewind: boolean): unknown {
  if (kept === undefined || stream.cursor === undefined || kept.version !== stream.cursor.version) return null
  const position = parsed(stream, stream.cursor, JSON.parse(kept.text))
  const time = timedCursor(stream)?.time
  const lookback = stream.mode === 'snapshot' ? 0 : (stream.lookback ?? 0)
  if (time === undefined || lookback === 0 || !(kept.complete || rewind)) return position
  return time.at(new Date(time.of(position).getTime() - lookback))
}

function watermarkDelayOf(stream: Stream): number {
  return stream.mode === 'snapshot' ? 0 : (stream.watermarkDelay ?? 0)
}

function parsed(stream: Stream, cursor: CursorSpec<unknown>, value: unknown): unknown {
  const result = cursor.schema.safeParse(value)
  assert.ok(
    result.success,
    `The cursor of ${stream.name} does not fit its own schema once it was stored: ${result.error?.message}`,
  )
  return result.data
}
