// Generated from Mutation.setPrecedenceRules by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SetPrecedenceRulesMutationVariables = {
  dryRun?: boolean;
  input: Types.SetPrecedenceRulesInput;
};

export type SetPrecedenceRulesMutation = { readonly setPrecedenceRules:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SetPrecedenceRulesPayload', readonly changed: number, readonly rules: number }
   };

/**
 * Replaces all precedence rules of an asset kind and recomputes the effective values of its assets.
 */
export const SetPrecedenceRules: Document<Payloads<SetPrecedenceRulesMutation>, SetPrecedenceRulesMutationVariables> = {
  kind: 'mutation',
  name: 'SetPrecedenceRules',
  text: "mutation SetPrecedenceRules($dryRun:Boolean!=false$input:SetPrecedenceRulesInput!){setPrecedenceRules(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SetPrecedenceRulesPayload{changed rules}}}",
};
