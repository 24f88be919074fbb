// Generated from operations/assets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AssetFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.AssetOrder> | null | undefined;
};

export type AssetsQuery = { readonly assets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AssetFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null };

/**
 * Assets, page by page.
 */
export const Assets: Document<AssetsQuery, AssetsQueryVariables> = {
  kind: 'query',
  name: 'Assets',
  text: "query Assets($first:Int=100$after:String$filter:AssetFilter$orderBy:[AssetOrder!]){assets(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...AssetFields}pageInfo{hasNextPage endCursor}}}fragment AssetFields on Asset{id version name kind environment lifecycle costPerMonth{amount currency}lastSeenAt retiredAt}",
};
