import type { Calendar } from '../calendar.ts'
import { createRandom, type Random, seedOf } from '../random.ts'
import { load, round, type SampleRun, SERIES_DAYS } from './series.ts'
import type { MetricSpec } from './spec.ts'

/** Days that the metrics of SLOs reach back: the last twelve months as a whole, and the windows that end in the first. */
export const EARLIER_DAYS = 395
/** Coarser than in the last 90 days; enough for attainment over weeks. */
const EARLIER_STEP = 240
const MINUTES_PER_DAY = 1440
/** How far a figure moved in the months before, as a part of how far it moved in the last 90 days. */
const EARLIER_DRIFT = 1.2

/** What came before the samples of the last 90 days: the same rhythm and trend, without a bad day. */
export function earlierSamplesOf(key: string, spec: MetricSpec, calendar: Calendar): SampleRun {
  const { series } = spec
  const step = spec.step === MINUTES_PER_DAY ? spec.step : EARLIER_STEP
  const random = createRandom(seedOf(`earlier/${key}`))
  const from = calendar.at(-EARLIER_DAYS)
  const count = ((EARLIER_DAYS - SERIES_DAYS) * MINUTES_PER_DAY) / step
  const values: number[] = []
  const totals: number[] | null = series.form === 'ratio' ? [] : null
  for (let index = 0; index < count; index += 1) {
    const minute = index * step
    const weekday = (from.getUTCDay() + Math.floor(minute / MINUTES_PER_DAY)) % 7
    const busy = meanLoad(series.rhythm, weekday, (minute % MINUTES_PER_DAY) / 60, step / 60)
    const before = 1 - index / count
    switch (series.form) {
      case 'ratio': {
        const total = Math.round((series.peak * busy * step * spread(random, 0.12)) / spec.step)
        const failing = earlier(series.failures, before) * spread(random, 0.3)
        values.push(Math.round(total * (1 - failing)))
        totals?.push(total)
        break
      }
      case 'level': {
        const usual = earlier(series.level, before) * (1 + series.swing * busy)
        values.push(round(usual * spread(random, series.noise), series.decimals))
        break
      }
      case 'counter':
        throw new Error(`No SLO of the demo organisation is of a counter such as '${key}'`)
    }
  }
  return { from, step, values, totals }
}

/** The mean over the hours of a step. */
function meanLoad(
  rhythm: MetricSpec['series']['rhythm'],
  weekday: number,
  hour: number,
  hours: number,
): number {
  const loads = Array.from({ length: hours }, (_, index) => load(rhythm, weekday, hour + index + 0.5))
  return loads.reduce((sum, each) => sum + each, 0) / hours
}

/** The trend of the last 90 days continued into the past, `before` from 0 (90 days ago) to 1 (the first sample). */
function earlier([first, last]: readonly [number, number], before: number): number {
  return first + (first - last) * EARLIER_DRIFT * before
}

/** A factor around 1, by so much of it at most. */
function spread(random: Random, most: number): number {
  return 1 + most * (random() + random() - 1)
}
