import { arrayPage } from '../graph/array-connection.ts'
import { arrayConnection } from '../graph/array-connection-types.ts'
import { builder } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { BudgetCauseRef, type ShownPart } from './budget-cause-graphql.ts'
import type { FoundCauses } from './causes-store.ts'
import { Slo } from './graphql.ts'
import { windowFields } from './span-fields.ts'

const ConnectionRef = arrayConnection('BudgetCause', BudgetCauseRef, 'causes')

export const BudgetCausesRef = builder.objectRef<FoundCauses>('BudgetCauses').implement({
  description:
    'Who spent the error budget of an SLO in a window: each bad event belongs to the first cause that holds at its instant.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    slo: entityField<FoundCauses, 'slo'>(Slo, {
      nullable: true,
      description: 'The SLO. Null if it was deleted during the query.',
      id: ({ slo }) => slo.id,
    }),
    ...windowFields<FoundCauses>(({ status }) => status.window),
    total: t.float({
      description: 'Events or slices that were counted.',
      resolve: ({ causes }) => significant(causes.counted.total),
    }),
    bad: t.float({
      description: 'Bad ones among them. The causes add up to them.',
      resolve: ({ causes }) => significant(causes.counted.bad),
    }),
    allowed: t.float({
      description: 'Bad events or slices that the whole window allows.',
      resolve: ({ causes }) => significant(causes.allowed),
    }),
    remaining: t.float({
      description: 'Share of the error budget that is left; below 0 more than it is spent.',
      resolve: ({ causes }) => significant(causes.remaining),
    }),
    correctedBad: t.float({
      description: 'Bad events that agreed maintenance cut out; not among the causes.',
      resolve: ({ causes }) => significant(causes.removed.bad),
    }),
    ownChanges: t.float({
      description: 'Bad events of all own changes.',
      resolve: ({ causes }) => significant(causes.ownChanges),
    }),
    dependencies: t.float({
      description: 'Bad events of all dependencies.',
      resolve: ({ causes }) => significant(causes.dependencies),
    }),
    unexplained: t.float({
      description: 'Bad events without a known cause.',
      resolve: ({ causes }) => significant(causes.unexplained),
    }),
    causes: t.field({
      type: ConnectionRef,
      description:
        'Own changes, then dependencies, each with the most bad events first; last what is unexplained.',
      args: pageOnlyArgs(),
      resolve: (found, args) =>
        arrayPage<ShownPart>(
          found.causes.parts.map((part) => ({ found, part })),
          args,
          'BUDGET_CAUSES',
          ({ part }) => `${part.kind} ${part.id ?? ''}`,
        ),
    }),
    reasons: t.field({
      type: [ReasonRef],
      extensions: cost({ size: 10, perItem: 0 }),
      description: 'The causes in words.',
      resolve: ({ causes }) => causes.reasons,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ causes }) => causes.explanation,
    }),
  }),
})
