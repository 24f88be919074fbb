import { isRecord } from '../../graph/argument.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * An object of OpenSLO v2alpha in the words of v1, as far as both mean the same: `sli` and `serviceRef` of an SLO, and
 * where a metric comes from. What v1 does not have stays as it is.
 */
export function fromV2alpha(value: Values): Values {
  const spec = isRecord(value.spec) ? value.spec : undefined
  if (spec === undefined) return value
  if (value.kind === 'SLI') return { ...value, spec: sliSpec(spec) }
  if (value.kind !== 'SLO') return value
  const { sli, sliRef, serviceRef, ...rest } = spec
  return {
    ...value,
    spec: {
      ...rest,
      ...(serviceRef === undefined ? {} : { service: serviceRef }),
      ...(sliRef === undefined ? {} : { indicatorRef: sliRef }),
      ...(sli === undefined
        ? {}
        : { indicator: isRecord(sli) && isRecord(sli.spec) ? { ...sli, spec: sliSpec(sli.spec) } : sli }),
    },
  }
}

function sliSpec(spec: Values): Values {
  const { thresholdMetric, ratioMetric } = spec
  return {
    ...spec,
    ...(isRecord(thresholdMetric) ? { thresholdMetric: metric(thresholdMetric) } : {}),
    ...(isRecord(ratioMetric)
      ? {
          ratioMetric: Object.fromEntries(
            Object.entries(ratioMetric).map(([key, part]) => [key, isRecord(part) ? metric(part) : part]),
          ),
        }
      : {}),
  }
}

function metric(given: Values): Values {
  const { dataSourceRef, dataSourceSpec, spec, ...rest } = given
  if ('metricSource' in rest) return given
  const own = isRecord(dataSourceSpec) ? dataSourceSpec : {}
  return {
    ...rest,
    metricSource: {
      ...(dataSourceRef === undefined ? {} : { metricSourceRef: dataSourceRef }),
      ...(own.type === undefined ? {} : { type: own.type }),
      ...(spec === undefined ? {} : { spec }),
    },
  }
}
