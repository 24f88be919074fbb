// Generated from Mutation.deleteSlo by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteSloMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteSloInput;
};

export type DeleteSloMutation = { readonly deleteSlo:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteSloPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Slo with its links. Its history stays in the audit trail.
 */
export const DeleteSlo: Document<Payloads<DeleteSloMutation>, DeleteSloMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteSlo',
  text: "mutation DeleteSlo($dryRun:Boolean!=false$input:DeleteSloInput!){deleteSlo(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteSloPayload{deletedId}}}",
};
