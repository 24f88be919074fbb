// Generated from Query.effectiveIdentificationRules by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type EffectiveIdentificationRulesQueryVariables = {
  assetKind: string;
};

export type EffectiveIdentificationRulesQuery = { readonly effectiveIdentificationRules: ReadonlyArray<{ readonly builtIn: boolean, readonly enabled: boolean, readonly identifierKind: string, readonly priority: number, readonly scopedToEnvironment: boolean }> };

/**
 * Identification rules that apply to an asset kind, including built-in rules, by priority.
 */
export const EffectiveIdentificationRules: Document<EffectiveIdentificationRulesQuery, EffectiveIdentificationRulesQueryVariables> = {
  kind: 'query',
  name: 'EffectiveIdentificationRules',
  text: "query EffectiveIdentificationRules($assetKind:String!){effectiveIdentificationRules(assetKind:$assetKind){builtIn enabled identifierKind priority scopedToEnvironment}}",
};
