import { RelationKind } from '../assets/graphql.ts'
import { type ArrayPage, arrayPage } from '../graph/array-connection.ts'
import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import type { Context } from '../graph/context.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Explanation } from '../graph/explanation.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Objective } from '../objectives/graphql.ts'
import { RedundancyGroup, Service } from '../services/graphql.ts'
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
    DEPENDENTS: { description: 'To what suffers when this fails: services, objectives.' },
    DEPENDENCIES: { description: 'To what this leans on: services, assets.' },
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
  description: 'A redundancy group of which members are hit.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    group: entityField(RedundancyGroup, {
      description: 'The group.',
      nullable: true,
      id: ({ id }: GroupAtRisk) => id,
    }),
    service: entityField(Service, {
      description: 'The service that needs it.',
      nullable: true,
      id: ({ service }: GroupAtRisk) => service.id,
    }),
    minAvailable: t.exposeInt('minAvailable', { description: 'How many members must hold.' }),
    members: t.exposeInt('members', { description: 'How many members it has, retired ones left out.' }),
    failureThreshold: t.exposeInt('failureThreshold', {
      description: 'How many must be hit before the service is.',
    }),
    affectedMembers: t.field({
      type: [Node],
      nullable: { list: false, items: true },
      description: 'The members that are hit, hardest first; on a path only those that decide it.',
      resolve: ({ hit }, _args, context, info) =>
        Promise.all(hit.map((node) => loadNode(context, info, node))),
    }),
    fails: t.exposeBoolean('fails', { description: 'Whether so many are hit that the service is.' }),
  }),
})

const ViaRef = builder.objectRef<Via>('PathVia').implement({
  description: 'How a path came from the step before.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    kind: t.field({
      type: StepKind,
      description: 'What ties the two together.',
      resolve: ({ kind }) => kind,
    }),
    strength: t.exposeFloat('strength', {
      description: 'The share of the failure that passes, from 0 to 1.',
    }),
    group: t.field({
      type: GroupRef,
      nullable: true,
      description: 'The redundancy group it leads through.',
      resolve: ({ group }) => group,
    }),
    text: t.exposeString('text', { description: 'The step in words.' }),
  }),
})

const StepRef = builder.objectRef<PathStep>('PathStep').implement({
  description: 'One step of a path.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'Where the path is by now; null if it was deleted just now.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'The name or title of the node.', resolve: ({ node }) => node.name }),
    via: t.field({
      type: ViaRef,
      nullable: true,
      description: 'How it came there; null at the start.',
      resolve: ({ via }) => via,
    }),
  }),
})

const AtRiskRef = builder.objectRef<ObjectiveAtRisk>('ObjectiveAtRisk').implement({
  description: 'An active objective that is affected, and how hard.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    objective: entityField(Objective, {
      description: 'The objective; null if it was deleted just now.',
      nullable: true,
      id: ({ objective }: ObjectiveAtRisk) => objective.id,
    }),
    weight: t.exposeFloat('weight', {
      description: 'Its share in the worth of all active objectives, from 0 to 1.',
    }),
    impactFactor: t.exposeFloat('reach', {
      description: 'How hard it is hit, from 0 to 1: the product of the strengths on the worst path.',
    }),
    valueAtRisk: t.exposeFloat('valueAtRisk', { description: 'Weight times impact factor.' }),
    path: t.field({
      type: [StepRef],
      description: 'The worst path, from what fails up to the objective.',
      resolve: ({ path }) => path,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'Where the figures come from.',
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
  description: 'Something that is affected, with its place in the list.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'The place of this edge in the list.' }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'What is reached; null if it was deleted just now.',
      resolve: ({ item }, _args, context, info) => loadNode(context, info, item.node),
    }),
    impactFactor: t.float({ description: 'How hard, from 0 to 1.', resolve: ({ item }) => item.reach }),
    steps: t.int({ description: 'Steps of the strongest path to it.', resolve: ({ item }) => item.steps }),
    path: t.field({
      type: [StepRef],
      description: 'The strongest path to it.',
      resolve: ({ item, pathTo }) => pathTo(item.node),
    }),
  }),
})

type AffectedPage = ArrayPage<AffectedNode> & { readonly pathTo: Answer['pathTo'] }

const AffectedConnectionRef = builder.objectRef<AffectedPage>('AffectedConnection').implement({
  description: 'A page of what is reached.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    edges: t.field({
      type: [AffectedEdgeRef],
      description: 'The rows of this page.',
      resolve: ({ edges, pathTo }) => edges.map((edge) => ({ ...edge, pathTo })),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Where this page lies.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
    totalCount: t.exposeInt('totalCount', { description: 'How much is reached in all.' }),
  }),
})

const ImpactRef = builder.objectRef<Answer>('Impact').implement({
  description: 'What the failure of something does, or what something leans on.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    valueAtRisk: t.exposeFloat('valueAtRisk', {
      nullable: true,
      description:
        'The share of all active objectives that is at risk, from 0 to 1; null when asked for DEPENDENCIES.',
    }),
    objectives: t.field({
      type: [AtRiskRef],
      description:
        'The active objectives at risk, the one with most at risk first; they add up to valueAtRisk. Empty when asked for DEPENDENCIES.',
      resolve: ({ objectives }) => objectives,
    }),
    affected: t.field({
      type: AffectedConnectionRef,
      description: 'All that is affected, what was asked about included, hardest first.',
      args: pageOnlyArgs(),
      resolve: ({ affected, pathTo }, args) => ({
        ...arrayPage(affected, args, 'AFFECTED', ({ node }) => `${node.type}:${node.id}`),
        pathTo,
      }),
    }),
    groups: t.field({
      type: [GroupRef],
      description:
        'Every redundancy group of which members are hit, whether it holds or not. Empty when asked for DEPENDENCIES.',
      resolve: ({ groups }) => groups,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'Where it all comes from.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

builder.queryField('impact', (t) =>
  t.field({
    type: ImpactRef,
    description:
      'What fails with these services and assets, up to the objectives at risk, with the worst path for each; or, asked for DEPENDENCIES, what these objectives, services and assets lean on.',
    extensions: visibleTo('VIEWER'),
    args: {
      of: t.arg.idList({
        required: true,
        description: 'Services and assets; DEPENDENCIES also objectives. Up to 1,000; they fail together.',
      }),
      direction: t.arg({
        type: Direction,
        required: true,
        defaultValue: 'DEPENDENTS',
        description: 'Which way to follow dependencies.',
      }),
      depth: t.arg.int({ description: 'The most steps to follow; without it as far as it goes.' }),
      on: t.arg({
        type: 'Date',
        description: 'The day that is asked about: it decides which contributions count. Today if not said.',
      }),
    },
    resolve: (_root, { of, direction, depth, on }, context) =>
      answer(context, {
        of,
        direction,
        ...(depth == null ? {} : { depth: depthFrom(depth) }),
        on: on ?? today(context),
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
