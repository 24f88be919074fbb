import { builder, Node } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Objective } from '../objectives/graphql.ts'
import type { ObjectiveAtRisk, PartAtRisk } from './at-risk.ts'
import { StepRef } from './path-graphql.ts'

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

export const AtRiskRef = builder.objectRef<ObjectiveAtRisk>('ObjectiveAtRisk').implement({
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
