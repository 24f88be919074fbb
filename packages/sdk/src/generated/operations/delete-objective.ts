// Generated from Mutation.deleteObjective by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteObjectiveMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteObjectiveInput;
};

export type DeleteObjectiveMutation = { readonly deleteObjective:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteObjectivePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes an Objective with its links. Its history stays in the audit trail.
 */
export const DeleteObjective: Document<Payloads<DeleteObjectiveMutation>, DeleteObjectiveMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteObjective',
  text: "mutation DeleteObjective($dryRun:Boolean!=false$input:DeleteObjectiveInput!){deleteObjective(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteObjectivePayload{deletedId}}}",
};
