import { Cover, type Interval, intersect, subtract } from '../change-windows/interval.ts'
import { type AlertPair, type AlertPairs, alertPairs } from './burn-alerts.ts'
import { gridFrom, gridOf, type SloGrid } from './grid.ts'
import { type SloRow, sliceLengthOf, windowOf } from './settings.ts'
import { exactLength, parseDuration, type SloWindow, windowAt } from './windows.ts'

const DAY = 86_400_000

/** What has to be counted for the status of an SLO at an instant. */
export interface StatusPlan {
  readonly slo: SloRow
  readonly window: SloWindow
  readonly grid: SloGrid
  /** The instant that the status is of: now, of a rolling window of slices the end of the last slice. */
  readonly at: number
  /** The whole window, also the part that is to come. */
  readonly span: Interval
  /** The part of the window that is over; of slices, those that are over. */
  readonly past: Interval
  readonly corrections: Cover
  readonly pairs: AlertPairs
  /** The spans to count, in the order of {@link SPANS}, then the long and the short window of each pair. */
  readonly spans: readonly (readonly Interval[])[]
}

/** The places of the spans that every SLO has. `removed` is what corrections cut out of the past. */
export const SPANS = { past: 0, removed: 1, day: 2, pairs: 3 } as const

/** Where the long and the short window of a pair stand. */
export function spansOfPair(place: number): { readonly long: number; readonly short: number } {
  return { long: SPANS.pairs + 2 * place, short: SPANS.pairs + 2 * place + 1 }
}

export interface PlanOptions {
  readonly now: number
  /** Agreed maintenance of the service. */
  readonly corrections: readonly Interval[]
  /** Milliseconds between samples, null if not known. */
  readonly samplingInterval: number | null
}

/** Plans what to count for the status of an SLO. */
export function planStatus(slo: SloRow, { now, corrections, samplingInterval }: PlanOptions): StatusPlan {
  const window = windowOf(slo)
  const at = window.kind === 'ROLLING' ? onGrid(gridOf(slo), now) : now
  const { start, end } = windowAt(window, at)
  const grid = window.kind === 'ROLLING' ? gridOf(slo) : gridFrom(gridOf(slo), start)
  const past = { start, end: Math.max(start, onGrid(grid, Math.min(at, end))) }
  const cover = new Cover(corrections)
  const pairs = slo.alerting
    ? alertPairs({
        windowLength: window.kind === 'ROLLING' ? window.length : exactLength(parseDuration(slo.duration)),
        target: slo.target,
        samplingInterval: sliceLengthOf(slo) ?? samplingInterval,
      })
    : { pairs: [], refused: [] }
  const counted = (length: number) => {
    const until = onGrid(grid, at)
    return countedIn({ start: onGrid(grid, until - length), end: until }, grid, cover)
  }
  return {
    slo,
    window,
    grid,
    at,
    span: { start, end },
    past,
    corrections: cover,
    pairs,
    spans: [
      countedIn(past, grid, cover),
      intersect([{ start, end: Math.min(at, end) }], cover.intervals),
      counted(DAY),
      ...pairs.pairs.flatMap(({ long, short }: AlertPair) => [counted(long), counted(short)]),
    ],
  }
}

/** The end of the last slice that is over at an instant; the instant itself where events are counted. */
export function onGrid({ origin, slice }: SloGrid, instant: number): number {
  return slice === null ? instant : Math.floor((instant - origin) / slice) * slice + origin
}

/** What is left of a span to be counted: without corrections, and without slices of which they touch more than half. */
export function countedIn(span: Interval, grid: SloGrid, corrections: Cover): Interval[] {
  const touched = intersect([span], corrections.intervals)
  return subtract(subtract([span], touched), unmeasured(touched, grid, corrections))
}

/** The slices of a span that corrections leave unmeasured, as intervals. */
export function unmeasuredIn(span: Interval, grid: SloGrid, corrections: Cover): Interval[] {
  return intersect([span], unmeasured(intersect([span], corrections.intervals), grid, corrections))
}

function unmeasured(touched: readonly Interval[], grid: SloGrid, corrections: Cover): Interval[] {
  const { slice } = grid
  if (slice === null) return []
  return touched.flatMap(({ start, end }) => {
    const first = onGrid(grid, start)
    const last = onGrid(grid, end)
    const edges = [first, last].map((from) => ({ start: from, end: from + slice }))
    const dropped = edges.filter((edge) => 2 * corrections.within(edge) > slice)
    return last > first + slice ? [...dropped, { start: first + slice, end: last }] : dropped
  })
}
