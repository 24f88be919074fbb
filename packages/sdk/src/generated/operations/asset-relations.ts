// Generated from operations/asset-relations.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetRelationsQueryVariables = {
  by: Types.NodeRef;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AssetRelationFilter | null | undefined;
};

export type AssetRelationsQuery = { readonly asset: { readonly id: string, readonly name: string, readonly relations: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: Open<Types.AssetRelationKind>, readonly strength: number, readonly to: { readonly id: string, readonly name: string, readonly kind: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

/**
 * How an asset stands to others, page by page.
 */
export const AssetRelations: Document<AssetRelationsQuery, AssetRelationsQueryVariables> = {
  kind: 'query',
  name: 'AssetRelations',
  text: "query AssetRelations($by:NodeRef!$first:Int=100$after:String$filter:AssetRelationFilter){asset(by:$by){id name relations(first:$first after:$after filter:$filter){totalCount nodes{id kind strength to{id name kind}}pageInfo{hasNextPage endCursor}}}}",
};
