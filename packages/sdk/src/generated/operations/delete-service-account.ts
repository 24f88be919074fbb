// Generated from Mutation.deleteServiceAccount by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteServiceAccountMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteServiceAccountInput;
};

export type DeleteServiceAccountMutation = { readonly deleteServiceAccount:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteServiceAccountPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a ServiceAccount with its links. Its history stays in the audit trail.
 */
export const DeleteServiceAccount: Document<Payloads<DeleteServiceAccountMutation>, DeleteServiceAccountMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteServiceAccount',
  text: "mutation DeleteServiceAccount($dryRun:Boolean!=false$input:DeleteServiceAccountInput!){deleteServiceAccount(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteServiceAccountPayload{deletedId}}}",
};
