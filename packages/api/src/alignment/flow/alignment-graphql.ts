import { type ArrayPage, arrayPage } from '../../graph/array-connection.ts'
import { builder } from '../../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../../graph/cost.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { ExplanationRef, ReasonRef } from '../../graph/explanation-types.ts'
import { significant } from '../../graph/figures.ts'
import { pageOnlyArgs } from '../../graph/page-args.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { SurveyScoreRef } from '../../surveys/scores-graphql.ts'
import { GAP_KINDS } from '../gaps.ts'
import { GapCountRef, gapCountsOf } from '../gaps-query.ts'
import type { AlignmentQuestion, ShownAlignment } from './alignment-store.ts'
import { AmountRef, amountOf } from './amount-graphql.ts'
import {
  areasOf,
  DeliveryRef,
  gapsOf,
  momentOf,
  PerceptionGapRef,
  ProgressRef,
  SatisfactionRef,
} from './around-fields.ts'
import { readDelivery, readProgress, readSatisfaction } from './around-store.ts'
import { earlier } from './days.ts'
import { FigureType, PointRef } from './history-fields.ts'
import { MOST_MONTHS, readHistory } from './history-store.ts'
import { flowsOf, type Grouping, MOST_FLOWS } from './ledger-rows.ts'
import type { AlignmentMeasure } from './ledger-store.ts'
import type { Period } from './period.ts'
import { FlowRef, RowConnection, type ShownRow } from './rows-graphql.ts'
import { fitExplanation, fitReason } from './words.ts'

const READERS = visibleTo('READERS')

export const MeasureType = builder.enumType('AlignmentMeasure', {
  description: 'What is divided over objectives.',
  values: {
    EFFORT: { description: 'Minutes of work, on tickets and changes.' },
    COST: { description: 'Money, of one currency.' },
  } as const satisfies Record<AlignmentMeasure, object>,
})

export const GroupingType = builder.enumType('AlignmentGrouping', {
  description: 'What the rows of the ledger are about.',
  values: {
    OBJECTIVE: { description: 'Objectives by weight, then what leads to none.' },
    TEAM: { description: 'Teams by amount: whose effort it is, or who owns what costs.' },
    SERVICE: { description: 'Services that work entered by, by amount.' },
  } as const satisfies Record<Grouping, object>,
})

const PeriodRef = builder.objectRef<Period>('AlignmentPeriod').implement({
  description: 'Days in the time zone of the organisation, both included.',
  extensions: READERS,
  fields: (t) => ({
    label: t.exposeString('label', { description: 'The period as it was asked for.' }),
    from: t.field({ type: 'Date', description: 'First day.', resolve: ({ from }) => from }),
    to: t.field({ type: 'Date', description: 'Last day.', resolve: ({ to }) => to }),
  }),
})

const rounded = (value: number | null) => (value === null ? null : significant(value))

/** Fields that need the work of the period; without one of them it is not read. */
export const OF_THE_WORK = [
  ...[
    'currency',
    'currencies',
    'total',
    'planned',
    'fit',
    'fitReason',
    'plannedFit',
    'ceiling',
    'rows',
    'flows',
  ],
  ...['delivery', 'satisfaction', 'progress', 'explanation'],
] as const

/** An answer to `alignment`. */
export interface AskedAlignment {
  readonly question: AlignmentQuestion
  /** Undefined if no field needs it. */
  readonly answer: ShownAlignment | undefined
}

function shown({ answer }: AskedAlignment): ShownAlignment {
  if (answer === undefined) throw new Error('a field needs the work of the period, which was not read')
  return answer
}

