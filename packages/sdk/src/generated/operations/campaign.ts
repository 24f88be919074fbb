// Generated from Query.campaign by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type CampaignQueryVariables = {
  id: string;
};

export type CampaignQuery = { readonly campaign: { readonly answered: number | null, readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly invited: number, readonly language: string, readonly opensAt: string | null, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly teams: ReadonlyArray<{ readonly answered: number | null, readonly invited: number }> } | null };

/**
 * One Campaign by its id; null where there is none.
 */
export const Campaign: Document<CampaignQuery, CampaignQueryVariables> = {
  kind: 'query',
  name: 'Campaign',
  text: "query Campaign($id:ID!){campaign(id:$id){answered closesAt createdAt id invited language opensAt survey{id name title}teams{answered invited}updatedAt version}}",
};
