// Generated from Mutation.deleteChange by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteChangeMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteChangeInput;
};

export type DeleteChangeMutation = { readonly deleteChange:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteChangePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Change with its links. Its history stays in the audit trail.
 */
export const DeleteChange: Document<Payloads<DeleteChangeMutation>, DeleteChangeMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteChange',
  text: "mutation DeleteChange($dryRun:Boolean!=false$input:DeleteChangeInput!){deleteChange(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteChangePayload{deletedId}}}",
};
