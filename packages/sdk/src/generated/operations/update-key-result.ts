// Generated from Mutation.updateKeyResult by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateKeyResultMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateKeyResultInput;
};

export type UpdateKeyResultMutation = { readonly updateKeyResult:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateKeyResultPayload', readonly keyResult: { readonly createdAt: string, readonly current: number | null, readonly id: string, readonly keepAbove: number | null, readonly keepBelow: number | null, readonly kind: Open<Types.KeyResultKind>, readonly manualCurrent: number | null, readonly name: string, readonly periodUnit: Open<Types.KeyResultPeriod> | null, readonly scoreAspect: Open<Types.SurveyAspect> | null, readonly scoreMeasure: Open<Types.SurveyMeasure> | null, readonly scoreSubject: Open<Types.SurveySubject> | null, readonly start: number | null, readonly target: number | null, readonly title: string, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly progress: { readonly value: number | null }, readonly scoreService: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Updates the given fields of a KeyResult. Null clears an optional field.
 */
export const UpdateKeyResult: Document<Payloads<UpdateKeyResultMutation>, UpdateKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateKeyResult',
  text: "mutation UpdateKeyResult($dryRun:Boolean!=false$input:UpdateKeyResultInput!){updateKeyResult(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateKeyResultPayload{keyResult{createdAt current id keepAbove keepBelow kind manualCurrent metric{id name}name objective{id name title}periodUnit progress{value}scoreAspect scoreMeasure scoreService{id name}scoreSubject slo{id name}source{id name}start target title unit updatedAt version weight}}}}",
};
