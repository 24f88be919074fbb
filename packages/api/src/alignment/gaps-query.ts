import { constant } from '../graph/argument.ts'
import { type Batch, batched } from '../graph/batch.ts'
import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import type { Context } from '../graph/context.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { decodeCursor, encodeCursor } from '../graph/cursor.ts'
import { InvalidInput } from '../graph/errors.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { Money } from '../graph/money.ts'
import { NodeRef, resolveNode } from '../graph/node-ref.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { limitOf, pageArguments } from '../graph/page-arguments.ts'
import { loadNode } from '../graph/query.ts'
import { literalText } from '../graph/values.ts'
import { visibleTo } from '../graph/visibility.ts'
import { today } from '../reasoning/today.ts'
import type { Settings } from '../settings/settings.ts'
import { settingsOf } from '../settings/store.ts'
import { gapCounts, gaps } from './gap-store.ts'
import { GAP_KINDS, type Gap, type GapCursor, type GapKind, gapCursor } from './gaps.ts'

export const GapKindRef = builder.enumType('GapKind', {
  description: 'What is missing. The report goes through the kinds in this order.',
  values: {
    OBJECTIVE_WITHOUT_SERVICE: { description: 'No live service supports an active objective.' },
    OBJECTIVE_OUTSIDE_PERIOD: { description: 'An active objective is outside its period.' },
    SHARE_WITHOUT_EFFECT: {
      description:
        'A share of a service or process in an objective changes no value at risk: it is 0, a larger one of the same service or process counts in its place, or it is valid on no day of the period of the objective.',
    },
    KEY_RESULT_WITHOUT_VALUE: {
      description:
        'A key result of an active objective has had no value for more days than the setting `keyResultFreshDays` allows: no sample, no survey with a score that may be shown, no check-in.',
    },
    SERVICE_WITHOUT_OBJECTIVE: { description: 'A live service leads to no active objective.' },
    SERVICE_WITHOUT_OWNER: { description: 'No team answers for a live service.' },
    SERVICE_WITHOUT_SURVEY: {
      description: 'No survey is about a live service whose criticality is CRITICAL or HIGH.',
    },
    SERVICE_WITHOUT_SLO: {
      description: 'A live service whose criticality is CRITICAL or HIGH has no SLO.',
    },
    SERVICE_WITHOUT_ASSET: { description: 'A live technical service stands on no live asset.' },
    SERVICE_ON_RETIRED_ASSET: { description: 'A live service needs an asset that is retired.' },
    SERVICE_ON_RETIRED_SERVICE: { description: 'A live service needs a service that is retired.' },
    REDUNDANCY_NOT_MET: { description: 'A redundancy group has fewer live members than must hold.' },
    PROMISE_NOT_POSSIBLE: {
      description: 'An SLO or an agreement promises more than what the service depends on allows.',
    },
    AGREEMENT_NOT_ACKNOWLEDGED: {
      description: 'A version of an agreement was proposed more than 14 days ago and is not acknowledged.',
    },
    SLO_WITHOUT_SAMPLES: {
      description:
        'The metric of an SLO has had no sample for more than 2 days, or 10 sampling intervals where those are longer.',
    },
    ASSET_WITHOUT_SERVICE: { description: 'No service needs a live asset, directly or through others.' },
  } as const satisfies Record<GapKind, object>,
})

