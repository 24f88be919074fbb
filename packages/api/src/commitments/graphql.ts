import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Metric } from '../metrics/graphql.ts'
import { KeyResult } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'

export const SloIndicator = builder.enumType('SloIndicator', {
  description: 'How good and bad events are known (service level indicator).',
  values: {
    RATIO: { description: 'One metric of kind RATIO holds good events and all events.' },
    GOOD_RATIO: { description: 'One metric counts good events, and totalMetric all events.' },
    BAD_RATIO: { description: 'One metric counts bad events, and totalMetric all events.' },
    THRESHOLD: {
      description:
        'Each sample of a GAUGE is one event, good if it compares to the threshold; of a RATIO, its quotient.',
    },
  } as const,
})

export const SloOperator = builder.enumType('SloOperator', {
  description: 'How a sample compares to the threshold if it is good.',
  values: {
    LT: { description: 'Below it.' },
    LTE: { description: 'Below it or equal.' },
    GT: { description: 'Above it.' },
    GTE: { description: 'Above it or equal.' },
  } as const,
})

export const SloBudgetingMethod = builder.enumType('SloBudgetingMethod', {
  description: 'How the error budget is counted (OpenSLO).',
  values: {
    OCCURRENCES: { description: 'Good events out of all events.' },
    TIMESLICES: {
      description:
        'Good slices of time out of those that have events; a slice is good from timeSliceTarget on.',
    },
    RATIO_TIMESLICES: {
      description: 'The mean of the shares of good events of all slices that have events.',
    },
  } as const,
})

export const Slo = new NodeType('Slo', 'slo', {
  description:
    'Service level objective: the share of good events, or of good time, that a service is to have.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    TARGET: { column: 'target', description: 'By the target.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'slo_id',
})

Slo.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among SLOs.' }),
  description: t.column('description', { description: 'Description.' }),
  service: t.related(Service, { by: 'service_id', description: 'The service that promises it.' }),
  indicator: t.column('indicator', {
    type: SloIndicator,
    description: 'How good and bad events are known.',
  }),
  metric: t.related(Metric, { by: 'metric_id', description: 'The metric of the indicator.' }),
  totalMetric: t.related(Metric, {
    by: 'total_metric_id',
    description: 'The metric that counts all events. Only of GOOD_RATIO and BAD_RATIO.',
  }),
  operator: t.column('operator', {
    type: SloOperator,
    description: 'How a good sample compares to the threshold. Only of THRESHOLD.',
  }),
  threshold: t.column('threshold', {
    description: 'In the unit of the metric. Only of THRESHOLD.',
  }),
  target: t.column('target', { description: 'The share that is promised, above 0 and below 1.' }),
  duration: t.column('duration', {
    description: 'The length of the window as OpenSLO writes it, e.g. 30d, 1w or 1M.',
  }),
  startTime: t.column('start_time', {
    description:
      'Local time at which the first calendar window starts, YYYY-MM-DD HH:MM:SS. Null for a rolling window.',
  }),
  timeZone: t.column('time_zone', {
    description: 'Time zone of a calendar window, e.g. Europe/Berlin. Null for a rolling window.',
  }),
  budgetingMethod: t.column('budgeting_method', {
    type: SloBudgetingMethod,
    description: 'How the error budget is counted.',
  }),
  timeSliceTarget: t.column('time_slice_target', {
    description: 'The share of good events from which on a slice is good. Only of TIMESLICES.',
  }),
  timeSliceWindow: t.column('time_slice_window', {
    description: 'The length of a slice, e.g. 5m. Null of OCCURRENCES.',
  }),
  alerting: t.column('alerting', { description: 'Whether burn alerts watch it.' }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  keyResults: t.children(KeyResult, {
    by: 'slo_id',
    filter: 'keyResult',
    description: 'The key results that it is the measure of.',
  }),
  externalReferences: t.children(ExternalReference, { by: 'slo_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  slos: t.children(Slo, { by: 'service_id', filter: 'slo', description: 'Its service level objectives.' }),
}))
KeyResult.fields((t) => ({
  slo: t.related(Slo, { by: 'slo_id', description: 'The SLO whose attainment is its value.' }),
}))
Metric.fields((t) => ({
  slos: t.children(Slo, {
    by: 'metric_id',
    filter: 'slo',
    description: 'The service level objectives whose indicator it is.',
  }),
}))

listField('slos', Slo, 'All service level objectives.')
oneField('slo', Slo)
