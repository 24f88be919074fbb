// Generated from Query.costSums by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type CostSumsQueryVariables = {
  allocation?: Types.CostAllocation;
  from: string;
  groupBy?: ReadonlyArray<Types.CostDimension>;
  interval?: Types.CostInterval;
  to: string;
};

export type CostSumsQuery = { readonly costSums: ReadonlyArray<{ readonly account: string | null, readonly category: Open<Types.CostCategory>, readonly charges: number, readonly end: string, readonly product: string | null, readonly provider: string | null, readonly start: string, readonly amount: { readonly amount: string, readonly currency: string } }> };

/**
 * Sums of the costs that sources report, by interval, category and currency. Amounts of two currencies are never added. A charge of several intervals is divided by the time in each.
 */
export const CostSums: Document<CostSumsQuery, CostSumsQueryVariables> = {
  kind: 'query',
  name: 'CostSums',
  text: "query CostSums($allocation:CostAllocation!=ALL$from:Date!$groupBy:[CostDimension!]!=[]$interval:CostInterval!=MONTH$to:Date!){costSums(allocation:$allocation from:$from groupBy:$groupBy interval:$interval to:$to){account amount{amount currency}category charges end product provider start}}",
};
