// Generated from Mutation.unlinkAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkAssetsMutationVariables = {
  dryRun?: boolean;
  input: Types.UnlinkAssetsInput;
};

export type UnlinkAssetsMutation = { readonly unlinkAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkAssetsPayload', readonly removed: number }
   };

/**
 * Deletes a relation that a user created. Relations of the sources are kept.
 */
export const UnlinkAssets: Document<Payloads<UnlinkAssetsMutation>, UnlinkAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkAssets',
  text: "mutation UnlinkAssets($dryRun:Boolean!=false$input:UnlinkAssetsInput!){unlinkAssets(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkAssetsPayload{removed}}}",
};
