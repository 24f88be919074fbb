// Generated from operations/link-assets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkAssetsMutationVariables = {
  input: Types.LinkAssetsInput;
};

export type LinkAssetsMutation = { readonly linkAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkAssetsPayload', readonly relation: { readonly id: string, readonly kind: Open<Types.AssetRelationKind>, readonly strength: number } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Says how one asset stands to another.
 */
export const LinkAssets: Document<Payloads<LinkAssetsMutation>, LinkAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'LinkAssets',
  text: "mutation LinkAssets($input:LinkAssetsInput!){linkAssets(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkAssetsPayload{relation{id kind strength}}}}",
};
