import { builder } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { visibleTo } from '../graph/visibility.ts'
import { AffectedConnectionRef, affectedPage } from './affected-graphql.ts'
import { AtRiskRef } from './at-risk-graphql.ts'
import type { Impact } from './impact.ts'
import { GroupRef } from './path-graphql.ts'
import type { Simulation } from './simulation.ts'
import { SimulationRef } from './simulation-graphql.ts'

/** What the query `impact` answers, in either direction. */
export interface ImpactAnswer {
  readonly found: Pick<Impact, 'objectives' | 'affected' | 'groups' | 'pathTo' | 'explanation'> & {
    readonly valueAtRisk: number | null
  }
  /** Null where no failure is asked about. */
  readonly simulation: (() => Simulation) | null
}

export const ImpactRef = builder.objectRef<ImpactAnswer>('Impact').implement({
  description: 'Effects of a failure, or the dependencies of a node.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    valueAtRisk: t.float({
      nullable: true,
      resolve: ({ found: { valueAtRisk } }) => (valueAtRisk === null ? null : significant(valueAtRisk)),
      description:
        'Value at risk: share of the weighted active objectives that is affected, from 0 to 1. Null if direction is DEPENDENCIES.',
    }),
    objectives: t.field({
      type: [AtRiskRef],
      extensions: cost({ size: 20 }),
      description:
        'Active objectives at risk, by value at risk in descending order. Their sum is valueAtRisk. Empty if direction is DEPENDENCIES.',
      resolve: ({ found }) => found.objectives,
    }),
    affected: t.field({
      type: AffectedConnectionRef,
      description: 'Affected nodes, including the given ones, by impact factor in descending order.',
      args: pageOnlyArgs(),
      resolve: ({ found }, args) => affectedPage(found, args),
    }),
    groups: t.field({
      type: [GroupRef],
      extensions: cost({ size: 10 }),
      description:
        'Redundancy groups with affected members, whether they fail or not. Empty if direction is DEPENDENCIES.',
      resolve: ({ found }) => found.groups,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the result was computed.',
      resolve: ({ found }) => found.explanation,
    }),
    simulation: t.field({
      type: SimulationRef,
      nullable: true,
      extensions: cost({ points: ANALYSIS_POINTS }),
      description:
        'The same failure while other nodes are down already: those of alsoDown and, with includeAlerts, those that firing alerts are correlated to. All other fields are about the failure with nothing else down. Null if direction is DEPENDENCIES.',
      resolve: ({ simulation }) => simulation?.() ?? null,
    }),
  }),
})
