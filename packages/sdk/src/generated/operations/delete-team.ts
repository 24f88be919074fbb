// Generated from Mutation.deleteTeam by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteTeamMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteTeamInput;
};

export type DeleteTeamMutation = { readonly deleteTeam:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteTeamPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Team with its links. Its history stays in the audit trail.
 */
export const DeleteTeam: Document<Payloads<DeleteTeamMutation>, DeleteTeamMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteTeam',
  text: "mutation DeleteTeam($dryRun:Boolean!=false$input:DeleteTeamInput!){deleteTeam(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteTeamPayload{deletedId}}}",
};
