import { type Calendar, minutes } from '../calendar.ts'
import { createRandom, type Random, seedOf } from '../random.ts'
import { INCIDENTS, type IncidentKey, type IncidentSpec } from './incidents.ts'
import type { MetricSpec, Rhythm, Series } from './spec.ts'

export const SERIES_DAYS = 90
const MINUTES_PER_DAY = 1440

/** Evenly spaced samples of one metric; those of the last 90 days end with the last step before today. */
export interface SampleRun {
  from: Date
  step: number
  values: number[]
  /** All events of a ratio; null for gauges and counters. */
  totals: number[] | null
}

/** The hours of a day at which each rhythm stands at 0, and between which it is interpolated. */
const DAY_CURVES: Record<Rhythm, readonly (readonly [hour: number, load: number])[]> = {
  steady: [
    [0, 1],
    [24, 1],
  ],
  shop: [
    [0, 0.12],
    [3, 0.04],
    [6, 0.15],
    [9, 0.5],
    [12, 0.62],
    [15, 0.5],
    [18, 0.85],
    [20, 1],
    [22, 0.6],
    [24, 0.12],
  ],
  store: [
    [0, 0],
    [5.5, 0],
    [7, 0.35],
    [10, 0.75],
    [12, 0.7],
    [15, 0.65],
    [17, 1],
    [19, 0.8],
    [21.5, 0.1],
    [22, 0],
    [24, 0],
  ],
  warehouse: [
    [0, 0.2],
    [3, 0.5],
    [5, 1],
    [9, 0.9],
    [13, 0.8],
    [17, 0.95],
    [21, 0.3],
    [24, 0.2],
  ],
  night: [
    [0, 0.8],
    [2, 1],
    [5, 0.9],
    [7, 0.3],
    [12, 0.4],
    [18, 0.35],
    [22, 0.5],
    [24, 0.8],
  ],
}

/** From Sunday to Saturday: online peaks before the week begins, stores at its end and not on Sunday. */
const WEEK: Record<Rhythm, readonly number[]> = {
  steady: [1, 1, 1, 1, 1, 1, 1],
  shop: [1.25, 1.05, 0.85, 0.82, 0.9, 0.95, 0.9],
  store: [0.08, 0.85, 0.8, 0.85, 0.95, 1.15, 1.3],
  warehouse: [0.6, 1, 0.95, 0.95, 1, 1.1, 0.9],
  night: [0.7, 1, 1, 1, 1, 1, 0.9],
}

/** 0 (nothing) to about 1.3 (the busiest hour of the busiest day). */
export function load(rhythm: Rhythm, weekday: number, hour: number): number {
  const curve = DAY_CURVES[rhythm]
  const next = curve.findIndex(([end]) => end > hour)
  const [fromHour, fromLoad] = curve[next - 1] ?? [0, 0]
  const [toHour, toLoad] = curve[next] ?? [24, 0]
  const share = (hour - fromHour) / (toHour - fromHour)
  return (fromLoad + share * (toLoad - fromLoad)) * (WEEK[rhythm][weekday] ?? 1)
}

/** The samples of a metric. The same key and day give the same samples. */
export function samplesOf(key: string, spec: MetricSpec, calendar: Calendar): SampleRun {
  const { series, step } = spec
  const random = createRandom(seedOf(`metric/${key}`))
  const from = calendar.at(-SERIES_DAYS)
  const loads = loadsOfAWeek(series.rhythm, step, from.getUTCDay())
  const hits = hitsOf(series)
  const count = (SERIES_DAYS * MINUTES_PER_DAY) / step
  const values: number[] = []
  const totals: number[] | null = series.form === 'ratio' ? [] : null
  let counted = 18_000
  for (let index = 0; index < count; index += 1) {
    const busy = loads[index % loads.length] ?? 1
    const sample = reading(series, index / (count - 1), busy, hitAt(hits, index * step, step), random)
    counted += sample.value
    values.push(series.form === 'counter' ? counted : sample.value)
    totals?.push(sample.total)
  }
  return { from, step, values, totals }
}

/** The load of every step of a week that begins on `firstWeekday` (0 is Sunday). */
function loadsOfAWeek(rhythm: Rhythm, step: number, firstWeekday: number): number[] {
  const stepsPerDay = MINUTES_PER_DAY / step
  return Array.from({ length: 7 * stepsPerDay }, (_, index) =>
    load(rhythm, (firstWeekday + Math.floor(index / stepsPerDay)) % 7, ((index % stepsPerDay) * step) / 60),
  )
}

/** An incident as a metric feels it; begin and end in minutes since the first sample. */
interface FeltIncident {
  begin: number
  end: number
  strength: number
}

interface Hit {
  /** Share of the step inside the incident, 0 to 1. */
  share: number
  strength: number
}

function hitsOf(series: Series): FeltIncident[] {
  return Object.entries<IncidentSpec>(INCIDENTS).flatMap(([key, { from, to }]) => {
    const strength = series.hits?.[key as IncidentKey]
    return strength === undefined ? [] : [{ begin: minuteOf(from), end: minuteOf(to), strength }]
  })
}

function hitAt(incidents: readonly FeltIncident[], minute: number, step: number): Hit | null {
  for (const { begin, end, strength } of incidents) {
    const inside = Math.min(minute + step, end) - Math.max(minute, begin)
    if (inside > 0) return { share: step === MINUTES_PER_DAY ? dayShare(inside) : inside / step, strength }
  }
  return null
}

/** A day's figure is felt as a whole when the incident lasted three hours of it. */
function dayShare(inside: number): number {
  return Math.min(1, inside / 180)
}

function minuteOf([days, time]: readonly [number, string]): number {
  return (days + SERIES_DAYS) * MINUTES_PER_DAY + minutes(time)
}

function reading(
  series: Series,
  progress: number,
  busy: number,
  hit: Hit | null,
  random: Random,
): { value: number; total: number } {
  const draw = random() + random() - 1
  switch (series.form) {
    case 'ratio': {
      const total = Math.round(series.peak * busy * (1 + 0.12 * draw))
      const [first, last] = series.failures
      const usual = (first + (last - first) * progress) * (1 + 0.6 * (random() - 0.5))
      const failing = hit === null ? usual : usual + hit.share * (hit.strength - usual)
      return { value: Math.round(total * (1 - failing)), total }
    }
    case 'level': {
      const [first, last] = series.level
      const usual =
        (first + (last - first) * progress) * (1 + series.swing * busy) * (1 + series.noise * draw)
      const factor = hit === null ? 1 : 1 + hit.share * (hit.strength - 1)
      return { value: round(usual * factor, series.decimals), total: 0 }
    }
    case 'counter': {
      const factor = hit === null ? 1 : 1 + hit.share * (hit.strength - 1)
      return { value: Math.round(series.perStep * busy * (0.5 + random()) * factor), total: 0 }
    }
  }
}

/** A figure with so many decimals. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
