// Generated from Query.precedenceRules by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type PrecedenceRulesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.PrecedenceRuleFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.PrecedenceRuleOrder> | null | undefined;
};

export type PrecedenceRulesQuery = { readonly precedenceRules: { readonly nodes: ReadonlyArray<{ readonly assetKind: string, readonly attribute: string, readonly createdAt: string, readonly id: string, readonly precedence: number, readonly staleAfterSeconds: number | null, readonly updatedAt: string, readonly version: number, readonly source: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Precedence rules that are configured.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const PrecedenceRules: Document<PrecedenceRulesQuery, PrecedenceRulesQueryVariables> = {
  kind: 'query',
  name: 'PrecedenceRules',
  text: "query PrecedenceRules($after:String$before:String$filter:PrecedenceRuleFilter$first:Int=100$last:Int$orderBy:[PrecedenceRuleOrder!]){precedenceRules(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{assetKind attribute createdAt id precedence source{id name}staleAfterSeconds updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
