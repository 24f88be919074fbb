// Generated from Mutation.grantRole by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type GrantRoleMutationVariables = {
  dryRun?: boolean;
  input: Types.GrantRoleInput;
};

export type GrantRoleMutation = { readonly grantRole:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'GrantRolePayload', readonly roleGrant: { readonly createdAt: string, readonly id: string, readonly role: Open<Types.Role>, readonly updatedAt: string, readonly version: number, readonly person: { readonly id: string, readonly name: string } | null, readonly serviceAccount: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Gives a role to a person, for its sign-ins, or to a service account with all of its tokens. It counts from the next request on; open subscriptions end.
 */
export const GrantRole: Document<Payloads<GrantRoleMutation>, GrantRoleMutationVariables> = {
  kind: 'mutation',
  name: 'GrantRole',
  text: "mutation GrantRole($dryRun:Boolean!=false$input:GrantRoleInput!){grantRole(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on GrantRolePayload{roleGrant{createdAt id person{id name}role serviceAccount{id name}team{id name}updatedAt version}}}}",
};
