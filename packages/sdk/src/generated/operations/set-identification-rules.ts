// Generated from Mutation.setIdentificationRules by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SetIdentificationRulesMutationVariables = {
  dryRun?: boolean;
  input: Types.SetIdentificationRulesInput;
};

export type SetIdentificationRulesMutation = { readonly setIdentificationRules:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SetIdentificationRulesPayload', readonly rules: number }
   };

/**
 * Replaces all configured identification rules of an asset kind. They apply to records read later; assets that are matched already keep their records.
 */
export const SetIdentificationRules: Document<Payloads<SetIdentificationRulesMutation>, SetIdentificationRulesMutationVariables> = {
  kind: 'mutation',
  name: 'SetIdentificationRules',
  text: "mutation SetIdentificationRules($dryRun:Boolean!=false$input:SetIdentificationRulesInput!){setIdentificationRules(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SetIdentificationRulesPayload{rules}}}",
};
