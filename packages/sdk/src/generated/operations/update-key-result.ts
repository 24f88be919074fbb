// Generated from operations/update-key-result.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateKeyResultMutationVariables = {
  input: Types.UpdateKeyResultInput;
};

export type UpdateKeyResultMutation = { readonly updateKeyResult:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateKeyResultPayload', readonly keyResult: { readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly progress: { readonly value: number | null } } }
   };

export type KeyResultFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly progress: { readonly value: number | null } };

/**
 * Changes what is given of a key result, such as its current value.
 */
export const UpdateKeyResult: Document<Payloads<UpdateKeyResultMutation>, UpdateKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateKeyResult',
  text: "mutation UpdateKeyResult($input:UpdateKeyResultInput!){updateKeyResult(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateKeyResultPayload{keyResult{...KeyResultFields}}}}fragment KeyResultFields on KeyResult{id version title unit start current target weight progress{value}}",
};
