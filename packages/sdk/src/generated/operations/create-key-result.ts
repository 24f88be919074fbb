// Generated from Mutation.createKeyResult by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateKeyResultMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateKeyResultInput;
};

export type CreateKeyResultMutation = { readonly createKeyResult:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateKeyResultPayload', readonly keyResult: { readonly createdAt: string, readonly current: number | null, readonly id: string, readonly keepAbove: number | null, readonly keepBelow: number | null, readonly kind: Open<Types.KeyResultKind>, readonly manualCurrent: number | null, readonly name: string, readonly periodUnit: Open<Types.KeyResultPeriod> | null, readonly scoreAspect: Open<Types.SurveyAspect> | null, readonly scoreMeasure: Open<Types.SurveyMeasure> | null, readonly scoreSubject: Open<Types.SurveySubject> | null, readonly start: number | null, readonly target: number | null, readonly title: string, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly progress: { readonly value: number | null }, readonly scoreService: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new KeyResult.
 */
export const CreateKeyResult: Document<Payloads<CreateKeyResultMutation>, CreateKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'CreateKeyResult',
  text: "mutation CreateKeyResult($dryRun:Boolean!=false$input:CreateKeyResultInput!){createKeyResult(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateKeyResultPayload{keyResult{createdAt current id keepAbove keepBelow kind manualCurrent metric{id name}name objective{id name title}periodUnit progress{value}scoreAspect scoreMeasure scoreService{id name}scoreSubject slo{id name}source{id name}start target title unit updatedAt version weight}}}}",
};
