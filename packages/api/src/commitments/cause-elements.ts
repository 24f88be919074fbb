import { type Interval, intersect, subtract, union } from '../change-windows/interval.ts'
import type { CausedSpan } from './cause-timeline.ts'
import type { SloGrid } from './grid.ts'
import { onGrid } from './plan.ts'

/** How the bad time of an SLO is cut to be counted by cause. */
export interface CauseElements {
  /** Spans that are counted whole: the same causes hold in all of a span, or it is what is left of one slice. */
  readonly counted: readonly (readonly Interval[])[]
  /** Time in which each sample is counted by itself, since it may stand for time on both sides of a border. */
  readonly single: readonly Interval[]
}

/**
 * Cuts the time in which there may be bad events where causes begin or end. Where slices are counted,
 * the slice around such an instant stays whole; where samples stand for time, those that reach across it are counted by
 * themselves.
 * @param busy what is counted and may have bad events
 * @param periods instants at which it is cut, too, so that it is known when the bad events were
 * @param sampleLength milliseconds that a sample stands for from its instant on; null if for the instant
 */
export function causeElements(
  busy: readonly Interval[],
  timeline: readonly CausedSpan[],
  {
    grid,
    sampleLength,
    periods,
  }: {
    readonly grid: SloGrid
    readonly sampleLength: number | null
    readonly periods: readonly number[]
  },
): CauseElements {
  const borders = timeline.flatMap(({ start, end }) => [start, end])
  if (grid.slice !== null)
    return { counted: slicesAt(union(busy), [...borders, ...periods], grid, grid.slice), single: [] }
  if (sampleLength === null)
    return { counted: cutAt(busy, [...borders, ...periods]).map((span) => [span]), single: [] }
  const reaching = union(borders.map((border) => ({ start: border - sampleLength + 1, end: border })))
  return {
    counted: cutAt(subtract(busy, reaching), [...borders, ...periods]).map((span) => [span]),
    single: intersect(busy, reaching),
  }
}

/** Cuts around each slice that a border lies in, or that is not whole; the pieces of such a slice are one span. */
function slicesAt(
  busy: readonly Interval[],
  borders: readonly number[],
  grid: SloGrid,
  slice: number,
): Interval[][] {
  const around = [...borders, ...busy.flatMap(({ start, end }) => [start, end])].flatMap((instant) => {
    const start = onGrid(grid, instant)
    return start === instant ? [instant] : [start, start + slice]
  })
  const pieces = cutAt(busy, around)
  const bySlice = Map.groupBy(pieces, ({ start, end }) =>
    end - start > slice ? `span ${start}` : `slice ${onGrid(grid, start)}`,
  )
  return [...bySlice.values()]
}

function cutAt(spans: readonly Interval[], instants: readonly number[]): Interval[] {
  const cuts = [...new Set(instants)].sort((a, b) => a - b)
  const result: Interval[] = []
  let place = 0
  for (const { start, end } of union(spans)) {
    let from = start
    while ((cuts[place] ?? Infinity) <= from) place += 1
    for (; (cuts[place] ?? Infinity) < end; place++) {
      const to = cuts[place] ?? end
      result.push({ start: from, end: to })
      from = to
    }
    result.push({ start: from, end })
  }
  return result
}
