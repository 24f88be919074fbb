import { z } from 'zod'
import type { Path } from './documents.ts'
import type { Findings } from './findings.ts'
import { parsed } from './objects.ts'
import type { MetricSource, SliSpec } from './schema.ts'

/** The type of a metricSource that names a metric of Throughline. */
export const THROUGHLINE = 'throughline'

export type MetricKind = 'GAUGE' | 'COUNTER' | 'RATIO'
export type IndicatorKind = 'RATIO' | 'GOOD_RATIO' | 'BAD_RATIO' | 'THRESHOLD'

const namedMetric = z.strictObject({
  metric: z.string().min(1),
  service: z.string().optional(),
  asset: z.string().optional(),
  objective: z.string().optional(),
  kind: z.enum(['GAUGE', 'COUNTER', 'RATIO']).optional(),
  unit: z.string().optional(),
  reference: z.strictObject({ source: z.string(), id: z.string() }).optional(),
})

/** What the `spec` of a source of the type `throughline` says: a metric by its name and its subject. */
export type MetricName = z.infer<typeof namedMetric>

/** A metric that a document names. */
export interface NamedMetric {
  readonly by: 'NAME'
  readonly name: MetricName
  readonly path: Path
}

/** A metric that is known by the label `openslo.sli`, for a source of another system. */
export interface KeyedMetric {
  readonly by: 'KEY'
  /** Values of the label, the first that finds one counts; a new metric has the first. */
  readonly keys: readonly [string, ...string[]]
  /** Names for a new one, the first that is free counts. */
  readonly names: readonly string[]
  readonly kind: MetricKind
  /** The external reference that the source may be known by. */
  readonly reference: { readonly source: string; readonly id: string } | null
  readonly path: Path
}

export type WantedMetric = NamedMetric | KeyedMetric

export interface Indicator {
  readonly indicator: IndicatorKind
  readonly metric: WantedMetric
  readonly totalMetric: WantedMetric | null
}

interface Surroundings {
  readonly document: number
  /** Of the `spec` of the SLI. */
  readonly path: Path
  /** What the SLI is known by, the most exact first. */
  readonly names: readonly [string, ...string[]]
  /** The types of DataSources by their names. */
  readonly types: ReadonlyMap<string, string>
}

/** The label by which a metric of Throughline is the one of an SLI. */
export const SLI_LABEL = 'openslo.sli'

/** Reads where an indicator takes its events from; undefined where that cannot be held. */
export function readIndicator(spec: SliSpec, at: Surroundings, findings: Findings): Indicator | undefined {
  const { thresholdMetric, ratioMetric } = spec
  const refuse = (path: Path, message: string) => {
    findings.problem(at.document, [...at.path, ...path], message)
    return undefined
  }
  if ((thresholdMetric === undefined) === (ratioMetric === undefined))
    return refuse([], 'has to have either thresholdMetric or ratioMetric')
  if (thresholdMetric !== undefined) {
    const source = thresholdMetric.metricSource
    const metric = wanted(source, { at, path: ['thresholdMetric'], role: '', kind: 'GAUGE' }, findings)
    return metric === undefined ? undefined : { indicator: 'THRESHOLD', metric, totalMetric: null }
  }
  const { raw, rawType, good, bad, total, counter = false } = ratioMetric ?? {}
  const path = (part: string) => ['ratioMetric', part]
  if (raw !== undefined) {
    if (total !== undefined || good !== undefined || bad !== undefined)
      return refuse(path('raw'), 'stands alone: leave out good, bad and total')
    if (rawType === undefined) return refuse(path('rawType'), 'is missing; write success or failure')
    if (rawType === 'failure') {
      const text =
        'failure is not supported: a ratio holds good events and all events. Store the share of good events as success, or use bad and total'
      return refuse(path('rawType'), text)
    }
    const metric = wanted(raw.metricSource, { at, path: path('raw'), role: '', kind: 'RATIO' }, findings)
    return metric === undefined ? undefined : { indicator: 'RATIO', metric, totalMetric: null }
  }
  if (total === undefined) return refuse(['ratioMetric'], 'has neither total nor raw')
  if ((good === undefined) === (bad === undefined))
    return refuse(['ratioMetric'], 'has to have either good or bad with total')
  const kind = counter ? 'COUNTER' : 'GAUGE'
  const role = good === undefined ? 'bad' : 'good'
  const part = good ?? bad
  const metric =
    part === undefined
      ? undefined
      : wanted(part.metricSource, { at, path: path(role), role: `/${role}`, kind }, findings)
  const all = wanted(total.metricSource, { at, path: path('total'), role: '/total', kind }, findings)
  if (metric === undefined || all === undefined) return undefined
  return { indicator: good === undefined ? 'BAD_RATIO' : 'GOOD_RATIO', metric, totalMetric: all }
}

/** Whether a source names a metric of Throughline. */
export function isOurs(
  { type, metricSourceRef }: MetricSource,
  types: ReadonlyMap<string, string> = new Map(),
): boolean {
  const stated = type ?? (metricSourceRef === undefined ? undefined : types.get(metricSourceRef))
  return stated?.toLowerCase() === THROUGHLINE
}

function wanted(
  source: MetricSource,
  part: { at: Surroundings; path: Path; role: string; kind: MetricKind },
  findings: Findings,
): WantedMetric | undefined {
  const { at, role, kind } = part
  const path = [...at.path, ...part.path, 'metricSource']
  if (isOurs(source, at.types)) {
    const name = parsed(namedMetric, source.spec ?? {}, at.document, findings, [...path, 'spec'])
    return name === undefined ? undefined : { by: 'NAME', name, path: [...path, 'spec'] }
  }
  const [first, ...others] = at.names.map((one) => `${one}${role}`)
  if (first === undefined) return undefined
  const query = source.spec?.query
  const reference =
    source.metricSourceRef !== undefined && typeof query === 'string'
      ? { source: source.metricSourceRef, id: query }
      : null
  return { by: 'KEY', keys: [first, ...others], names: [...others, first], kind, reference, path }
}
