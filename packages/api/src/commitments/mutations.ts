import type { RowChanges } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { fullLocal } from '../change-windows/local-time.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { Slo, SloBudgetingMethod, SloIndicator, SloOperator } from './graphql.ts'
import { indicatorProblem } from './indicator.ts'
import { checkSettings, type SloRow } from './settings.ts'

entityMutations(Slo, {
  visibleTo: 'MODELLERS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among SLOs.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'Description.',
      rule: 'has at most 20,000 characters',
    },
    service: {
      column: 'service_id',
      node: 'Service',
      required: true,
      description: 'The service that promises it.',
    },
    indicator: {
      type: SloIndicator,
      column: 'indicator',
      required: true,
      description: 'How good and bad events are known.',
    },
    metric: {
      column: 'metric_id',
      node: 'Metric',
      required: true,
      description: 'The metric of the indicator.',
    },
    totalMetric: {
      column: 'total_metric_id',
      node: 'Metric',
      description: 'The metric that counts all events, of the same kind. Only of GOOD_RATIO and BAD_RATIO.',
    },
    operator: {
      type: SloOperator,
      column: 'operator',
      description: 'How a good sample compares to the threshold. Only of THRESHOLD.',
    },
    threshold: {
      type: 'Float',
      column: 'threshold',
      description: 'In the unit of the metric. Only of THRESHOLD.',
    },
    target: {
      type: 'Float',
      column: 'target',
      required: true,
      description: 'The share that is promised, above 0 and below 1, e.g. 0.995.',
      rule: 'lies above 0 and below 1: a target of 1 leaves no budget to spend',
    },
    duration: {
      type: 'String',
      column: 'duration',
      required: true,
      description:
        'The length of the window as OpenSLO writes it: m, h, d, w, M, Q or Y after a number, e.g. 30d or 1M.',
    },
    startTime: {
      type: 'String',
      column: 'start_time',
      description:
        'Local time at which the first calendar window starts, YYYY-MM-DD HH:MM or HH:MM:SS, together with timeZone. Without both the window is rolling.',
    },
    timeZone: {
      type: 'String',
      column: 'time_zone',
      description: 'Time zone of a calendar window, e.g. Europe/Berlin.',
    },
    budgetingMethod: {
      type: SloBudgetingMethod,
      column: 'budgeting_method',
      description: 'How the error budget is counted. Defaults to OCCURRENCES.',
    },
    timeSliceTarget: {
      type: 'Float',
      column: 'time_slice_target',
      description: 'The share of good events from which on a slice is good, up to 1. Only of TIMESLICES.',
    },
    timeSliceWindow: {
      type: 'String',
      column: 'time_slice_window',
      description: 'The length of a slice, e.g. 5m. Not of OCCURRENCES.',
    },
    alerting: {
      type: 'Boolean',
      column: 'alerting',
      description: 'Whether burn alerts watch it. Defaults to true.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
  prepare: checked,
})

wordConstraint('slo_total_metric', ['totalMetric'], 'is given with GOOD_RATIO and BAD_RATIO, and only there')
wordConstraint(
  'slo_comparison',
  ['threshold'],
  'is given with THRESHOLD together with operator, and only there',
)
wordConstraint('slo_slices', ['timeSliceWindow'], 'is given unless the budgeting method is OCCURRENCES')
wordConstraint('slo_time_slice_target', ['timeSliceTarget'], 'is given with TIMESLICES, and only there')
wordConstraint('slo_window', ['startTime'], 'and timeZone make a calendar window: give both or none')

/** Sees that the settings fit together, and writes the local start in its full form. */
async function checked(
  given: RowChanges<'slo'>,
  { transaction }: Work,
  id: string | undefined,
): Promise<RowChanges<'slo'>> {
  const stored =
    id === undefined
      ? NEW
      : await transaction.selectFrom('slo').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const values = { ...given }
  if (typeof given.start_time === 'string') values.start_time = fullLocal(given.start_time)
  const slo = { ...stored, ...defined(values) } as SloRow
  checkSettings(slo)
  const metrics = await transaction
    .selectFrom('metric')
    .select(['id', 'kind'])
    .where('id', 'in', [slo.metric_id, slo.total_metric_id ?? slo.metric_id])
    .execute()
  const kindOf = (metric: string | null) => metrics.find((each) => each.id === metric)?.kind ?? null
  const problem = indicatorProblem(slo.indicator, kindOf(slo.metric_id), kindOf(slo.total_metric_id))
  if (problem !== null) throw InvalidInput.at([problem.field], problem.text)
  return values
}

const NEW = {
  total_metric_id: null,
  operator: null,
  threshold: null,
  start_time: null,
  time_zone: null,
  budgeting_method: 'OCCURRENCES',
  time_slice_target: null,
  time_slice_window: null,
  alerting: true,
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
}
