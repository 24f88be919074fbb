import type { GraphQLResolveInfo } from 'graphql'
import { type Interval, union } from '../change-windows/interval.ts'
import { type Batch, batched } from '../graph/batch.ts'
import { builder, Node } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { COMPUTED_POINTS, cost } from '../graph/cost.ts'
import { significant } from '../graph/figures.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import type { CausePart } from './cause-attribution.ts'
import { type AtThatTime, atThoseTimes, MOST_AT_A_TIME, type Moment } from './causes-moments-store.ts'
import type { DependencyAtFault, FoundCauses } from './causes-store.ts'
import { Slo } from './graphql.ts'
import { spanFields } from './span-fields.ts'

/** The most other causes that are listed of one. */
const MOST_OTHERS = 20
/** The most spans of time that are listed of one cause. */
const MOST_PERIODS = 50

const CauseKind = builder.enumType('BudgetCauseKind', {
  description: 'What bad events are put down to.',
  values: {
    OWN_CHANGE: {
      description: 'A change to the service that was being made, or whose caused incident was open.',
    },
    DEPENDENCY: { description: 'A service or asset below it that was bad by its own SLO or a firing alert.' },
    UNEXPLAINED: { description: 'No cause is known.' },
  } as const satisfies Record<CausePart['kind'], object>,
})

/** A cause with the answer that it is part of. */
export interface ShownPart {
  readonly found: FoundCauses
  readonly part: CausePart
}

type Other = CausePart['alsoPossible'][number]

const PeriodRef = builder.objectRef<Interval>('BudgetCausePeriod').implement({
  description: 'A span of time.',
  extensions: visibleTo('READERS'),
  fields: () => ({
    ...spanFields<Interval>(),
  }),
})

const EpisodeRef = builder.objectRef<DependencyAtFault['episodes'][number]>('BadEpisode').implement({
  description: 'A time in which the SLO of a dependency was bad without a break.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    slo: entityField<DependencyAtFault['episodes'][number], 'slo'>(Slo, {
      nullable: true,
      description: 'The SLO. Null if it was deleted during the query.',
      id: ({ sloId }) => sloId,
    }),
    ...spanFields<DependencyAtFault['episodes'][number]>(),
    badShare: t.float({
      description: 'The share of bad events in that time.',
      resolve: ({ bad, total }) => significant(bad / total),
    }),
  }),
})

const OtherRef = builder.objectRef<Other & { readonly found: FoundCauses }>('PossibleBudgetCause').implement({
  description: 'A cause that held as well, and comes later in the order.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: CauseKind, description: 'What it is.', resolve: ({ kind }) => kind }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The change, service or asset. Null if it was deleted during the query.',
      resolve: ({ found, ...cause }, _args, context, info) => loadCause(found, cause, context, info),
    }),
    name: t.string({ description: 'Its name.', resolve: ({ name }) => name }),
    bad: t.float({
      description: 'How many of the bad events it may have caused.',
      resolve: ({ bad }) => significant(bad),
    }),
  }),
})

/** The change, service or asset that a cause is; null of what is unexplained. */
function loadCause(
  { dependencies }: FoundCauses,
  { kind, id }: Pick<CausePart, 'kind' | 'id'>,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const type = kind === 'OWN_CHANGE' ? 'Change' : dependencies.get(id ?? '')?.node.type
  return id === null || type === undefined ? null : loadNode(context, info, { type, id })
}

/** What is listed of the time of a cause, for all causes that are asked about at once. */
const momentsOf: Batch<AtThatTime> = (context, keys) =>
  atThoseTimes(
    context.db.kysely,
    keys.map((key) => JSON.parse(key) as Moment),
    context.clock(),
  )

function atItsTime(context: Context, { found, part }: ShownPart): Promise<AtThatTime> {
  const dependency = part.kind === 'DEPENDENCY' && part.id !== null ? [part.id] : []
  const moment: Moment = { nodes: [found.slo.service_id, ...dependency], periods: union(part.periods) }
  return batched(momentsOf, context, JSON.stringify(moment))
}

export const BudgetCauseRef = builder.objectRef<ShownPart>('BudgetCause').implement({
  description: 'A cause with the bad events of the window that are put down to it.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: CauseKind, description: 'What it is.', resolve: ({ part }) => part.kind }),
    node: t.field({
      type: Node,
      nullable: true,
      description:
        'The change, service or asset. Null of what is unexplained, and if it was deleted during the query.',
      resolve: ({ found, part }, _args, context, info) => loadCause(found, part, context, info),
    }),
    name: t.string({
      nullable: true,
      description: 'Its name. Null of what is unexplained.',
      resolve: ({ part }) => part.name,
    }),
    bad: t.float({
      description: 'Bad events or slices that it answers for.',
      resolve: ({ part }) => significant(part.bad),
    }),
    budgetShare: t.float({
      nullable: true,
      description: 'These as a share of what the whole window allows. Null if it allows nothing.',
      resolve: ({ found, part }) =>
        found.causes.allowed === 0 ? null : significant(part.bad / found.causes.allowed),
    }),
    strength: t.float({
      nullable: true,
      description: 'Strength of the best path from the service to it. Only of DEPENDENCY.',
      resolve: ({ found, part }) => found.dependencies.get(part.id ?? '')?.strength ?? null,
    }),
    alsoPossible: t.field({
      type: [OtherRef],
      extensions: cost({ size: 5 }),
      description: `Causes that held at the same time and come later in the order: the ${MOST_OTHERS} with the most bad events.`,
      resolve: ({ found, part }) =>
        part.alsoPossible.slice(0, MOST_OTHERS).map((other) => ({ ...other, found })),
    }),
    periods: t.field({
      type: [PeriodRef],
      extensions: cost({ size: 10 }),
      description: `The time of these bad events: the longest ${MOST_PERIODS} spans, in order. They are known to the hour where no cause begins or ends.`,
      resolve: ({ part }) => longest(union(part.periods)),
    }),
    episodes: t.field({
      type: [EpisodeRef],
      extensions: cost({ size: 10 }),
      description: `When the SLOs of the dependency were bad while this one was: the longest ${MOST_PERIODS} times, in order. Only of DEPENDENCY.`,
      resolve: ({ found, part }) => longest(found.dependencies.get(part.id ?? '')?.episodes ?? []),
    }),
    alerts: t.field({
      type: [Node],
      nullable: { list: false, items: true },
      extensions: cost({ points: COMPUTED_POINTS, size: 10 }),
      description: `Alerts of the service and the dependency at that time, the most severe ${MOST_AT_A_TIME}. Null in place of one that was deleted during the query.`,
      resolve: async (shown, _args, context, info) => {
        const { alerts } = await atItsTime(context, shown)
        return Promise.all(alerts.map((id) => loadNode(context, info, { type: 'Alert', id })))
      },
    }),
    tickets: t.field({
      type: [Node],
      nullable: { list: false, items: true },
      extensions: cost({ points: COMPUTED_POINTS, size: 10 }),
      description: `Tickets of the service and the dependency that were open at that time, the most urgent ${MOST_AT_A_TIME}. Null in place of one that was deleted during the query.`,
      resolve: async (shown, _args, context, info) => {
        const { tickets } = await atItsTime(context, shown)
        return Promise.all(tickets.map((id) => loadNode(context, info, { type: 'Ticket', id })))
      },
    }),
  }),
})

function longest<Span extends Interval>(spans: readonly Span[]): Span[] {
  const wholes = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST_PERIODS)
  return wholes.sort((a, b) => a.start - b.start)
}
