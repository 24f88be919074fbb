import { entityMutations } from '../access/entity-mutations.ts'
import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { KeyResult, Objective } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { latestSql, MOST_BUCKETS, type SeriesPoint, seriesFrom, seriesSql } from './series.ts'
import { requireFreeKind } from './store.ts'

export const MetricKind = builder.enumType('MetricKind', {
  description: 'How the samples of a metric are to be read.',
  values: {
    GAUGE: { description: 'A reading that goes up and down.' },
    COUNTER: { description: 'A count that only goes up, and begins again at 0 after a reset.' },
    RATIO: { description: 'Good events and all events, e.g. requests that were answered in time.' },
  } as const,
})

export const SeriesAggregate = builder.enumType('SeriesAggregate', {
  description: 'How the samples of one bucket become one value.',
  values: {
    AVG: { description: 'Their mean; of a ratio all good events by all events.' },
    MIN: { description: 'The smallest; of a ratio the smallest quotient.' },
    MAX: { description: 'The largest; of a ratio the largest quotient.' },
    SUM: { description: 'Their sum; of a ratio the good events.' },
    LAST: { description: 'The latest; of a ratio the latest quotient.' },
    COUNT: { description: 'Number of samples.' },
    INCREASE: {
      description:
        'By how much a counter grew from sample to sample, from the last sample before the series on; after a reset the whole reading counts. Without samples 0, and null if there is none before.',
    },
  } as const,
})

export const Metric = new NodeType('Metric', 'metric', {
  description: 'Something that is measured again and again, of a service, an asset or an objective.',
  visibleTo: 'ANYONE',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'metric_id',
})

const Point = builder.objectRef<SeriesPoint>('SeriesPoint').implement({
  description: 'One bucket of a series.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    start: t.field({
      type: 'DateTime',
      description: 'Where it begins; included.',
      resolve: ({ start }) => start,
    }),
    end: t.field({ type: 'DateTime', description: 'Where it ends; excluded.', resolve: ({ end }) => end }),
    value: t.exposeFloat('value', {
      nullable: true,
      description:
        'Its value, in the unit of the metric. Null without samples, except for COUNT and INCREASE.',
    }),
    samples: t.exposeInt('samples', { description: 'How many samples it holds.' }),
  }),
})

interface Sample {
  readonly at: string
  readonly value: number
  readonly total: number | null
}

const MetricSample = builder.objectRef<Sample>('MetricSample').implement({
  description: 'One measurement.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When it was taken.', resolve: ({ at }) => at }),
    value: t.exposeFloat('value', {
      description: 'The reading in the unit of the metric; of a ratio the good events.',
    }),
    total: t.exposeFloat('total', {
      nullable: true,
      description: 'All events of a ratio; null for other kinds.',
    }),
  }),
})

Metric.fields((t) => ({
  name: t.column('name', { description: 'Name, unique for its subject.' }),
  unit: t.column('unit', {
    description: 'The unit of its values, e.g. ms, EUR, requests; 1 for a plain number or share.',
  }),
  kind: t.column('kind', { type: MetricKind, description: 'How its samples are to be read.' }),
  service: t.related(Service, { by: 'service_id', description: 'The service it is measured of.' }),
  asset: t.related(Asset, { by: 'asset_id', description: 'The asset it is measured of.' }),
  objective: t.related(Objective, { by: 'objective_id', description: 'The objective it is measured of.' }),
  keyResults: t.children(KeyResult, {
    by: 'metric_id',
    filter: 'keyResult',
    description: 'The key results that it is the measure of.',
  }),
  sampleSeconds: t.column('sample_seconds', {
    description: 'Seconds that a sample stands for, from its instant on. Null: samples stand for instants.',
  }),
  latest: t.expression({
    type: MetricSample,
    nullable: true,
    description: 'The latest sample; null where there is none.',
    sql: latestSql,
  }),
  series: t.expression({
    type: [Point],
    cost: { size: { argument: 'buckets' } },
    description: 'Its samples between two instants in buckets of equal length, empty ones included.',
    args: builder.args((a) => ({
      from: a.field({ type: 'DateTime', required: true, description: 'The first instant; included.' }),
      to: a.field({ type: 'DateTime', required: true, description: 'The end; excluded.' }),
      buckets: a.int({
        required: true,
        defaultValue: 100,
        description: `Into how many buckets the time is cut: 1 to ${MOST_BUCKETS}.`,
      }),
      aggregate: a.field({
        type: SeriesAggregate,
        description:
          'How the samples of a bucket become its value. Defaults to INCREASE for a counter, otherwise to AVG. SUM and AVG of a counter are refused, and INCREASE of anything else.',
      }),
    })),
    sql: seriesSql,
    read: seriesFrom,
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'metric_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

const METRICS = { filter: 'metric', description: 'What is measured of it.' } as const
Service.fields((t) => ({ metrics: t.children(Metric, { by: 'service_id', ...METRICS }) }))
Asset.fields((t) => ({ metrics: t.children(Metric, { by: 'asset_id', ...METRICS }) }))
Objective.fields((t) => ({ metrics: t.children(Metric, { by: 'objective_id', ...METRICS }) }))

KeyResult.fields((t) => ({
  metric: t.related(Metric, {
    by: 'metric_id',
    description: 'The metric whose latest sample is its current value.',
  }),
}))

listField('metrics', Metric, 'All metrics.')
oneField('metric', Metric)

wordConstraint('metric_one_subject', ['service'], 'belongs to exactly one of service, asset and objective')
wordConstraint(
  'metric_name_service_id_asset_id_objective_id_key',
  ['name'],
  'is taken by another metric of the same subject',
)

entityMutations(Metric, {
  visibleTo: 'MODELLERS',
  prepare: async (values, { transaction }, id) => {
    if (id !== undefined && values.kind !== undefined)
      await requireFreeKind(transaction, id, String(values.kind))
    return values
  },
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'Name, unique for its subject.',
      rule: 'has 1 to 200 characters',
    },
    unit: {
      type: 'String',
      column: 'unit',
      required: true,
      description: 'The unit of its values; 1 for a plain number or share.',
      rule: 'has 1 to 50 characters',
    },
    kind: {
      type: MetricKind,
      column: 'kind',
      required: true,
      description: 'How its samples are to be read.',
    },
    service: {
      column: 'service_id',
      node: 'Service',
      description: 'The service it is measured of.',
    },
    asset: { column: 'asset_id', node: 'Asset', description: 'The asset it is measured of.' },
    objective: {
      column: 'objective_id',
      node: 'Objective',
      description: 'The objective it is measured of.',
    },
    sampleSeconds: {
      type: 'Int',
      column: 'sample_seconds',
      description:
        'Seconds that a sample stands for, from its instant on, 1 to 2,678,400. Without it samples stand for instants.',
      rule: 'is a whole number from 1 to 2,678,400',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})
