import { RelationKind } from '../assets/graphql.ts'
import { type ArrayPage, arrayPage } from '../graph/array-connection.ts'
import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import type { Context } from '../graph/context.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Explanation } from '../graph/explanation.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Objective } from '../objectives/graphql.ts'
import { RedundancyGroup, Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import type { AffectedNode, ObjectiveAtRisk, PartAtRisk } from './at-risk.ts'
import { dependencies } from './dependencies.ts'
import { impact } from './impact.ts'
import { upwardGraph } from './mirror/upward-query.ts'
import type { GraphNodeRef } from './network.ts'
import type { GroupAtRisk, PathStep, Via } from './path.ts'
import { loadDownward } from './store.ts'
import { today } from './today.ts'

/** The most ids that one question may name. */
const MOST_IDS = 1_000

const Direction = builder.enumType('ImpactDirection', {
  description: 'Which way to follow dependencies.',
  values: {
    DEPENDENTS: { description: 'Follows dependents: services and objectives.' },
    DEPENDENCIES: { description: 'Follows dependencies: services and assets.' },
  } as const,
})

const RELATION = { description: `A relation between assets; see ${RelationKind.name}.` } as const

const StepKind = builder.enumType('PathStepKind', {
  description:
    'What ties two steps of a path together: a relation between assets, or one of the graph itself.',
  values: {
    RUNS_ON: RELATION,
    CONTAINS: RELATION,
    CONNECTS_TO: RELATION,
    DEPENDS_ON: RELATION,
    SELECTS: RELATION,
    ROUTES_TO: RELATION,
    MOUNTS: RELATION,
    OWNED_BY: RELATION,
    CALLS: RELATION,
    SERVICE_DEPENDENCY: { description: 'A service needs another service or an asset.' },
    CONTRIBUTION: { description: 'An objective rests on a service.' },
    PROCESS_SERVICE: { description: 'A business process uses a service.' },
    PROCESS_OBJECTIVE: { description: 'An objective rests on a business process.' },
    PARENT_OBJECTIVE: { description: 'An objective is a part of another.' },
  } as const,
})

const GroupRef = builder.objectRef<GroupAtRisk>('GroupAtRisk').implement({
  description: 'A redundancy group with affected members.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    group: entityField(RedundancyGroup, {
      description: 'The group.',
      nullable: true,
      id: ({ id }: GroupAtRisk) => id,
    }),
    service: entityField(Service, {
      description: 'Service that depends on the group.',
      nullable: true,
      id: ({ service }: GroupAtRisk) => service.id,
    }),
    minAvailable: t.exposeInt('minAvailable', { description: 'Minimum number of available members.' }),
    members: t.exposeInt('members', {
      description: 'Number of members that are live (with includePlanned, live or planned).',
    }),
    failureThreshold: t.exposeInt('failureThreshold', {
      description: 'Number of affected members at which the group fails.',
    }),
    affectedMembers: t.field({
      type: [Node],
      extensions: cost({ size: 5 }),
      nullable: { list: false, items: true },
      description:
        'Affected members, by impact factor in descending order. On a path, only the members that cause the failure.',
      resolve: ({ hit }, _args, context, info) =>
        Promise.all(hit.map((node) => loadNode(context, info, node))),
    }),
    fails: t.exposeBoolean('fails', { description: 'Whether the group fails.' }),
  }),
})

const ViaRef = builder.objectRef<Via>('PathVia').implement({
  description: 'Edge from the previous step of a path.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({
      type: StepKind,
      description: 'Kind of the edge.',
      resolve: ({ kind }) => kind,
    }),
    strength: t.exposeFloat('strength', {
      description: 'Failure propagation strength, from 0 (none) to 1 (certain).',
    }),
    group: t.field({
      type: GroupRef,
      nullable: true,
      description: 'Redundancy group of the edge. Null if there is none.',
      resolve: ({ group }) => group,
    }),
    text: t.exposeString('text', { description: 'Description of the step.' }),
  }),
})

const StepRef = builder.objectRef<PathStep>('PathStep').implement({
  description: 'One step of a path.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'Node at this step. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'The name or title of the node.', resolve: ({ node }) => node.name }),
    via: t.field({
      type: ViaRef,
      nullable: true,
      description: 'Edge from the previous step. Null at the start.',
      resolve: ({ via }) => via,
    }),
  }),
})

