// Generated from Query.costs by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type CostsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.CostFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.CostOrder> | null | undefined;
};

export type CostsQuery = { readonly costs: { readonly nodes: ReadonlyArray<{ readonly account: string | null, readonly category: Open<Types.CostCategory>, readonly createdAt: string, readonly id: string, readonly periodEnd: string, readonly periodStart: string, readonly product: string | null, readonly provider: string | null, readonly resource: string | null, readonly updatedAt: string, readonly version: number, readonly amount: { readonly amount: string, readonly currency: string }, readonly asset: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All costs that sources report.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Costs: Document<CostsQuery, CostsQueryVariables> = {
  kind: 'query',
  name: 'Costs',
  text: "query Costs($after:String$before:String$filter:CostFilter$first:Int=100$last:Int$orderBy:[CostOrder!]){costs(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{account amount{amount currency}asset{id name}category createdAt id periodEnd periodStart product provider resource service{id name}source{id name}updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
