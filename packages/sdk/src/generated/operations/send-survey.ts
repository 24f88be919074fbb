// Generated from operations/send-survey.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SendSurveyMutationVariables = {
  input: Types.SendSurveyInput;
};

export type SendSurveyMutation = { readonly sendSurvey:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SendSurveyPayload', readonly action: { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null } }
   };

export type SourceActionFieldsFragment = { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null };

/**
 * Has people invited to a survey by the system that it came from.
 */
export const SendSurvey: Document<Payloads<SendSurveyMutation>, SendSurveyMutationVariables> = {
  kind: 'mutation',
  name: 'SendSurvey',
  text: "mutation SendSurvey($input:SendSurveyInput!){sendSurvey(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SendSurveyPayload{action{...SourceActionFields}}}}fragment SourceActionFields on SourceAction{id action status attempts errorCode errorMessage externalId url}",
};
