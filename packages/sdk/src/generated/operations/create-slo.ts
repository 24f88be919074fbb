// Generated from Mutation.createSlo by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateSloMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateSloInput;
};

export type CreateSloMutation = { readonly createSlo:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateSloPayload', readonly slo: { readonly alerting: boolean, readonly budgetingMethod: Open<Types.SloBudgetingMethod>, readonly createdAt: string, readonly description: string, readonly duration: string, readonly id: string, readonly indicator: Open<Types.SloIndicator>, readonly labels: unknown, readonly name: string, readonly operator: Open<Types.SloOperator> | null, readonly startTime: string | null, readonly target: number, readonly threshold: number | null, readonly timeSliceTarget: number | null, readonly timeSliceWindow: string | null, readonly timeZone: string | null, readonly updatedAt: string, readonly version: number, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly metric: { readonly id: string, readonly name: string }, readonly service: { readonly id: string, readonly name: string }, readonly status: { readonly allowed: number, readonly at: string, readonly attainment: number | null, readonly bad: number, readonly burnRate: number | null, readonly computedAt: string | null, readonly correctedBad: number, readonly coverage: number | null, readonly exhaustedAt: string | null, readonly good: number, readonly isProjected: boolean, readonly outcome: Open<Types.SloOutcome>, readonly remaining: number, readonly wholeWindow: number, readonly windowEnd: string, readonly windowStart: string }, readonly totalMetric: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Slo.
 */
export const CreateSlo: Document<Payloads<CreateSloMutation>, CreateSloMutationVariables> = {
  kind: 'mutation',
  name: 'CreateSlo',
  text: "mutation CreateSlo($dryRun:Boolean!=false$input:CreateSloInput!){createSlo(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateSloPayload{slo{alerting budgetingMethod createdAt description duration feasibility{exact isPossible lower promised upper}id indicator labels metric{id name}name operator service{id name}startTime status{allowed at attainment bad burnRate computedAt correctedBad coverage exhaustedAt good isProjected outcome remaining wholeWindow windowEnd windowStart}target threshold timeSliceTarget timeSliceWindow timeZone totalMetric{id name}updatedAt version}}}}",
};
