// Generated from operations/asset-incoming-relations.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetIncomingRelationsQueryVariables = {
  by: Types.NodeRef;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AssetRelationFilter | null | undefined;
};

export type AssetIncomingRelationsQuery = { readonly asset: { readonly id: string, readonly name: string, readonly incomingRelations: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: Open<Types.AssetRelationKind>, readonly strength: number, readonly from: { readonly id: string, readonly name: string, readonly kind: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

/**
 * How others stand to an asset, page by page.
 */
export const AssetIncomingRelations: Document<AssetIncomingRelationsQuery, AssetIncomingRelationsQueryVariables> = {
  kind: 'query',
  name: 'AssetIncomingRelations',
  text: "query AssetIncomingRelations($by:NodeRef!$first:Int=100$after:String$filter:AssetRelationFilter){asset(by:$by){id name incomingRelations(first:$first after:$after filter:$filter){totalCount nodes{id kind strength from{id name kind}}pageInfo{hasNextPage endCursor}}}}",
};
