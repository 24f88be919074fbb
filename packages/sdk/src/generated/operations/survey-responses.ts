// Generated from operations/survey-responses.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveyResponsesQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SurveyResponsesQuery = { readonly survey: { readonly responses: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly submittedAt: string, readonly answers: unknown, readonly comment: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

/**
 * The responses to one survey, page by page; for an ADMIN alone.
 */
export const SurveyResponses: Document<SurveyResponsesQuery, SurveyResponsesQueryVariables> = {
  kind: 'query',
  name: 'SurveyResponses',
  text: "query SurveyResponses($id:ID$externalReference:ExternalReferenceInput$first:Int=100$after:String){survey(id:$id externalReference:$externalReference){responses(first:$first after:$after){nodes{id submittedAt answers comment}pageInfo{hasNextPage endCursor}}}}",
};
