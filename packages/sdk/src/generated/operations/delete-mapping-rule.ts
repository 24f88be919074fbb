// Generated from Mutation.deleteMappingRule by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteMappingRuleMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteMappingRuleInput;
};

export type DeleteMappingRuleMutation = { readonly deleteMappingRule:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteMappingRulePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a mapping rule. Maintenance removes its links in steps, and the services that it created retire if nothing else refers to them. Its versions stay.
 */
export const DeleteMappingRule: Document<Payloads<DeleteMappingRuleMutation>, DeleteMappingRuleMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteMappingRule',
  text: "mutation DeleteMappingRule($dryRun:Boolean!=false$input:DeleteMappingRuleInput!){deleteMappingRule(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteMappingRulePayload{deletedId}}}",
};
