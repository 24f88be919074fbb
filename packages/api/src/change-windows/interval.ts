/** A span of time, half-open: from `start` to before `end`, both in milliseconds since the epoch. */
export interface Interval {
  readonly start: number
  readonly end: number
}

/** The union in ascending order: no two of the result touch, and none is empty. */
export function union(intervals: Iterable<Interval>): Interval[] {
  const result: { start: number; end: number }[] = []
  const sorted = [...intervals].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)
  for (const { start, end } of sorted) {
    const last = result.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}

/** What both cover, as {@link union} orders it. */
export function intersect(one: Iterable<Interval>, other: Iterable<Interval>): Interval[] {
  const [a, b] = [union(one), union(other)]
  const result: Interval[] = []
  for (let i = 0, j = 0; ; ) {
    const [left, right] = [a[i], b[j]]
    if (left === undefined || right === undefined) return result
    const start = Math.max(left.start, right.start)
    const end = Math.min(left.end, right.end)
    if (start < end) result.push({ start, end })
    if (left.end < right.end) i += 1
    else j += 1
  }
}

/** What the first cover and the second do not, as {@link union} orders it. */
export function subtract(from: Iterable<Interval>, cut: Iterable<Interval>): Interval[] {
  const cover = new Cover(cut)
  return union(from).flatMap((span) => cover.uncovered(span))
}

/** Milliseconds that the intervals cover; where they overlap, once. */
export function lengthOf(intervals: Iterable<Interval>): number {
  return union(intervals).reduce((sum, { start, end }) => sum + (end - start), 0)
}

/** A union that many spans are compared with, each in time logarithmic in the intervals. */
export class Cover {
  readonly intervals: readonly Interval[]
  /** Milliseconds covered before the interval at the same place. */
  readonly #before: Float64Array

  constructor(intervals: Iterable<Interval>) {
    this.intervals = union(intervals)
    this.#before = new Float64Array(this.intervals.length)
    let sum = 0
    for (const [place, { start, end }] of this.intervals.entries()) {
      this.#before[place] = sum
      sum += end - start
    }
  }

  /** Whether an instant is covered. */
  has(instant: number): boolean {
    const interval = this.intervals[this.#placeOf(instant)]
    return interval !== undefined && interval.start <= instant
  }

  /** Milliseconds of a span that are covered. */
  within({ start, end }: Interval): number {
    return end <= start ? 0 : this.#coveredBefore(end) - this.#coveredBefore(start)
  }

  /** The parts of a span that are covered, in ascending order. */
  covered(span: Interval): Interval[] {
    const result: Interval[] = []
    for (let place = this.#placeOf(span.start); ; place++) {
      const interval = this.intervals[place]
      if (interval === undefined || interval.start >= span.end) return result
      result.push({ start: Math.max(interval.start, span.start), end: Math.min(interval.end, span.end) })
    }
  }

  /** The parts of a span that are not covered, in ascending order. */
  uncovered(span: Interval): Interval[] {
    const result: Interval[] = []
    let start = span.start
    for (const covered of this.covered(span)) {
      if (start < covered.start) result.push({ start, end: covered.start })
      start = covered.end
    }
    if (start < span.end) result.push({ start, end: span.end })
    return result
  }

  #coveredBefore(instant: number): number {
    const place = this.#placeOf(instant)
    const interval = this.intervals[place]
    if (interval === undefined) {
      const last = this.intervals.at(-1)
      return last === undefined ? 0 : (this.#before.at(-1) ?? 0) + (last.end - last.start)
    }
    return (this.#before[place] ?? 0) + Math.max(0, instant - interval.start)
  }

  /** The place of the first interval that ends after an instant. */
  #placeOf(instant: number): number {
    let [low, high] = [0, this.intervals.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.intervals[middle]?.end ?? 0) <= instant) low = middle + 1
      else high = middle
    }
    return low
  }
}
