import type { ObjectiveKey } from '../objectives.ts'
import type { ServiceKey } from '../services.ts'
import type { IncidentKey } from './incidents.ts'

/** Minutes between two samples. */
export type Step = 15 | 60 | 1440
export type Rhythm = 'steady' | 'shop' | 'store' | 'warehouse' | 'night'
/** How hard an incident hits: a share of failures for ratios, a factor for everything else. */
type Hits = Partial<Record<IncidentKey, number>>

/** Good events of all events; `peak` is the number of all events per step in the busiest hour. */
interface RatioSeries {
  form: 'ratio'
  peak: number
  /** Share of failures at the beginning and at the end of the 90 days. */
  failures: readonly [number, number]
  rhythm: Rhythm
  hits?: Hits
}

/** A reading that moves with the rhythm of the day by `swing` (a share of itself) and drifts. */
interface LevelSeries {
  form: 'level'
  /** Value at the beginning and at the end of the 90 days, in quiet hours. */
  level: readonly [number, number]
  swing: number
  noise: number
  rhythm: Rhythm
  decimals: number
  hits?: Hits
}

/** A counter that only grows; `perStep` counts in the busiest hour. */
interface CounterSeries {
  form: 'counter'
  perStep: number
  rhythm: Rhythm
  hits?: Hits
}

export type Series = RatioSeries | LevelSeries | CounterSeries

export interface MetricSpec {
  name: string
  unit: string
  on: { service: ServiceKey } | { objective: ObjectiveKey } | { asset: string }
  step: Step
  series: Series
}

/** A ratio series; see {@link RatioSeries} for the figures. */
export function ratio(
  peak: number,
  failures: readonly [number, number],
  rhythm: Rhythm,
  hits: Hits = {},
): RatioSeries {
  return { form: 'ratio', peak, failures, rhythm, hits }
}

/** A level series with a noise of 5% unless another is given. */
export function level(
  from: number,
  to: number,
  rhythm: Rhythm,
  swing: number,
  decimals: number,
  hits: Hits = {},
  noise = 0.05,
): LevelSeries {
  return { form: 'level', level: [from, to], rhythm, swing, decimals, hits, noise }
}
