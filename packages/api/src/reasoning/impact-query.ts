import { RelationKind } from '../assets/graphql.ts'
import { type ArrayPage, arrayPage } from '../graph/array-connection.ts'
import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import type { Context } from '../graph/context.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Explanation } from '../graph/explanation.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Objective } from '../objectives/graphql.ts'
import { RedundancyGroup, Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import { dependencies } from './dependencies.ts'
import { type AffectedNode, impact, type ObjectiveAtRisk } from './impact.ts'
import type { GraphNodeRef } from './network.ts'
import type { GroupAtRisk, PathStep, Via } from './path.ts'
import { loadDownward, loadUpward } from './store.ts'
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
    members: t.exposeInt('members', { description: 'Number of members that are not retired.' }),
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

const AtRiskRef = builder.objectRef<ObjectiveAtRisk>('ObjectiveAtRisk').implement({
  description: 'An active objective that is affected.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    objective: entityField(Objective, {
      description: 'Objective. Null if it was deleted during the query.',
      nullable: true,
      id: ({ objective }: ObjectiveAtRisk) => objective.id,
    }),
    weight: t.exposeFloat('weight', {
      description: 'Share in the total weight of active objectives, from 0 to 1.',
    }),
    impactFactor: t.exposeFloat('reach', {
      description: 'Impact factor, from 0 to 1: the product of the strengths on the strongest path.',
    }),
    valueAtRisk: t.exposeFloat('valueAtRisk', { description: 'Weight times impact factor.' }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description: 'Strongest path from the failed node to the objective.',
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
    impactFactor: t.float({ description: 'Impact factor, from 0 to 1.', resolve: ({ item }) => item.reach }),
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
    valueAtRisk: t.exposeFloat('valueAtRisk', {
      nullable: true,
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
        description: 'Date for which active contributions are selected. Defaults to today.',
      }),
    },
    resolve: async (_root, { of, direction, depth, on }, context) =>
      answer(context, {
        of,
        direction,
        ...(depth == null ? {} : { depth: depthFrom(depth) }),
        on: on ?? today(context, await settingsOf(context)),
      }),
  }),
)

async function answer(
  context: Context,
  question: { of: readonly string[]; direction: 'DEPENDENTS' | 'DEPENDENCIES'; depth?: number; on: string },
): Promise<Answer> {
  const { of, direction, on } = question
  if (of.length === 0) throw InvalidInput.at(['of'], 'is empty; name what the question is about')
  if (of.length > MOST_IDS)
    throw InvalidInput.at(['of'], `has ${of.length} ids; at most ${MOST_IDS} are answered at once`)
  const types = direction === 'DEPENDENTS' ? ['Service', 'Asset'] : ['Objective', 'Service', 'Asset']
  const set = of.map((id, index) => decodeGlobalId(id, types, ['of', String(index)]) as GraphNodeRef)
  const ids = (type: GraphNodeRef['type']) => set.filter((node) => node.type === type).map(({ id }) => id)
  const options = question.depth === undefined ? {} : { depth: question.depth }
  const db = context.db.kysely
  if (direction === 'DEPENDENTS') {
    const graph = await loadUpward(db, { services: ids('Service'), assets: ids('Asset') }, { on, ...options })
    const found = impact(graph, set, options)
    return { ...found, pathTo: (node) => found.pathTo(node) }
  }
  const graph = await loadDownward(
    db,
    { objectives: ids('Objective'), services: ids('Service'), assets: ids('Asset') },
    { on, ...options },
  )
  const found = dependencies(graph, set, options)
  return { ...found, valueAtRisk: null, objectives: [], groups: [], pathTo: (node) => found.pathTo(node) }
}

function depthFrom(depth: number): number {
  if (depth >= 0) return depth
  throw InvalidInput.at(['depth'], `is ${depth}; it is 0 or more steps`)
}
