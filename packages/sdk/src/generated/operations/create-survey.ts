// Generated from operations/create-survey.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateSurveyMutationVariables = {
  input: Types.CreateSurveyInput;
};

export type CreateSurveyMutation = { readonly createSurvey:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateSurveyPayload', readonly survey: { readonly id: string, readonly version: number, readonly title: string, readonly template: Open<Types.SurveyTemplate>, readonly subject: Open<Types.SurveySubject>, readonly scored: string | null, readonly opensAt: string | null, readonly closesAt: string | null, readonly service: { readonly id: string, readonly name: string } | null, readonly responses: { readonly totalCount: number } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type SurveyFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly template: Open<Types.SurveyTemplate>, readonly subject: Open<Types.SurveySubject>, readonly scored: string | null, readonly opensAt: string | null, readonly closesAt: string | null, readonly service: { readonly id: string, readonly name: string } | null, readonly responses: { readonly totalCount: number } };

/**
 * Adds a survey.
 */
export const CreateSurvey: Document<Payloads<CreateSurveyMutation>, CreateSurveyMutationVariables> = {
  kind: 'mutation',
  name: 'CreateSurvey',
  text: "mutation CreateSurvey($input:CreateSurveyInput!){createSurvey(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateSurveyPayload{survey{...SurveyFields}}}}fragment SurveyFields on Survey{id version title template subject scored opensAt closesAt service{id name}responses{totalCount}}",
};
