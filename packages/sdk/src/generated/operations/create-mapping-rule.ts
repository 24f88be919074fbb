// Generated from Mutation.createMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateMappingRuleMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateMappingRuleInput;
};

export type CreateMappingRuleMutation = { readonly createMappingRule:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateMappingRulePayload', readonly mappingRule: { readonly createdAt: string, readonly createsService: boolean, readonly description: string, readonly enabled: boolean, readonly filter: unknown, readonly id: string, readonly minAvailable: number, readonly name: string, readonly number: number, readonly position: number, readonly redundancyGroup: string | null, readonly ruleSet: string | null, readonly ruleVersion: number, readonly serviceName: string | null, readonly serviceNamespace: string, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a mapping rule, as a draft unless enabled is true. previewMappingRule says what it would do. Maintenance applies an enabled rule to all assets in steps; see mappingProgress.
 */
export const CreateMappingRule: Document<Payloads<CreateMappingRuleMutation>, CreateMappingRuleMutationVariables> = {
  kind: 'mutation',
  name: 'CreateMappingRule',
  text: "mutation CreateMappingRule($dryRun:Boolean!=false$input:CreateMappingRuleInput!){createMappingRule(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateMappingRulePayload{mappingRule{createdAt createsService description enabled filter id minAvailable name number position redundancyGroup ruleSet ruleVersion service{id name}serviceName serviceNamespace strength updatedAt version}}}}",
};
