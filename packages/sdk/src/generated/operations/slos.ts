// Generated from Query.slos by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SlosQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.SloFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.SloOrder> | null | undefined;
};

export type SlosQuery = { readonly slos: { readonly nodes: ReadonlyArray<{ readonly alerting: boolean, readonly budgetingMethod: Open<Types.SloBudgetingMethod>, readonly createdAt: string, readonly description: string, readonly duration: string, readonly id: string, readonly indicator: Open<Types.SloIndicator>, readonly labels: unknown, readonly name: string, readonly operator: Open<Types.SloOperator> | null, readonly startTime: string | null, readonly target: number, readonly threshold: number | null, readonly timeSliceTarget: number | null, readonly timeSliceWindow: string | null, readonly timeZone: string | null, readonly updatedAt: string, readonly version: number, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly metric: { readonly id: string, readonly name: string }, readonly service: { readonly id: string, readonly name: string }, readonly status: { readonly allowed: number, readonly at: string, readonly attainment: number | null, readonly bad: number, readonly burnRate: number | null, readonly computedAt: string | null, readonly correctedBad: number, readonly coverage: number | null, readonly exhaustedAt: string | null, readonly good: number, readonly isProjected: boolean, readonly outcome: Open<Types.SloOutcome>, readonly remaining: number, readonly wholeWindow: number, readonly windowEnd: string, readonly windowStart: string }, readonly totalMetric: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All service level objectives.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Slos: Document<SlosQuery, SlosQueryVariables> = {
  kind: 'query',
  name: 'Slos',
  text: "query Slos($after:String$before:String$filter:SloFilter$first:Int=100$last:Int$orderBy:[SloOrder!]){slos(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{alerting budgetingMethod createdAt description duration feasibility{exact isPossible lower promised upper}id indicator labels metric{id name}name operator service{id name}startTime status{allowed at attainment bad burnRate computedAt correctedBad coverage exhaustedAt good isProjected outcome remaining wholeWindow windowEnd windowStart}target threshold timeSliceTarget timeSliceWindow timeZone totalMetric{id name}updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