const GapRef = builder.objectRef<Gap>('Gap').implement({
  description: 'Something that should be there and is not.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: GapKindRef, description: 'What is missing.', resolve: ({ kind }) => kind }),
    subject: t.field({
      type: Node,
      nullable: true,
      description: 'What it is missing from; null if that was deleted just now.',
      resolve: ({ subject }, _args, context, info) => loadNode(context, info, subject),
    }),
    subjectName: t.string({
      description: 'The name or title of the subject.',
      resolve: ({ subject }) => subject.name,
    }),
    related: t.field({
      type: Node,
      nullable: true,
      description: 'What else it is about, e.g. the retired asset.',
      resolve: ({ related }, _args, context, info) =>
        related === null ? null : loadNode(context, info, related),
    }),
    relatedName: t.string({
      nullable: true,
      description: 'The name of what else it is about.',
      resolve: ({ related }) => related?.name ?? null,
    }),
    weight: t.float({
      nullable: true,
      resolve: ({ weight }) => (weight === null ? null : significant(weight)),
      description:
        'The weight of the objective or the kept value at risk of the service, from 0 to 1; null where neither applies.',
    }),
    cost: t.field({
      type: Money,
      nullable: true,
      description: 'What the subject costs a month, where the gap is about cost.',
      resolve: ({ cost }) => cost,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'What was found and what to do.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

/** Which gaps are asked for, whatever their kind. */
interface GapFilter {
  /** uuid */
  readonly team: string | undefined
  readonly minWeight: number | undefined
}

interface GapPage {
  /** Undefined for all kinds. */
  readonly kinds: readonly GapKind[] | undefined
  readonly filter: GapFilter
  readonly gaps: readonly Gap[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

const GapEdgeRef = builder.objectRef<Gap>('GapEdge').implement({
  description: 'One gap, with its place in the report.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    cursor: t.string({ description: 'Cursor of this edge.', resolve: cursorOf }),
    node: t.field({ type: GapRef, description: 'The gap.', resolve: (gap) => gap }),
  }),
})

export const GapCountRef = builder.objectRef<{ kind: GapKind; count: number }>('GapCount').implement({
  description: 'The number of gaps of one kind.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: GapKindRef, description: 'The kind.', resolve: ({ kind }) => kind }),
    count: t.exposeInt('count', { description: 'Number of gaps of the kind.' }),
  }),
})

/** Counts by filter (JSON), so that they are counted once for `totalCount` and `counts`. */
const countsFor: Batch<Record<GapKind, number>> = async (context, filters) => {
  const settings = await settingsOf(context)
  const counts: Record<GapKind, number>[] = []
  for (const filter of filters) {
    counts.push(
      await gapCounts(context.db.kysely, { ...reportOptions(context, settings), ...JSON.parse(filter) }),
    )
  }
  return counts
}

/** Number of all gaps by kind; counted once in a request. */
export function gapCountsOf(context: Context): Promise<Record<GapKind, number>> {
  return batched(countsFor, context, '{}')
}

function reportOptions(context: Context, settings: Settings) {
  return {
    on: today(context, settings),
    thresholds: settings.criticalityThresholds,
    timeZone: settings.timeZone,
    freshDays: settings.keyResultFreshDays,
    now: context.clock(),
  }
}

const GapConnectionRef = builder.objectRef<GapPage>('GapConnection').implement({
  description: 'A page of the gap report.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    edges: t.field({
      type: [GapEdgeRef],
      extensions: cost({ size: 'page' }),
      description: 'The gaps of this page with their cursors.',
      resolve: ({ gaps: rows }) => rows,
    }),
    nodes: t.field({
      type: [GapRef],
      extensions: cost({ size: 'page' }),
      description: 'The gaps of this page alone.',
      resolve: ({ gaps: rows }) => rows,
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Position of this page in the report.',
      resolve: ({ gaps: rows, hasNextPage, hasPreviousPage }) => {
        const [first] = rows
        const last = rows.at(-1)
        return {
          hasNextPage,
          hasPreviousPage,
          startCursor: first === undefined ? null : cursorOf(first),
          endCursor: last === undefined ? null : cursorOf(last),
        }
      },
    }),
    totalCount: t.int({
      extensions: cost({ points: ANALYSIS_POINTS }),
      description: 'How many gaps match, on all pages.',
      resolve: async ({ kinds = GAP_KINDS, filter }, _args, context) => {
        const counts = await batched(countsFor, context, JSON.stringify(filter))
        return kinds.reduce((sum, kind) => sum + counts[kind], 0)
      },
    }),
    counts: t.field({
      type: [GapCountRef],
      extensions: cost({ points: ANALYSIS_POINTS, size: GAP_KINDS.length, perItem: 0 }),
      description: 'How many gaps of each kind match on all pages, also of kinds that `kinds` does not name.',
      resolve: async ({ filter }, _args, context) => {
        const counts = await batched(countsFor, context, JSON.stringify(filter))
        return GAP_KINDS.map((kind) => ({ kind, count: counts[kind] }))
      },
    }),
  }),
})

builder.queryField('gaps', (t) =>
  t.field({
    type: GapConnectionRef,
    description:
      'What is missing between objectives, services and assets: by kind, the weightiest or dearest first.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      kinds: t.arg({
        type: [GapKindRef],
        description: 'Returns only gaps of these kinds. Defaults to all kinds.',
      }),
      owner: t.arg({
        type: NodeRef,
        description:
          'Returns only gaps of what this team, or a team below it, owns. Key results belong to the owner of their objective.',
      }),
      minWeight: t.arg.float({
        description:
          'Returns only gaps with at least this weight, from 0 to 1. Gaps without a weight are left out.',
      }),
      ...pageOnlyArgs(),
    },
    resolve: async (_root, { kinds, owner, minWeight, ...args }, context): Promise<GapPage> => {
      const page = pageArguments((name) => constant(new Map(Object.entries(args)).get(name), [name]))
      const { backward } = page
      if (minWeight != null && !(minWeight >= 0 && minWeight <= 1)) {
        throw InvalidInput.at(['minWeight'], 'is a share from 0 to 1')
      }
      const filter: GapFilter = {
        team:
          owner == null ? undefined : (await resolveNode(context.db.kysely, owner, ['Team'], ['owner'])).id,
        minWeight: minWeight ?? undefined,
      }
      const found = await gaps(context.db.kysely, {
        ...reportOptions(context, await settingsOf(context)),
        ...filter,
        backward,
        limit: limitOf(page, {}),
        ...(kinds == null ? {} : { kinds }),
        ...(args.after == null ? {} : { after: cursorFrom(args.after, 'after') }),
        ...(args.before == null ? {} : { before: cursorFrom(args.before, 'before') }),
      })
      // On the side where reading began there is more exactly when a cursor said where to begin.
      const begun = backward ? args.before != null : args.after != null
      return {
        gaps: found.gaps,
        kinds: kinds ?? undefined,
        filter,
        hasNextPage: backward ? begun : found.hasMore,
        hasPreviousPage: backward ? found.hasMore : begun,
      }
    },
  }),
)

const LIST = 'GAPS'

function cursorOf(gap: Gap): string {
  const { kind, rank, subject, related } = gapCursor(gap)
  return encodeCursor([LIST, kind, rank, subject, related])
}

function cursorFrom(text: string, argument: string): GapCursor {
  const [kind, rank = '', subject = '', related = ''] = decodeCursor(text, LIST, 4, [argument])
  const known = GAP_KINDS.find((candidate) => candidate === kind)
  const whole =
    literalText(rank, 'float8') &&
    literalText(subject, 'uuid') &&
    (related === '' || literalText(related, 'uuid'))
  if (known === undefined || !whole) {
    throw InvalidInput.at([argument], 'is damaged; take a fresh one from pageInfo or from an edge')
  }
  return { kind: known, rank, subject, related }
}
