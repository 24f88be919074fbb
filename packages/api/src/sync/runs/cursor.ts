import type { JsonValue } from '@throughline/db'
import type { CursorSpec, Stream, TimedCursorSpec } from '@throughline/plugin-kit'

/** A position as it is stored: with the version of its shape. */
export interface StoredCursor {
  readonly version: number
  readonly value: JsonValue
}

/** What is stored of a listing's positions. */
export interface StoredPositions {
  /** Where the next run begins. */
  readonly cursor: StoredCursor | null
  /** Where the run that was interrupted goes on; null for any other run. */
  readonly position: StoredCursor | null
}

/** Where the reading of a listing begins. */
export interface Start {
  /** What `pages` is given. */
  readonly from: unknown
  /** True where an interrupted reading goes on. */
  readonly resumed: boolean
}

/**
 * Where to begin: where the same run left off, else the stored cursor less the lookback, else the start. A position
 * of another version, or one that does not fit its schema any more, starts over: reading twice does no harm.
 */
export function startingPoint(stream: Stream, stored: StoredPositions, full: boolean): Start {
  const resumed = decoded(stream.cursor, stored.position)
  if (resumed !== undefined) return { from: resumed, resumed: true }
  // A snapshot is complete or nothing: only its own interrupted run may go on in the middle.
  if (stream.mode === 'snapshot' || full) return { from: null, resumed: false }
  const cursor = decoded(stream.cursor, stored.cursor)
  if (cursor === undefined) return { from: null, resumed: false }
  const { time } = timed(stream.cursor)
  if (time === undefined || stream.lookback === undefined || stream.lookback === 0) {
    return { from: cursor, resumed: false }
  }
  return { from: time.at(new Date(time.of(cursor).getTime() - stream.lookback)), resumed: false }
}

/**
 * The cursor to store after a page that gave `next`: min(seen, until − watermark delay), and never before the stored
 * cursor, since everything up to that has been read. Undefined leaves the stored one.
 */
export function nextCursor(
  stream: Stream,
  next: unknown,
  stored: StoredCursor | null,
  until: Date,
): StoredCursor | undefined {
  if (stream.mode === 'snapshot' || next === null || next === undefined) return undefined
  const { time } = timed(stream.cursor)
  if (time === undefined) return encodeCursor(stream.cursor, next)
  const latest = new Date(until.getTime() - (stream.watermarkDelay ?? 0))
  const capped = time.of(next) > latest ? time.at(latest) : next
  const before = decoded(stream.cursor, stored)
  if (before !== undefined && time.of(before) > time.of(capped)) return undefined
  return encodeCursor(stream.cursor, capped)
}

/** A position as it is stored; undefined where a listing can only be started over. */
export function encodeCursor(
  spec: CursorSpec<unknown> | undefined,
  value: unknown,
): StoredCursor | undefined {
  if (spec === undefined || value === null || value === undefined) return undefined
  return { version: spec.version, value: JSON.parse(JSON.stringify(value)) as JsonValue }
}

function decoded(spec: CursorSpec<unknown> | undefined, stored: StoredCursor | null): unknown {
  if (spec === undefined || stored === null || stored.version !== spec.version) return undefined
  const parsed = spec.schema.safeParse(stored.value)
  return parsed.success ? parsed.data : undefined
}

function timed(spec: CursorSpec<unknown> | TimedCursorSpec<unknown>): {
  time: TimedCursorSpec<unknown>['time'] | undefined
} {
  return { time: 'time' in spec ? spec.time : undefined }
}
