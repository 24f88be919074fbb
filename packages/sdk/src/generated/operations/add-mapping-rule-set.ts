// Generated from Mutation.addMappingRuleSet by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type AddMappingRuleSetMutationVariables = {
  dryRun?: boolean;
  input: Types.AddMappingRuleSetInput;
};

export type AddMappingRuleSetMutation = { readonly addMappingRuleSet:
    | { readonly __typename: 'AddMappingRuleSetPayload', readonly added: number }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Adds the rules of a shipped set after all other rules; see mappingRuleSets.
 */
export const AddMappingRuleSet: Document<Payloads<AddMappingRuleSetMutation>, AddMappingRuleSetMutationVariables> = {
  kind: 'mutation',
  name: 'AddMappingRuleSet',
  text: "mutation AddMappingRuleSet($dryRun:Boolean!=false$input:AddMappingRuleSetInput!){addMappingRuleSet(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on AddMappingRuleSetPayload{added}}}",
};
