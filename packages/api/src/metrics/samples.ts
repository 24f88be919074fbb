/** A sample as a caller gives it, its metric's uuid resolved. */
export interface GivenSample {
  readonly metricId: string
  readonly at: Date
  readonly value: number
  readonly total: number | null
}

const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)
/** Sums of larger numbers could be more than a number can hold. */
const LARGEST = 1e290

/**
 * What is wrong with a sample of a metric of this kind (undefined: there is no such metric), or null.
 * @param horizon see {@link tooOld}
 */
export function sampleProblem(
  { at, value, total }: GivenSample,
  kind: string | undefined,
  horizon: number | null,
): string | null {
  if (kind === undefined) return 'no metric has this id'
  return readingProblem(kind, at.getTime(), value, total, horizon)
}

/** The same of the parts of a sample. @param at milliseconds since 1970 */
export function readingProblem(
  kind: string,
  at: number,
  value: number,
  total: number | null,
  horizon: number | null,
): string | null {
  if (!(at >= EARLIEST && at < LATEST)) return 'at lies outside the years 1990 to 2199'
  if (horizon !== null && at < horizon) return tooOld(horizon)
  if (Math.abs(value) > LARGEST || (total ?? 0) > LARGEST) return `value and total go up to ${LARGEST}`
  if (kind === 'COUNTER' && value < 0) return 'value is below 0, which no counter can read'
  if (kind !== 'RATIO') return total === null ? null : `total belongs to a RATIO only, and this is a ${kind}`
  if (total === null) return 'total is missing: a RATIO has good events (value) and all events (total)'
  if (value < 0 || value > total) return 'value must lie between 0 and total'
  return null
}

/**
 * Why a sample from before the horizon is refused. The horizon is the end of the last month whose samples have been
 * dropped: the hours and days that are left of them cannot be computed again.
 * @param horizon milliseconds since 1970
 */
export function tooOld(horizon: number): string {
  return `at lies before ${new Date(horizon).toISOString()}: samples from before this instant have been dropped, and no others are taken`
}
