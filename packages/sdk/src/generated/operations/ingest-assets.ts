// Generated from operations/ingest-assets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type IngestAssetsMutationVariables = {
  input: Types.IngestAssetsInput;
};

export type IngestAssetsMutation = { readonly ingestAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'IngestAssetsPayload', readonly source: { readonly id: string, readonly name: string }, readonly results: ReadonlyArray<{ readonly externalId: string, readonly outcome: Open<Types.IngestOutcome>, readonly message: string | null, readonly asset: { readonly id: string } | null }> }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Tells of up to 1,000 assets and 1,000 relations as a source does; rows that are the same change nothing, and each says
 * what became of it.
 */
export const IngestAssets: Document<Payloads<IngestAssetsMutation>, IngestAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'IngestAssets',
  text: "mutation IngestAssets($input:IngestAssetsInput!){ingestAssets(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on IngestAssetsPayload{source{id name}results{externalId outcome message asset{id}}}}}",
};
