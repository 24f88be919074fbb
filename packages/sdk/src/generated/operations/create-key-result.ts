// Generated from operations/create-key-result.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateKeyResultMutationVariables = {
  input: Types.CreateKeyResultInput;
};

export type CreateKeyResultMutation = { readonly createKeyResult:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateKeyResultPayload', readonly keyResult: { readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly progress: { readonly value: number | null } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type KeyResultFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly progress: { readonly value: number | null } };

/**
 * Adds a key result to an objective.
 */
export const CreateKeyResult: Document<Payloads<CreateKeyResultMutation>, CreateKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'CreateKeyResult',
  text: "mutation CreateKeyResult($input:CreateKeyResultInput!){createKeyResult(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateKeyResultPayload{keyResult{...KeyResultFields}}}}fragment KeyResultFields on KeyResult{id version title unit start current target weight progress{value}}",
};