const LossBasis = builder.enumType('LossBasis', {
  description: 'What the loss of an objective is added up from.',
  values: {
    SERVICES: { description: 'The services that it rests on.' },
    PROCESSES: { description: 'The business processes that support it.' },
  } as const,
})

const PartRef = builder.objectRef<PartAtRisk>('PartAtRisk').implement({
  description: 'What one service or business process takes of an objective.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The service or process. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({
      description: 'The name of the service or process.',
      resolve: ({ node }) => node.name,
    }),
    share: t.exposeFloat('share', { description: 'Share of the objective that it carries, from 0 to 1.' }),
    impactFactor: t.float({
      description:
        'Impact factor, from 0 to 1: how far it is down, the product of the strengths on the strongest path.',
      resolve: ({ reach }) => significant(reach),
    }),
    loss: t.float({ description: 'Share times impact factor.', resolve: ({ loss }) => significant(loss) }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description: 'Strongest path from the failed node through it to the objective.',
      resolve: ({ path }) => path,
    }),
  }),
})

const AtRiskRef = builder.objectRef<ObjectiveAtRisk>('ObjectiveAtRisk').implement({
  description: 'An active objective that is affected.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    objective: entityField(Objective, {
      description: 'Objective. Null if it was deleted during the query.',
      nullable: true,
      id: ({ objective }: ObjectiveAtRisk) => objective.id,
    }),
    weight: t.float({
      description: 'Share in the total weight of active objectives, from 0 to 1.',
      resolve: ({ weight }) => significant(weight),
    }),
    loss: t.float({
      description:
        'Share of the objective that is lost, from 0 to 1: what its services take together, or what its processes take together, whichever is more, and at most all of it.',
      resolve: ({ loss }) => significant(loss),
    }),
    valueAtRisk: t.float({
      description: 'Weight times loss.',
      resolve: ({ valueAtRisk }) => significant(valueAtRisk),
    }),
    basis: t.field({
      type: LossBasis,
      description: 'Whether the services or the processes of the objective lose more.',
      resolve: ({ basis }) => basis,
    }),
    parts: t.field({
      type: [PartRef],
      extensions: cost({ size: 5 }),
      description:
        'What each service, or each process, takes, in descending order. Together they may exceed the loss, which ends at 1.',
      resolve: ({ parts }) => parts,
    }),
    otherLoss: t.float({
      description:
        'What the other of services and processes comes to, from 0 to 1. It describes the same objective and is not added.',
      resolve: ({ otherLoss }) => significant(otherLoss),
    }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description: 'Strongest path from the failed node to the objective, through the largest part.',
      resolve: ({ path }) => path,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the figures were computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

interface Answer {
  readonly valueAtRisk: number | null
  readonly objectives: readonly ObjectiveAtRisk[]
  readonly affected: readonly AffectedNode[]
  readonly groups: readonly GroupAtRisk[]
  readonly pathTo: (node: GraphNodeRef) => readonly PathStep[]
  readonly explanation: Explanation
}

type AffectedEdge = ArrayPage<AffectedNode>['edges'][number] & { readonly pathTo: Answer['pathTo'] }

const AffectedEdgeRef = builder.objectRef<AffectedEdge>('AffectedEdge').implement({
  description: 'An affected node, with its cursor.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Cursor of this edge.' }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'Affected node. Null if it was deleted during the query.',
      resolve: ({ item }, _args, context, info) => loadNode(context, info, item.node),
    }),
    impactFactor: t.float({
      description: 'Impact factor, from 0 to 1; of an objective its loss.',
      resolve: ({ item }) => significant(item.reach),
    }),
    steps: t.int({
      description: 'Number of steps on the strongest path.',
      resolve: ({ item }) => item.steps,
    }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description: 'Strongest path to the node.',
      resolve: ({ item, pathTo }) => pathTo(item.node),
    }),
  }),
})

type AffectedPage = ArrayPage<AffectedNode> & { readonly pathTo: Answer['pathTo'] }

const AffectedConnectionRef = builder.objectRef<AffectedPage>('AffectedConnection').implement({
  description: 'A page of affected nodes.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    edges: t.field({
      type: [AffectedEdgeRef],
      extensions: cost({ size: 'page' }),
      description: 'Edges of this page.',
      resolve: ({ edges, pathTo }) => edges.map((edge) => ({ ...edge, pathTo })),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Position of this page in the list.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
    totalCount: t.exposeInt('totalCount', { description: 'Number of affected nodes.' }),
  }),
})

