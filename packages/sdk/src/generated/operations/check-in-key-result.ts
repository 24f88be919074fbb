// Generated from Mutation.checkInKeyResult by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CheckInKeyResultMutationVariables = {
  dryRun?: boolean;
  input: Types.CheckInKeyResultInput;
};

export type CheckInKeyResultMutation = { readonly checkInKeyResult:
    | { readonly __typename: 'CheckInKeyResultPayload', readonly checkIn: { readonly at: string, readonly confidence: number | null, readonly createdAt: string, readonly id: string, readonly note: string, readonly updatedAt: string, readonly value: number, readonly version: number, readonly keyResult: { readonly id: string, readonly name: string, readonly title: string } }, readonly keyResult: { readonly createdAt: string, readonly current: number | null, readonly id: string, readonly keepAbove: number | null, readonly keepBelow: number | null, readonly kind: Open<Types.KeyResultKind>, readonly manualCurrent: number | null, readonly name: string, readonly periodUnit: Open<Types.KeyResultPeriod> | null, readonly scoreAspect: Open<Types.SurveyAspect> | null, readonly scoreMeasure: Open<Types.SurveyMeasure> | null, readonly scoreSubject: Open<Types.SurveySubject> | null, readonly start: number | null, readonly target: number | null, readonly title: string, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly progress: { readonly value: number | null }, readonly scoreService: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Enters the value of a key result at a time, with a confidence and a note. The latest check-in is its value where nothing else is measured; of MAINTAIN the last one in each period.
 */
export const CheckInKeyResult: Document<Payloads<CheckInKeyResultMutation>, CheckInKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'CheckInKeyResult',
  text: "mutation CheckInKeyResult($dryRun:Boolean!=false$input:CheckInKeyResultInput!){checkInKeyResult(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CheckInKeyResultPayload{checkIn{at confidence createdAt id keyResult{id name title}note updatedAt value version}keyResult{createdAt current id keepAbove keepBelow kind manualCurrent metric{id name}name objective{id name title}periodUnit progress{value}scoreAspect scoreMeasure scoreService{id name}scoreSubject slo{id name}source{id name}start target title unit updatedAt version weight}}}}",
};
