// Generated from Mutation.updateMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateMappingRuleMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateMappingRuleInput;
};

export type UpdateMappingRuleMutation = { readonly updateMappingRule:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateMappingRulePayload', readonly mappingRule: { readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Updates the given fields of a mapping rule. Null clears an optional field. A change of what the rule does makes a new version; maintenance applies it in steps, and links keep their version until then.
 */
export const UpdateMappingRule: Document<Payloads<UpdateMappingRuleMutation>, UpdateMappingRuleMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateMappingRule',
  text: "mutation UpdateMappingRule($dryRun:Boolean!=false$input:UpdateMappingRuleInput!){updateMappingRule(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateMappingRulePayload{mappingRule{createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}}}}",
};
