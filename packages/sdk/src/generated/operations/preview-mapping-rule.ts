// Generated from Query.previewMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PreviewMappingRuleQueryVariables = {
  input: Types.PreviewMappingRuleInput;
};

export type PreviewMappingRuleQuery = { readonly previewMappingRule: { readonly added: number, readonly matched: number, readonly removed: number, readonly services: number, readonly tasks: number, readonly unchanged: number, readonly samples: ReadonlyArray<{ readonly outcome: Open<Types.MappingOutcome>, readonly serviceName: string | null, readonly asset: { readonly id: string, readonly name: string }, readonly service: { readonly id: string, readonly name: string } | null }> } };

/**
 * What a mapping rule would do if it were in force: links, services and tasks with counts and samples. Stores nothing.
 */
export const PreviewMappingRule: Document<PreviewMappingRuleQuery, PreviewMappingRuleQueryVariables> = {
  kind: 'query',
  name: 'PreviewMappingRule',
  text: "query PreviewMappingRule($input:PreviewMappingRuleInput!){previewMappingRule(input:$input){added matched removed samples{asset{id name}outcome service{id name}serviceName}services tasks unchanged}}",
};