export const AlignmentRef = builder.objectRef<AskedAlignment>('Alignment').implement({
  description:
    'The bottom line: how far work and money of a period follow the weights of objectives, and the allocation ledger behind it.',
  extensions: READERS,
  fields: (t) => ({
    period: t.field({
      type: PeriodRef,
      description: 'The period.',
      resolve: ({ question }) => question.period,
    }),
    measure: t.field({
      type: MeasureType,
      description: 'What is divided.',
      resolve: ({ question }) => question.measure,
    }),
    currency: t.string({
      nullable: true,
      description: 'The currency of the amounts, ISO 4217. Null for EFFORT, and if there is no money.',
      resolve: (asked) => shown(asked).currency,
    }),
    currencies: t.field({
      type: ['String'],
      description: 'All currencies of the period, that with the largest amounts first. Empty for EFFORT.',
      resolve: (asked) => [...shown(asked).facts.currencies],
    }),
    total: t.field({
      type: AmountRef,
      description: 'All that was done. The rows add up to it.',
      resolve: (asked) => amountOf(shown(asked), shown(asked).ledger.actual.total),
    }),
    planned: t.field({
      type: AmountRef,
      description: 'All that allocations of the period come to.',
      resolve: (asked) => amountOf(shown(asked), shown(asked).ledger.planned.total),
    }),
    fit: t.float({
      nullable: true,
      description:
        'From 0 to 1: the sum of the smaller of weight and share over all objectives. Null with `fitReason`.',
      resolve: (asked) => rounded(shown(asked).ledger.actual.fit.value),
    }),
    fitReason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why there is no fit.',
      resolve: (asked) => fitReason(shown(asked).ledger.actual, shown(asked).currency),
    }),
    plannedFit: t.float({
      nullable: true,
      description: 'The same of what is planned. Null if nothing is planned that counts.',
      resolve: (asked) => rounded(shown(asked).ledger.planned.fit.value),
    }),
    ceiling: t.float({
      description: '1 less the weight of objectives that no live service supports, directly or by a process.',
      resolve: (asked) => significant(shown(asked).ledger.timeline.ceiling),
    }),
    rows: t.field({
      type: RowConnection,
      args: pageOnlyArgs(),
      description: 'The rows of the ledger. Their amounts add up to the total.',
      resolve: (asked, args): ArrayPage<ShownRow> => {
        const alignment = shown(asked)
        const rows = alignment.rows().map((row) => ({ alignment, row }))
        return arrayPage(rows, args, `ALIGNMENT ${alignment.grouping}`, ({ row }) => row.key)
      },
    }),
    flows: t.field({
      type: [FlowRef],
      extensions: cost({ size: MOST_FLOWS + 1 }),
      description: `From teams by services to objectives: the ${MOST_FLOWS} largest flows, and all others as one.`,
      resolve: (asked) => {
        const alignment = shown(asked)
        return flowsOf(alignment.ledger).map((flow) => ({ alignment, ...flow }))
      },
    }),
    delivery: t.field({
      type: DeliveryRef,
      description: 'What the SLOs of services attained, by the weight of the objectives they support.',
      resolve: async (asked, _args, context) =>
        readDelivery(context.db.kysely, shown(asked).objectives(), await momentOf(context)),
    }),
    satisfaction: t.field({
      type: SatisfactionRef,
      description: 'How content users of services are, by the weight of the objectives they support.',
      resolve: async (asked, _args, context) =>
        readSatisfaction(context.db.kysely, shown(asked).objectives(), await momentOf(context)),
    }),
    progress: t.field({
      type: ProgressRef,
      description: 'How far objectives have come, by their weight.',
      resolve: async (asked, _args, context) =>
        readProgress(context.db.kysely, shown(asked).objectives(), await momentOf(context)),
    }),
    coverage: t.field({
      type: [GapCountRef],
      extensions: cost({ points: ANALYSIS_POINTS, size: GAP_KINDS.length, perItem: 0 }),
      description: 'How many gaps of each kind there are today.',
      resolve: async (_alignment, _args, context) => {
        const counts = await gapCountsOf(context)
        return GAP_KINDS.map((kind) => ({ kind, count: counts[kind] }))
      },
    }),
    areas: t.field({
      type: [SurveyScoreRef],
      extensions: cost({ points: ANALYSIS_POINTS, size: 4 }),
      description:
        'The four areas of improvement, by the last survey on the organisation that ended in the period or before it.',
      resolve: ({ question }, _args, context) => areasOf(context, question.period.to),
    }),
    perceptionGaps: t.field({
      type: [PerceptionGapRef],
      extensions: cost({ points: ANALYSIS_POINTS, size: 20 }),
      description: 'Services whose users feel today otherwise than their SLOs say.',
      resolve: (_alignment, _args, context) => gapsOf(context),
    }),
    history: t.field({
      type: [PointRef],
      extensions: cost({ size: { argument: 'months', most: MOST_MONTHS }, perItem: 1 }),
      description:
        'A figure by month up to the last month of the period, as it was kept; of a running month as of yesterday. Months without a kept figure are left out. It is read, not computed.',
      args: {
        figure: t.arg({
          type: FigureType,
          required: true,
          defaultValue: 'FIT',
          description: 'Which figure.',
        }),
        months: t.arg.int({
          required: true,
          defaultValue: 12,
          description: `Number of months, 1 to ${MOST_MONTHS}.`,
        }),
      },
      resolve: async ({ question, answer }, { figure, months }, context) => {
        if (months < 1 || months > MOST_MONTHS)
          throw InvalidInput.at(['months'], `is ${months}; a history has 1 to ${MOST_MONTHS} months`)
        const { day: today } = await momentOf(context)
        const currency = answer === undefined ? question.currency : answer.currency
        const day = earlier(question.period.to, today)
        return readHistory(context.db.kysely, figure, { measure: question.measure, currency, day, months })
      },
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the fit was computed.',
      resolve: (asked) => {
        const { ledger, objectiveRows, currency } = shown(asked)
        return fitExplanation(ledger, objectiveRows(), currency)
      },
    }),
  }),
})
