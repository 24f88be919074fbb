import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { NodeRef } from '../graph/node-ref.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { loadNode } from '../graph/query.ts'
import { selectsField } from '../graph/selected-fields.ts'
import { visibleTo } from '../graph/visibility.ts'
import { settingsOf } from '../settings/store.ts'
import { askedNodes } from './asked-nodes-store.ts'
import type { FatalDetail } from './fatal-next.ts'
import type { FatalPage, FatalRow } from './fatal-page.ts'
import { downByAlerts } from './firing-store.ts'
import { fatalFailures } from './mirror/upward-query.ts'
import { GroupRef, StepRef } from './path-graphql.ts'
import { today } from './today.ts'

const FatalFailureRef = builder.objectRef<FatalRow>('FatalFailure').implement({
  description: 'A failure that redundancy would spare, but no longer does.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    subject: t.field({
      type: Node,
      nullable: true,
      description: 'The service or asset that would fail. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    subjectName: t.string({ description: 'The name of the subject.', resolve: ({ node }) => node.name }),
    rise: t.float({
      description: 'By how much value at risk rises if it fails, from 0 to 1.',
      resolve: ({ rise }) => significant(rise),
    }),
    valueAtRisk: t.float({
      description: 'Value at risk of the subject and what is down, together, from 0 to 1.',
      resolve: ({ valueAtRisk }) => significant(valueAtRisk),
    }),
    valueAtRiskAlone: t.float({
      description: 'Value at risk of the subject with nothing down, from 0 to 1. Less than rise.',
      resolve: ({ valueAtRiskAlone }) => significant(valueAtRiskAlone),
    }),
    groups: t.field({
      type: [GroupRef],
      extensions: cost({ size: 2 }),
      description:
        'Redundancy groups that would fail, or fail harder, and that neither the subject nor what is down brings so far down by itself.',
      resolve: ({ detail }) => askedFor(detail).groups,
    }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description:
        'Strongest path to the objective whose value at risk rises the most. It begins at the subject or at a node that is down.',
      resolve: ({ detail }) => askedFor(detail).path,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the figures were computed.',
      resolve: ({ detail }) => askedFor(detail).explanation,
    }),
  }),
})

type Edge = FatalPage['edges'][number]

const FatalFailureEdgeRef = builder.objectRef<Edge>('FatalFailureEdge').implement({
  description: 'A fatal failure, with its cursor.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Cursor of this edge.' }),
    node: t.field({ type: FatalFailureRef, description: 'The failure.', resolve: ({ item }) => item }),
  }),
})

const FatalFailureConnectionRef = builder.objectRef<FatalPage>('FatalFailureConnection').implement({
  description: 'A page of fatal failures.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    edges: t.field({
      type: [FatalFailureEdgeRef],
      extensions: cost({ size: 'page' }),
      description: 'Edges of this page.',
      resolve: ({ edges }) => edges,
    }),
    nodes: t.field({
      type: [FatalFailureRef],
      extensions: cost({ size: 'page' }),
      description: 'The failures of this page.',
      resolve: ({ edges }) => edges.map(({ item }) => item),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Position of this page in the list.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
    totalCount: t.exposeInt('totalCount', { description: 'Number of fatal failures.' }),
    valueAtRisk: t.float({
      description: 'Value at risk of what is down, from 0 to 1.',
      resolve: ({ valueAtRisk }) => significant(valueAtRisk),
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'Which of the given nodes were left out, and why.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

builder.queryField('fatalNext', (t) =>
  t.field({
    type: FatalFailureConnectionRef,
    description:
      'Live services and assets whose failure would now raise value at risk by more than it would with nothing down, because the redundancy that spares them is used up; by the rise in descending order.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      of: t.arg({
        type: [NodeRef],
        required: true,
        description: 'Services and assets that are down; up to 1,000. May be empty only with includeAlerts.',
      }),
      includeAlerts: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'With true, services and assets that a firing alert is correlated to are down, too, whatever its severity.',
      }),
      on: t.arg({
        type: 'Date',
        description:
          'Day that is asked about: it decides which objectives and contributions count. Defaults to today in the time zone of the organisation.',
      }),
      includePlanned: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'With true, planned services and assets count as if they were live.',
      }),
      ...pageOnlyArgs(),
    },
    resolve: async (_root, { of, includeAlerts, on, includePlanned, ...page }, context, info) => {
      if (of.length === 0 && !includeAlerts)
        throw InvalidInput.at(['of'], 'is empty; name what is down, or set includeAlerts')
      const db = context.db.kysely
      const down = await askedNodes(db, of, ['Service', 'Asset'], 'of')
      const alerting = includeAlerts ? await downByAlerts(db) : []
      const set = [...down, ...alerting.map(({ node }) => node)]
      const day = on ?? today(context, await settingsOf(context))
      const detailed = DETAILS.some(
        (field) => selectsField(info, 'nodes', field) || selectsField(info, 'edges', 'node', field),
      )
      return fatalFailures(context, { set, page, detailed }, { on: day, includePlanned })
    },
  }),
)

/** The fields of a failure that need its detail. */
const DETAILS = ['groups', 'path', 'explanation'] as const

function askedFor(detail: FatalDetail | null): FatalDetail {
  if (detail === null) throw new Error('the detail of a fatal failure was not computed')
  return detail
}
