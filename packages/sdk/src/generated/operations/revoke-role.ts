// Generated from Mutation.revokeRole by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RevokeRoleMutationVariables = {
  dryRun?: boolean;
  input: Types.RevokeRoleInput;
};

export type RevokeRoleMutation = { readonly revokeRole:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RevokeRolePayload', readonly deletedId: string }
   };

/**
 * Takes a role away. It counts from the next request on; open subscriptions end.
 */
export const RevokeRole: Document<Payloads<RevokeRoleMutation>, RevokeRoleMutationVariables> = {
  kind: 'mutation',
  name: 'RevokeRole',
  text: "mutation RevokeRole($dryRun:Boolean!=false$input:RevokeRoleInput!){revokeRole(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RevokeRolePayload{deletedId}}}",
};
