import { RelationKind } from '../assets/graphql.ts'
import { builder, Node } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { RedundancyGroup, Service } from '../services/graphql.ts'
import type { GroupAtRisk, PathStep, Via } from './path.ts'

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

export const GroupRef = builder.objectRef<GroupAtRisk>('GroupAtRisk').implement({
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

export const StepRef = builder.objectRef<PathStep>('PathStep').implement({
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
