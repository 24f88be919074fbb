// Generated from Mutation.setIdentificationRules by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SetIdentificationRulesMutationVariables = {
  input: Types.SetIdentificationRulesInput;
};

export type SetIdentificationRulesMutation = { readonly setIdentificationRules:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SetIdentificationRulesPayload', readonly rules: number }
   };

/**
 * Lets these be all identification rules that are set for a kind of asset. They hold for what sources tell from then on; assets that are told already stay who they are.
 */
export const SetIdentificationRules: Document<Payloads<SetIdentificationRulesMutation>, SetIdentificationRulesMutationVariables> = {
  kind: 'mutation',
  name: 'SetIdentificationRules',
  text: "mutation SetIdentificationRules($input:SetIdentificationRulesInput!){setIdentificationRules(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SetIdentificationRulesPayload{rules}}}",
};
