// Generated from Mutation.deleteRedundancyGroup by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteRedundancyGroupMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteRedundancyGroupInput;
};

export type DeleteRedundancyGroupMutation = { readonly deleteRedundancyGroup:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteRedundancyGroupPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a RedundancyGroup with its links. Its history stays in the audit trail.
 */
export const DeleteRedundancyGroup: Document<Payloads<DeleteRedundancyGroupMutation>, DeleteRedundancyGroupMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteRedundancyGroup',
  text: "mutation DeleteRedundancyGroup($dryRun:Boolean!=false$input:DeleteRedundancyGroupInput!){deleteRedundancyGroup(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteRedundancyGroupPayload{deletedId}}}",
};
