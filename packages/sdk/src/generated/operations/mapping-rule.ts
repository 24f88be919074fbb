// Generated from Query.mappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type MappingRuleQueryVariables = {
  id: string;
};

export type MappingRuleQuery = { readonly mappingRule: { readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null } | null };

/**
 * One MappingRule by its id; null where there is none.
 */
export const MappingRule: Document<MappingRuleQuery, MappingRuleQueryVariables> = {
  kind: 'query',
  name: 'MappingRule',
  text: "query MappingRule($id:ID!){mappingRule(id:$id){createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}}",
};
