import { type SloRow, sliceLengthOf, windowOf } from './settings.ts'
import { calendarWindow } from './windows.ts'

const HOUR = 3_600_000

/** Where the slices and the periods of an SLO lie: all in milliseconds; `origin` is the start of some slice. */
export interface SloGrid {
  readonly origin: number
  /** Null if it counts events. */
  readonly slice: number | null
  /** A period is one or more whole slices. */
  readonly period: number
}

/**
 * The grid of an SLO. Slices are aligned to the start of the window: of a calendar window to its local start; the
 * windows of a rolling one begin and end on a grid that begins at the epoch. Periods last an hour where slices divide
 * it, and whole slices as close below it otherwise.
 */
export function gridOf(slo: SloRow): SloGrid {
  const slice = sliceLengthOf(slo)
  const window = windowOf(slo)
  const period = slice === null ? HOUR : slice * Math.max(1, Math.floor(HOUR / slice))
  const start = window.kind === 'CALENDAR' && slice !== null ? calendarWindow(window, 0).start : 0
  return { origin: modulo(start, period), slice, period }
}

/** The grid whose slices begin at an instant. It is the same one unless the clocks were changed by less than a slice. */
export function gridFrom(grid: SloGrid, start: number): SloGrid {
  const aligned = { ...grid, origin: modulo(start, grid.period) }
  return isAligned(aligned, grid) ? grid : aligned
}

/** Whether slices of one grid are slices of the other. */
export function isAligned(one: SloGrid, other: SloGrid): boolean {
  return one.slice === null || (one.origin - other.origin) % one.slice === 0
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length
}
