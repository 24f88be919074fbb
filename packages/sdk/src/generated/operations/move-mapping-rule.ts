// Generated from Mutation.moveMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type MoveMappingRuleMutationVariables = {
  dryRun?: boolean;
  input: Types.MoveMappingRuleInput;
};

export type MoveMappingRuleMutation = { readonly moveMappingRule:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'MoveMappingRulePayload', readonly mappingRule: { readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Moves a mapping rule to another position. The first rule that matches an asset decides.
 */
export const MoveMappingRule: Document<Payloads<MoveMappingRuleMutation>, MoveMappingRuleMutationVariables> = {
  kind: 'mutation',
  name: 'MoveMappingRule',
  text: "mutation MoveMappingRule($dryRun:Boolean!=false$input:MoveMappingRuleInput!){moveMappingRule(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on MoveMappingRulePayload{mappingRule{createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}}}}",
};
