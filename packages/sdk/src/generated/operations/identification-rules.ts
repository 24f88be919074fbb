// Generated from Query.identificationRules by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type IdentificationRulesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.IdentificationRuleFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.IdentificationRuleOrder> | null | undefined;
};

export type IdentificationRulesQuery = { readonly identificationRules: { readonly nodes: ReadonlyArray<{ readonly assetKind: string, readonly createdAt: string, readonly enabled: boolean, readonly id: string, readonly identifierKind: string, readonly priority: number, readonly scopedToEnvironment: boolean, readonly updatedAt: string, readonly version: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Identification rules that are configured; built-in rules are not included.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const IdentificationRules: Document<IdentificationRulesQuery, IdentificationRulesQueryVariables> = {
  kind: 'query',
  name: 'IdentificationRules',
  text: "query IdentificationRules($after:String$before:String$filter:IdentificationRuleFilter$first:Int=100$last:Int$orderBy:[IdentificationRuleOrder!]){identificationRules(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{assetKind createdAt enabled id identifierKind priority scopedToEnvironment updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
