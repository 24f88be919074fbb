import type { NewRow } from '../../src/database.ts'
import { METRICS } from '../metrics/catalogue.ts'
import { EARLIER_DAYS, earlierSamplesOf } from '../metrics/earlier.ts'
import { type SampleRun, SERIES_DAYS, samplesOf } from '../metrics/series.ts'
import type { MetricSpec, Series } from '../metrics/spec.ts'
import { SLO_SPECS } from '../slos.ts'
import type { Context } from './context.ts'
import { writtenOnce } from './context.ts'

const KINDS: Record<Series['form'], 'RATIO' | 'GAUGE' | 'COUNTER'> = {
  ratio: 'RATIO',
  level: 'GAUGE',
  counter: 'COUNTER',
}

/** The metrics of SLOs reach back over a year. */
const OF_SLOS = new Set<string>(SLO_SPECS.map(([, { metric }]) => metric))

/** Services, objectives and assets come first: a metric stands on one of them. */
export function metricRows({ ids, calendar }: Context): NewRow<'metric'>[] {
  return Object.entries<MetricSpec>(METRICS).map(([key, metric]) => ({
    id: ids.make('metric', key),
    name: metric.name,
    unit: metric.unit,
    kind: KINDS[metric.series.form],
    service_id: 'service' in metric.on ? ids.of('service', metric.on.service) : null,
    objective_id: 'objective' in metric.on ? ids.of('objective', metric.on.objective) : null,
    asset_id: 'asset' in metric.on ? ids.of('asset', metric.on.asset) : null,
    labels: { every: metric.step === 1440 ? 'day' : `${metric.step} minutes` },
    ...writtenOnce(calendar.at(-1 - (OF_SLOS.has(key) ? EARLIER_DAYS : SERIES_DAYS), '12:00')),
  }))
}

export interface MetricSamples extends SampleRun {
  metricId: string
}

export function metricSamples({ ids, calendar }: Context): MetricSamples[] {
  return Object.entries<MetricSpec>(METRICS).flatMap(([key, metric]) => {
    const metricId = ids.of('metric', key)
    const recent = { metricId, ...samplesOf(key, metric, calendar) }
    return OF_SLOS.has(key) ? [{ metricId, ...earlierSamplesOf(key, metric, calendar) }, recent] : [recent]
  })
}
