// Generated from Mutation.deleteAllocation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteAllocationMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteAllocationInput;
};

export type DeleteAllocationMutation = { readonly deleteAllocation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteAllocationPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes an Allocation with its links. Its history stays in the audit trail.
 */
export const DeleteAllocation: Document<Payloads<DeleteAllocationMutation>, DeleteAllocationMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteAllocation',
  text: "mutation DeleteAllocation($dryRun:Boolean!=false$input:DeleteAllocationInput!){deleteAllocation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteAllocationPayload{deletedId}}}",
};
