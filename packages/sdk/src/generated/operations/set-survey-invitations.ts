// Generated from Mutation.setSurveyInvitations by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SetSurveyInvitationsMutationVariables = {
  dryRun?: boolean;
  input: Types.SetSurveyInvitationsInput;
};

export type SetSurveyInvitationsMutation = { readonly setSurveyInvitations:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SetSurveyInvitationsPayload', readonly survey: { readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly questions: ReadonlyArray<{ readonly key: string, readonly kind: Open<Types.QuestionKind>, readonly options: ReadonlyArray<string>, readonly text: string }>, readonly service: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Sets how many persons of each team were invited to a survey. The list is complete: it replaces what users have entered. What sources report is kept.
 */
export const SetSurveyInvitations: Document<Payloads<SetSurveyInvitationsMutation>, SetSurveyInvitationsMutationVariables> = {
  kind: 'mutation',
  name: 'SetSurveyInvitations',
  text: "mutation SetSurveyInvitations($dryRun:Boolean!=false$input:SetSurveyInvitationsInput!){setSurveyInvitations(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SetSurveyInvitationsPayload{survey{closesAt createdAt id labels name opensAt questions{key kind options text}removedAtSource scoredQuestionKey service{id name}subject template title updatedAt version}}}}",
};
