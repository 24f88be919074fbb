// Generated from Query.assets by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AssetFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AssetOrder> | null | undefined;
};

export type AssetsQuery = { readonly assets: { readonly nodes: ReadonlyArray<{ readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All assets, retired ones included.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Assets: Document<AssetsQuery, AssetsQueryVariables> = {
  kind: 'query',
  name: 'Assets',
  text: "query Assets($after:String$before:String$filter:AssetFilter$first:Int=100$last:Int$orderBy:[AssetOrder!]){assets(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}retiredAt updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
