// Generated from Mutation.enableMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type EnableMappingRuleMutationVariables = {
  dryRun?: boolean;
  input: Types.EnableMappingRuleInput;
};

export type EnableMappingRuleMutation = { readonly enableMappingRule:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'EnableMappingRulePayload', readonly mappingRule: { readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Puts a mapping rule in force, or makes it a draft again. Maintenance applies it to all assets in steps; see mappingProgress.
 */
export const EnableMappingRule: Document<Payloads<EnableMappingRuleMutation>, EnableMappingRuleMutationVariables> = {
  kind: 'mutation',
  name: 'EnableMappingRule',
  text: "mutation EnableMappingRule($dryRun:Boolean!=false$input:EnableMappingRuleInput!){enableMappingRule(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on EnableMappingRulePayload{mappingRule{createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}}}}",
};
