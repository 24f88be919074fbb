// Generated from Query.slo by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SloQueryVariables = {
  by: Types.NodeRef;
};

export type SloQuery = { readonly slo: { readonly alerting: boolean, readonly budgetingMethod: Open<Types.SloBudgetingMethod>, readonly createdAt: string, readonly description: string, readonly duration: string, readonly id: string, readonly indicator: Open<Types.SloIndicator>, readonly labels: unknown, readonly name: string, readonly operator: Open<Types.SloOperator> | null, readonly startTime: string | null, readonly target: number, readonly threshold: number | null, readonly timeSliceTarget: number | null, readonly timeSliceWindow: string | null, readonly timeZone: string | null, readonly updatedAt: string, readonly version: number, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly metric: { readonly id: string, readonly name: string }, readonly service: { readonly id: string, readonly name: string }, readonly status: { readonly allowed: number, readonly at: string, readonly attainment: number | null, readonly bad: number, readonly burnRate: number | null, readonly computedAt: string | null, readonly correctedBad: number, readonly coverage: number | null, readonly exhaustedAt: string | null, readonly good: number, readonly isProjected: boolean, readonly outcome: Open<Types.SloOutcome>, readonly remaining: number, readonly wholeWindow: number, readonly windowEnd: string, readonly windowStart: string }, readonly totalMetric: { readonly id: string, readonly name: string } | null } | null };

/**
 * One Slo by its ID or external reference; null where there is none.
 */
export const Slo: Document<SloQuery, SloQueryVariables> = {
  kind: 'query',
  name: 'Slo',
  text: "query Slo($by:NodeRef!){slo(by:$by){alerting budgetingMethod createdAt description duration feasibility{exact isPossible lower promised upper}id indicator labels metric{id name}name operator service{id name}startTime status{allowed at attainment bad burnRate computedAt correctedBad coverage exhaustedAt good isProjected outcome remaining wholeWindow windowEnd windowStart}target threshold timeSliceTarget timeSliceWindow timeZone totalMetric{id name}updatedAt version}}",
};
