import type { Interval } from '../change-windows/interval.ts'

/** A change to the service itself, with the time for which it counts as a cause. */
export interface OwnChange {
  readonly id: string
  readonly name: string
  /** When the work on it began. */
  readonly began: number
  /** Its actual window, and the incidents that it caused while they were open. */
  readonly periods: readonly Interval[]
}

/** A dependency that was bad for some time. */
export interface BadDependency {
  readonly id: string
  readonly name: string
  /** Along its best path to the service. */
  readonly strength: number
  /** When it was bad, and how bad: its share of bad events, 1 for an alert that fired. */
  readonly periods: readonly (Interval & { readonly badness: number })[]
}

/** Something that explains a bad event. */
export interface Cause {
  readonly kind: 'OWN_CHANGE' | 'DEPENDENCY'
  readonly id: string
  readonly name: string
}

/** A span in which the same causes hold; the first of them answers for the bad events, the others are possible. */
export interface CausedSpan extends Interval {
  readonly causes: readonly Cause[]
}

interface Active {
  readonly cause: Cause
  /** The larger comes first among causes of its kind. */
  readonly weight: number
}

/**
 * The spans in which any cause holds, in ascending order. An own change comes before a dependency; of own changes the
 * one that began last, of dependencies the one with the largest strength × badness, then the smaller id.
 */
export function causeTimeline(
  ownChanges: readonly OwnChange[],
  dependencies: readonly BadDependency[],
): CausedSpan[] {
  const borders: { at: number; active: Active; begins: boolean }[] = []
  const add = ({ start, end }: Interval, active: Active) => {
    if (start < end) borders.push({ at: start, active, begins: true }, { at: end, active, begins: false })
  }
  for (const { id, name, began, periods } of ownChanges) {
    const cause = { kind: 'OWN_CHANGE', id, name } as const
    for (const period of periods) add(period, { cause, weight: began })
  }
  for (const { id, name, strength, periods } of dependencies) {
    const cause = { kind: 'DEPENDENCY', id, name } as const
    for (const period of periods) add(period, { cause, weight: strength * period.badness })
  }
  borders.sort((a, b) => a.at - b.at)
  const spans: CausedSpan[] = []
  const holding = new Set<Active>()
  for (const [place, { at, active, begins }] of borders.entries()) {
    if (begins) holding.add(active)
    else holding.delete(active)
    const end = borders[place + 1]?.at ?? at
    if (end > at && holding.size > 0) spans.push({ start: at, end, causes: inOrder(holding) })
  }
  return spans
}

/** Each cause once: a change can hold by its window and by an incident at the same time. */
function inOrder(holding: Iterable<Active>): Cause[] {
  const sorted = [...holding].sort(
    (a, b) =>
      (a.cause.kind === b.cause.kind ? 0 : a.cause.kind === 'OWN_CHANGE' ? -1 : 1) ||
      b.weight - a.weight ||
      (a.cause.id < b.cause.id ? -1 : 1),
  )
  const causes: Cause[] = []
  for (const { cause } of sorted)
    if (!causes.some(({ kind, id }) => kind === cause.kind && id === cause.id)) causes.push(cause)
  return causes
}

/** The spans of a timeline that a span of time meets, in time logarithmic in the timeline. */
export function* meeting(
  timeline: readonly CausedSpan[],
  { start, end }: Interval,
): Generator<Interval & { readonly causes: readonly Cause[] }> {
  let [low, high] = [0, timeline.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((timeline[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  let from = start
  for (let place = low; ; place++) {
    const span = timeline[place]
    if (span === undefined || span.start >= end) break
    if (from < span.start) yield { start: from, end: span.start, causes: [] }
    from = Math.min(span.end, end)
    yield { start: Math.max(span.start, start), end: from, causes: span.causes }
  }
  if (from < end) yield { start: from, end, causes: [] }
}
