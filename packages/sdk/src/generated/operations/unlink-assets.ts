// Generated from Mutation.unlinkAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkAssetsMutationVariables = {
  input: Types.UnlinkAssetsInput;
};

export type UnlinkAssetsMutation = { readonly unlinkAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkAssetsPayload', readonly removed: number }
   };

/**
 * Takes back what a person said of how two assets stand to each other; what sources say stays.
 */
export const UnlinkAssets: Document<Payloads<UnlinkAssetsMutation>, UnlinkAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkAssets',
  text: "mutation UnlinkAssets($input:UnlinkAssetsInput!){unlinkAssets(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkAssetsPayload{removed}}}",
};
