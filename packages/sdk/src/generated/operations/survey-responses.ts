// Generated from operations/survey-responses.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveyResponsesQueryVariables = {
  by: Types.NodeRef;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SurveyResponsesQuery = { readonly survey: { readonly responses: { readonly nodes: ReadonlyArray<{ readonly answers: unknown, readonly comment: string, readonly createdAt: string, readonly id: string, readonly submittedAt: string, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly team: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SurveyResponseFieldsFragment = { readonly answers: unknown, readonly comment: string, readonly createdAt: string, readonly id: string, readonly submittedAt: string, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly team: { readonly id: string, readonly name: string } | null };

/**
 * The responses to one survey, page by page. Only an ADMIN may read them.
 */
export const SurveyResponses: Document<SurveyResponsesQuery, SurveyResponsesQueryVariables> = {
  kind: 'query',
  name: 'SurveyResponses',
  text: "query SurveyResponses($by:NodeRef!$first:Int=100$after:String){survey(by:$by){responses(first:$first after:$after){nodes{...SurveyResponseFields}pageInfo{hasNextPage endCursor}}}}fragment SurveyResponseFields on SurveyResponse{answers comment createdAt id submittedAt survey{id name title}team{id name}updatedAt version}",
};
