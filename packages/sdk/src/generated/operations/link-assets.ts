// Generated from Mutation.linkAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkAssetsMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkAssetsInput;
};

export type LinkAssetsMutation = { readonly linkAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkAssetsPayload', readonly relation: { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.AssetRelationKind>, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly from: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null, readonly to: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates or updates a relation between two assets as a claim of a user, in addition to the relations of the sources.
 */
export const LinkAssets: Document<Payloads<LinkAssetsMutation>, LinkAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'LinkAssets',
  text: "mutation LinkAssets($dryRun:Boolean!=false$input:LinkAssetsInput!){linkAssets(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkAssetsPayload{relation{createdAt from{id name}id kind source{id name}strength to{id name}updatedAt version}}}}",
};
