import type { Cover, Interval } from '../change-windows/interval.ts'
import { type Bucket, clip, cutBucket, divideBucket } from './events.ts'

/** A span of the grid of an SLO in timeslices, with the events that are left after corrections. */
export interface Slice extends Interval {
  readonly good: number
  readonly total: number
  /** Corrections touch more than half of it: it is unmeasured, whatever happened in the rest. */
  readonly corrected: boolean
}

/** Where the slices of a window begin, and how long each is, in milliseconds. */
export interface Grid {
  readonly origin: number
  readonly length: number
}

/** The slices with their events that lie in a span of time and are over; a slice belongs to the span that it ends in. */
export function slicesOf(
  grid: Grid,
  span: Interval,
  buckets: readonly Bucket[],
  corrections: Cover,
): readonly Slice[] {
  const first = endedBy(grid, span.start)
  const count = Math.max(0, endedBy(grid, span.end) - first)
  const start = grid.origin + first * grid.length
  const good = new Float64Array(count)
  const total = new Float64Array(count)
  const add = (place: number, counts: { readonly good: number; readonly total: number }) => {
    good[place] = (good[place] ?? 0) + counts.good
    total[place] = (total[place] ?? 0) + counts.total
  }
  const covered = { start, end: start + count * grid.length }
  for (const bucket of clip(buckets, covered)) {
    const { spans, counted } = cutBucket(bucket, corrections)
    const pieces = spans.flatMap((piece) => piecesOf(piece, start, grid.length))
    const [piece] = pieces
    if (piece === undefined) continue
    if (pieces.length === 1) add(piece.place, counted)
    else {
      const parts = divideBucket(
        { ...bucket, ...counted },
        pieces.map(({ length }) => length),
      )
      for (const [place, part] of parts.entries()) add(pieces[place]?.place ?? 0, part)
    }
  }
  return Array.from(good, (ofGood, place) => {
    const from = start + place * grid.length
    const slice = { start: from, end: from + grid.length }
    return {
      ...slice,
      good: ofGood,
      total: total[place] ?? 0,
      corrected: 2 * corrections.within(slice) > grid.length,
    }
  })
}

/** Slices of the grid that a span still holds after an instant, whole ones that corrections leave measured. */
export function slicesToCome(grid: Grid, span: Interval, corrections: Cover): number {
  const first = endedBy(grid, span.start)
  const count = Math.max(0, endedBy(grid, span.end) - first)
  const start = grid.origin + first * grid.length
  const corrected = new Set<number>()
  for (const cut of corrections.covered({ start, end: start + count * grid.length })) {
    for (const { place } of piecesOf(cut, start, grid.length)) {
      const from = start + place * grid.length
      if (2 * corrections.within({ start: from, end: from + grid.length }) > grid.length) corrected.add(place)
    }
  }
  return count - corrected.size
}

/** How many slices, counted from the origin, are over at an instant. */
function endedBy({ origin, length }: Grid, instant: number): number {
  return Math.floor((instant - origin) / length)
}

/** A span cut at the borders of the slices, with the place of the slice that each piece lies in. */
function piecesOf(span: Interval, origin: number, length: number): { place: number; length: number }[] {
  const first = Math.floor((span.start - origin) / length)
  const pieces: { place: number; length: number }[] = []
  for (let place = first; place === first || origin + place * length < span.end; place++) {
    const from = Math.max(span.start, origin + place * length)
    const to = Math.min(span.end, origin + (place + 1) * length)
    pieces.push({ place, length: to - from })
  }
  return pieces
}
