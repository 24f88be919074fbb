import { builder } from '../../graph/builder.ts'
import { significant } from '../../graph/figures.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { IntervalRef } from '../../surveys/interval-graphql.ts'
import type { HistoryFigure, HistoryPoint } from './history-store.ts'

export const FigureType = builder.enumType('AlignmentFigure', {
  description: 'A figure of alignment whose history is kept.',
  values: {
    FIT: { description: 'How well work follows the weights, from 0 to 1.' },
    PLANNED_FIT: { description: 'How well allocations follow the weights, from 0 to 1.' },
    CEILING: { description: '1 less the weight that no live service supports.' },
    DELIVERY: { description: 'Attainment of SLOs, by the weight of objectives.' },
    SATISFACTION: { description: 'Satisfaction, by the weight of objectives.' },
    PROGRESS: { description: 'Progress, by the weight of objectives.' },
    GAPS: { description: 'Number of gaps.' },
  } as const satisfies Record<HistoryFigure, object>,
})

export const PointRef = builder.objectRef<HistoryPoint>('AlignmentPoint').implement({
  description: 'A figure of one month, as it was kept.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    month: t.exposeString('month', { description: 'The month, e.g. 2026-11.' }),
    day: t.field({
      type: 'Date',
      description: 'The last day of the month that is included.',
      resolve: ({ day }) => day,
    }),
    value: t.float({
      nullable: true,
      description: 'The figure. Null if it was not known.',
      resolve: ({ value }) => (value === null ? null : significant(value)),
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of SATISFACTION. Null for other figures.',
      resolve: ({ interval }) => interval,
    }),
    isBackfilled: t.exposeBoolean('isBackfilled', {
      description:
        'Whether it was computed later than on the day after: from the links, weights and lifecycles of then.',
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'Time at which it was computed.',
      resolve: ({ computedAt }) => computedAt,
    }),
    formulaVersion: t.exposeInt('formulaVersion', {
      description: 'Version of the formulas that it was computed with.',
    }),
  }),
})
