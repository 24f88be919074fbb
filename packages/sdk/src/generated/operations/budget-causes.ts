// Generated from Query.budgetCauses by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type BudgetCausesQueryVariables = {
  at?: string | null | undefined;
  slo: Types.NodeRef;
  without?: ReadonlyArray<Types.NodeRef>;
  withoutOwnChanges?: boolean;
};

export type BudgetCausesQuery = { readonly budgetCauses: { readonly allowed: number, readonly bad: number, readonly correctedBad: number, readonly dependencies: number, readonly ownChanges: number, readonly remaining: number, readonly total: number, readonly unexplained: number, readonly windowEnd: string, readonly windowStart: string, readonly explanation: { readonly formula: string, readonly source: string, readonly version: number, readonly inputs: ReadonlyArray<{ readonly name: string, readonly unit: string | null, readonly value: unknown }>, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }> }, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly slo: { readonly alerting: boolean, readonly budgetingMethod: Open<Types.SloBudgetingMethod>, readonly createdAt: string, readonly description: string, readonly duration: string, readonly id: string, readonly indicator: Open<Types.SloIndicator>, readonly labels: unknown, readonly name: string, readonly operator: Open<Types.SloOperator> | null, readonly startTime: string | null, readonly target: number, readonly threshold: number | null, readonly timeSliceTarget: number | null, readonly timeSliceWindow: string | null, readonly timeZone: string | null, readonly updatedAt: string, readonly version: number, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly metric: { readonly id: string, readonly name: string }, readonly service: { readonly id: string, readonly name: string }, readonly status: { readonly allowed: number, readonly at: string, readonly attainment: number | null, readonly bad: number, readonly burnRate: number | null, readonly computedAt: string | null, readonly correctedBad: number, readonly coverage: number | null, readonly exhaustedAt: string | null, readonly good: number, readonly isProjected: boolean, readonly outcome: Open<Types.SloOutcome>, readonly remaining: number, readonly wholeWindow: number, readonly windowEnd: string, readonly windowStart: string }, readonly totalMetric: { readonly id: string, readonly name: string } | null } | null } };

/**
 * Who spent the error budget of an SLO: own changes, dependencies, or what is unexplained. Each bad event of the window, after agreed maintenance, belongs to the first cause that holds at its instant: an own change that was being made or whose caused incident was open, of several the one that began last; then a live dependency that was bad by its own SLO or a firing alert, of several the one with the largest strength × share of bad events.
 */
export const BudgetCauses: Document<BudgetCausesQuery, BudgetCausesQueryVariables> = {
  kind: 'query',
  name: 'BudgetCauses',
  text: "query BudgetCauses($at:DateTime$slo:NodeRef!$without:[NodeRef!]!=[]$withoutOwnChanges:Boolean!=false){budgetCauses(at:$at slo:$slo without:$without withoutOwnChanges:$withoutOwnChanges){allowed bad correctedBad dependencies explanation{formula inputs{name unit value}reasons{code text}source version}ownChanges reasons{code text}remaining slo{alerting budgetingMethod createdAt description duration feasibility{exact isPossible lower promised upper}id indicator labels metric{id name}name operator service{id name}startTime status{allowed at attainment bad burnRate computedAt correctedBad coverage exhaustedAt good isProjected outcome remaining wholeWindow windowEnd windowStart}target threshold timeSliceTarget timeSliceWindow timeZone totalMetric{id name}updatedAt version}total unexplained windowEnd windowStart}}",
};
