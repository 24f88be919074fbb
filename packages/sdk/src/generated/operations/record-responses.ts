// Generated from Mutation.recordResponses by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordResponsesMutationVariables = {
  dryRun?: boolean;
  input: Types.RecordResponsesInput;
};

export type RecordResponsesMutation = { readonly recordResponses:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordResponsesPayload', readonly recorded: number, readonly results: ReadonlyArray<{ readonly message: string | null, readonly outcome: Open<Types.ResponseOutcome> }>, readonly survey: { readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly questions: ReadonlyArray<{ readonly key: string, readonly kind: Open<Types.QuestionKind>, readonly options: ReadonlyArray<string>, readonly text: string }>, readonly service: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Stores responses to a survey. Each row is stored or rejected independently. Sending a row again has no effect if it names a respondent.
 */
export const RecordResponses: Document<Payloads<RecordResponsesMutation>, RecordResponsesMutationVariables> = {
  kind: 'mutation',
  name: 'RecordResponses',
  text: "mutation RecordResponses($dryRun:Boolean!=false$input:RecordResponsesInput!){recordResponses(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordResponsesPayload{recorded results{message outcome}survey{closesAt createdAt id labels name opensAt questions{key kind options text}removedAtSource scoredQuestionKey service{id name}subject template title updatedAt version}}}}",
};
