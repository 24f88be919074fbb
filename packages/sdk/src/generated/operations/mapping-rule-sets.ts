// Generated from Query.mappingRuleSets by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type MappingRuleSetsQueryVariables = { [key: string]: never; };

export type MappingRuleSetsQuery = { readonly mappingRuleSets: ReadonlyArray<{ readonly description: string, readonly key: string, readonly rules: ReadonlyArray<string>, readonly title: string }> };

/**
 * Mapping rules that come with Throughline.
 */
export const MappingRuleSets: Document<MappingRuleSetsQuery, MappingRuleSetsQueryVariables> = {
  kind: 'query',
  name: 'MappingRuleSets',
  text: "query MappingRuleSets{mappingRuleSets{description key rules title}}",
};
