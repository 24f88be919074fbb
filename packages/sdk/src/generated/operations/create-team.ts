// Generated from operations/create-team.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateTeamMutationVariables = {
  input: Types.CreateTeamInput;
};

export type CreateTeamMutation = { readonly createTeam:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateTeamPayload', readonly team: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.TeamKind>, readonly costCentre: string | null, readonly contact: string | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type TeamFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.TeamKind>, readonly costCentre: string | null, readonly contact: string | null };

/**
 * Adds a team.
 */
export const CreateTeam: Document<Payloads<CreateTeamMutation>, CreateTeamMutationVariables> = {
  kind: 'mutation',
  name: 'CreateTeam',
  text: "mutation CreateTeam($input:CreateTeamInput!){createTeam(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateTeamPayload{team{...TeamFields}}}}fragment TeamFields on Team{id version name kind costCentre contact}",
};
