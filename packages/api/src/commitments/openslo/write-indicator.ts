import { isRecord } from '../../graph/argument.ts'
import { canonical, jsonOf, LABEL } from './kept.ts'
import { THROUGHLINE } from './metrics.ts'
import type { OpenSloDocument, OwnMetric, OwnSlo } from './parts.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The part of the `spec` of an SLO that says what is measured: as its document had it, with the metrics that the SLO has
 * now. The SLI that it refers to is written inline where another one has its name.
 */
export function writeIndicator(
  slo: OwnSlo,
  name: string,
  documents: readonly OpenSloDocument[],
  conflicts: (document: OpenSloDocument) => boolean,
): Values {
  const kept = jsonOf(slo.labels[LABEL.indicator])
  if (isRecord(kept) && typeof kept.indicatorRef === 'string') {
    const sli = documents.find(
      ({ kind, metadata }) => kind === 'SLI' && isRecord(metadata) && metadata.name === kept.indicatorRef,
    )
    if (sli !== undefined && isRecord(sli.spec)) {
      const spec = withMetrics(sli.spec, slo)
      const isSame = canonical(spec) === canonical(sli.spec) && !conflicts(sli)
      return isSame ? { indicatorRef: kept.indicatorRef } : { indicator: { metadata: sli.metadata, spec } }
    }
  }
  if (isRecord(kept) && isRecord(kept.spec)) {
    const spec = withMetrics(kept.spec, slo)
    return { indicator: { ...(kept.metadata === undefined ? {} : { metadata: kept.metadata }), spec } }
  }
  return { indicator: { metadata: { name }, spec: plainSpec(slo) } }
}

/** What the metrics of Throughline alone say. */
function plainSpec({ indicator, metric, totalMetric }: OwnSlo): Values {
  const counter = metric.kind === 'COUNTER'
  if (indicator === 'THRESHOLD') return { thresholdMetric: sourceOf(metric) }
  if (indicator === 'RATIO') return { ratioMetric: { rawType: 'success', raw: sourceOf(metric) } }
  const role = indicator === 'GOOD_RATIO' ? 'good' : 'bad'
  return {
    ratioMetric: { counter, [role]: sourceOf(metric), total: sourceOf(totalMetric ?? metric) },
  }
}

function sourceOf(metric: OwnMetric): Values {
  return { metricSource: { type: THROUGHLINE, spec: metric } }
}

/** A kept `spec` in which sources of the type `throughline` name the metrics that the SLO has now. */
function withMetrics(spec: Values, slo: OwnSlo): Values {
  const { metric, totalMetric } = slo
  const { thresholdMetric, ratioMetric } = spec
  const named = (part: unknown, own: OwnMetric | null) => {
    if (own === null || !isRecord(part) || !isRecord(part.metricSource)) return part
    const { type, spec: source } = part.metricSource
    if (String(type).toLowerCase() !== THROUGHLINE || !isRecord(source)) return part
    return names(source, own, slo.service) ? part : sourceOf(own)
  }
  return {
    ...spec,
    ...(thresholdMetric === undefined ? {} : { thresholdMetric: named(thresholdMetric, metric) }),
    ...(isRecord(ratioMetric)
      ? {
          ratioMetric: Object.fromEntries(
            Object.entries(ratioMetric).map(([key, part]) => [
              key,
              named(part, key === 'total' ? totalMetric : metric),
            ]),
          ),
        }
      : {}),
  }
}

/** Whether a source names a metric; without a subject it means that of the service. */
function names(source: Values, own: OwnMetric, service: string): boolean {
  const { metric, asset, objective } = source
  const of = asset === undefined && objective === undefined ? (source.service ?? service) : source.service
  return metric === own.metric && of === own.service && asset === own.asset && objective === own.objective
}
