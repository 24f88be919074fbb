// Generated from Mutation.deleteKeyResult by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteKeyResultMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteKeyResultInput;
};

export type DeleteKeyResultMutation = { readonly deleteKeyResult:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteKeyResultPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a KeyResult with its links. Its history stays in the audit trail.
 */
export const DeleteKeyResult: Document<Payloads<DeleteKeyResultMutation>, DeleteKeyResultMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteKeyResult',
  text: "mutation DeleteKeyResult($dryRun:Boolean!=false$input:DeleteKeyResultInput!){deleteKeyResult(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteKeyResultPayload{deletedId}}}",
};
