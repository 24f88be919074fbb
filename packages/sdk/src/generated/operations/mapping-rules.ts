// Generated from Query.mappingRules by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type MappingRulesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.MappingRuleFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.MappingRuleOrder> | null | undefined;
};

export type MappingRulesQuery = { readonly mappingRules: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All mapping rules, drafts included, in the order in which they are tried.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const MappingRules: Document<MappingRulesQuery, MappingRulesQueryVariables> = {
  kind: 'query',
  name: 'MappingRules',
  text: "query MappingRules($after:String$before:String$filter:MappingRuleFilter$first:Int=100$last:Int$orderBy:[MappingRuleOrder!]){mappingRules(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
