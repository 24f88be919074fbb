// Generated from Query.campaigns by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type CampaignsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.CampaignFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.CampaignOrder> | null | undefined;
};

export type CampaignsQuery = { readonly campaigns: { readonly nodes: ReadonlyArray<{ readonly answered: number | null, readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly invited: number, readonly language: string, readonly opensAt: string | null, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All campaigns of surveys, open and closed.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Campaigns: Document<CampaignsQuery, CampaignsQueryVariables> = {
  kind: 'query',
  name: 'Campaigns',
  text: "query Campaigns($after:String$before:String$filter:CampaignFilter$first:Int=100$last:Int$orderBy:[CampaignOrder!]){campaigns(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{answered closesAt createdAt id invited language opensAt survey{id name title}updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