const ImpactRef = builder.objectRef<Answer>('Impact').implement({
  description: 'Effects of a failure, or the dependencies of a node.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    valueAtRisk: t.float({
      nullable: true,
      resolve: ({ valueAtRisk }) => (valueAtRisk === null ? null : significant(valueAtRisk)),
      description:
        'Value at risk: share of the weighted active objectives that is affected, from 0 to 1. Null if direction is DEPENDENCIES.',
    }),
    objectives: t.field({
      type: [AtRiskRef],
      extensions: cost({ size: 20 }),
      description:
        'Active objectives at risk, by value at risk in descending order. Their sum is valueAtRisk. Empty if direction is DEPENDENCIES.',
      resolve: ({ objectives }) => objectives,
    }),
    affected: t.field({
      type: AffectedConnectionRef,
      description: 'Affected nodes, including the given ones, by impact factor in descending order.',
      args: pageOnlyArgs(),
      resolve: ({ affected, pathTo }, args) => ({
        ...arrayPage(affected, args, 'AFFECTED', ({ node }) => `${node.type}:${node.id}`),
        pathTo,
      }),
    }),
    groups: t.field({
      type: [GroupRef],
      extensions: cost({ size: 10 }),
      description:
        'Redundancy groups with affected members, whether they fail or not. Empty if direction is DEPENDENCIES.',
      resolve: ({ groups }) => groups,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the result was computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

builder.queryField('impact', (t) =>
  t.field({
    type: ImpactRef,
    description:
      'Impact of a failure of services and assets up to the objectives at risk, with the strongest path to each. With DEPENDENCIES, the dependencies of objectives, services and assets instead.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      of: t.arg.idList({
        required: true,
        description:
          'IDs of services and assets that fail together; up to 1,000. With DEPENDENCIES, objectives are allowed too.',
      }),
      direction: t.arg({
        type: Direction,
        required: true,
        defaultValue: 'DEPENDENTS',
        description: 'Which way to follow dependencies.',
      }),
      depth: t.arg.int({ description: 'Maximum number of steps to follow. Unlimited by default.' }),
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
    },
    resolve: async (_root, { of, direction, depth, on, includePlanned }, context) =>
      answer(context, {
        of,
        direction,
        ...(depth == null ? {} : { depth: depthFrom(depth) }),
        on: on ?? today(context, await settingsOf(context)),
        includePlanned,
      }),
  }),
)

async function answer(
  context: Context,
  question: {
    of: readonly string[]
    direction: 'DEPENDENTS' | 'DEPENDENCIES'
    depth?: number
    on: string
    includePlanned: boolean
  },
): Promise<Answer> {
  const { of, direction, on, includePlanned } = question
  if (of.length === 0) throw InvalidInput.at(['of'], 'is empty; name what the question is about')
  if (of.length > MOST_IDS)
    throw InvalidInput.at(['of'], `has ${of.length} ids; at most ${MOST_IDS} are answered at once`)
  const types = direction === 'DEPENDENTS' ? ['Service', 'Asset'] : ['Objective', 'Service', 'Asset']
  const set = of.map((id, index) => decodeGlobalId(id, types, ['of', String(index)]) as GraphNodeRef)
  const ids = (type: GraphNodeRef['type']) => set.filter((node) => node.type === type).map(({ id }) => id)
  const depth = question.depth === undefined ? {} : { depth: question.depth }
  const options = { on, includePlanned, ...depth }
  const db = context.db.kysely
  if (direction === 'DEPENDENTS') {
    const graph = await upwardGraph(context, set, options)
    const found = impact(graph, set, depth)
    return { ...found, pathTo: (node) => found.pathTo(node) }
  }
  const graph = await loadDownward(
    db,
    { objectives: ids('Objective'), services: ids('Service'), assets: ids('Asset') },
    options,
  )
  const found = dependencies(graph, set, depth)
  return { ...found, valueAtRisk: null, objectives: [], groups: [], pathTo: (node) => found.pathTo(node) }
}

function depthFrom(depth: number): number {
  if (depth >= 0) return depth
  throw InvalidInput.at(['depth'], `is ${depth}; it is 0 or more steps`)
}
