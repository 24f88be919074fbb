import { builder, Node } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { AffectedConnectionRef, affectedPage } from './affected-graphql.ts'
import { AtRiskRef } from './at-risk-graphql.ts'
import { GroupRef } from './path-graphql.ts'
import type { DownNode, Simulation } from './simulation.ts'

const DownNodeRef = builder.objectRef<DownNode>('DownNode').implement({
  description: 'A service or asset that is down already.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The service or asset. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'The name of the node.', resolve: ({ node }) => node.name }),
    alerts: t.field({
      type: [Node],
      nullable: { list: false, items: true },
      extensions: cost({ size: 3 }),
      description:
        'Firing alerts that are correlated to it, the earliest first. Empty if only alsoDown names it. Null in place of an alert that was deleted during the query.',
      resolve: ({ alerts }, _args, context, info) =>
        Promise.all(alerts.map(({ id }) => loadNode(context, info, { type: 'Alert', id }))),
    }),
  }),
})

export const SimulationRef = builder.objectRef<Simulation>('ImpactSimulation').implement({
  description: 'What a failure adds to the nodes that are down already.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    valueAtRiskBefore: t.float({
      description: 'Value at risk of the nodes that are down already, from 0 to 1.',
      resolve: ({ valueAtRiskBefore }) => significant(valueAtRiskBefore),
    }),
    valueAtRisk: t.float({
      description: 'Value at risk of these nodes and the failure together, from 0 to 1.',
      resolve: ({ together }) => significant(together.valueAtRisk),
    }),
    addedValueAtRisk: t.float({
      description: 'What the failure adds: valueAtRisk less valueAtRiskBefore.',
      resolve: ({ addedValueAtRisk }) => significant(addedValueAtRisk),
    }),
    down: t.field({
      type: [DownNodeRef],
      extensions: cost({ size: 20 }),
      description:
        'Nodes that are down already, by name. Nodes that do not count are left out; the explanation names them.',
      resolve: ({ down }) => down,
    }),
    objectives: t.field({
      type: [AtRiskRef],
      extensions: cost({ size: 20 }),
      description:
        'Active objectives that all of these nodes together put at risk, by value at risk in descending order. A path begins at the node that decides it, whether it fails or is down already.',
      resolve: ({ together }) => together.objectives,
    }),
    affected: t.field({
      type: AffectedConnectionRef,
      description: 'Nodes that all of these nodes together affect, by impact factor in descending order.',
      args: pageOnlyArgs(),
      resolve: ({ together }, args) => affectedPage(together, args),
    }),
    groups: t.field({
      type: [GroupRef],
      extensions: cost({ size: 10 }),
      description: 'Redundancy groups with members that any of these nodes affects.',
      resolve: ({ together }) => together.groups,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the figures were computed, and which alerts count nodes as down.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})
