// Generated from Mutation.updateTeam by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateTeamMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateTeamInput;
};

export type UpdateTeamMutation = { readonly updateTeam:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateTeamPayload', readonly team: { readonly contact: string | null, readonly costCentre: string | null, readonly createdAt: string, readonly id: string, readonly kind: Open<Types.TeamKind>, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly parent: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
   };

/**
 * Updates the given fields of a Team. Null clears an optional field.
 */
export const UpdateTeam: Document<Payloads<UpdateTeamMutation>, UpdateTeamMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateTeam',
  text: "mutation UpdateTeam($dryRun:Boolean!=false$input:UpdateTeamInput!){updateTeam(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateTeamPayload{team{contact costCentre createdAt id kind labels name parent{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
