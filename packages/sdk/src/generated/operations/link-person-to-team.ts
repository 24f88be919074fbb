// Generated from Mutation.linkPersonToTeam by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkPersonToTeamMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkPersonToTeamInput;
};

export type LinkPersonToTeamMutation = { readonly linkPersonToTeam:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkPersonToTeamPayload', readonly membership: { readonly createdAt: string, readonly id: string, readonly issuer: string | null, readonly role: Open<Types.MembershipRole>, readonly updatedAt: string, readonly version: number, readonly person: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } }, readonly person: { readonly active: boolean, readonly createdAt: string, readonly email: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> }, readonly team: { readonly contact: string | null, readonly costCentre: string | null, readonly createdAt: string, readonly id: string, readonly kind: Open<Types.TeamKind>, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly parent: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Makes a person a member of a team. An existing membership is updated with the given role, and sign-ins do not remove it any more.
 */
export const LinkPersonToTeam: Document<Payloads<LinkPersonToTeamMutation>, LinkPersonToTeamMutationVariables> = {
  kind: 'mutation',
  name: 'LinkPersonToTeam',
  text: "mutation LinkPersonToTeam($dryRun:Boolean!=false$input:LinkPersonToTeamInput!){linkPersonToTeam(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkPersonToTeamPayload{membership{createdAt id issuer person{id name}role source{id name}team{id name}updatedAt version}person{active createdAt email id labels name provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}team{contact costCentre createdAt id kind labels name parent{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
