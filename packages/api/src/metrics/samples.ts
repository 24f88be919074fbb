/** A sample as a caller gives it, its metric's uuid resolved. */
export interface GivenSample {
  readonly metricId: string
  readonly at: Date
  readonly value: number
  readonly total: number | null
}

const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

/** What is wrong with a sample of a metric of this kind (undefined: there is no such metric), or null. */
export function sampleProblem(sample: GivenSample, kind: string | undefined): string | null {
  if (kind === undefined) return 'no metric has this id'
  const time = sample.at.getTime()
  if (!(time >= EARLIEST && time < LATEST)) return 'at lies outside the years 1990 to 2199'
  if (kind !== 'RATIO')
    return sample.total === null ? null : `total belongs to a RATIO only, and this is a ${kind}`
  if (sample.total === null) return 'total is missing: a RATIO has good events (value) and all events (total)'
  if (sample.value < 0 || sample.value > sample.total) return 'value must lie between 0 and total'
  return null
}
