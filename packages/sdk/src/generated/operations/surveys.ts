// Generated from operations/surveys.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveysQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SurveyFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SurveyOrder> | null | undefined;
};

export type SurveysQuery = { readonly surveys: { readonly nodes: ReadonlyArray<{ readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly responses: { readonly totalCount: number }, readonly service: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SurveyFieldsFragment = { readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string } | null };

/**
 * Surveys with how many have answered, page by page.
 */
export const Surveys: Document<SurveysQuery, SurveysQueryVariables> = {
  kind: 'query',
  name: 'Surveys',
  text: "query Surveys($first:Int=100$after:String$filter:SurveyFilter$orderBy:[SurveyOrder!]){surveys(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SurveyFields responses{totalCount}}pageInfo{hasNextPage endCursor}}}fragment SurveyFields on Survey{closesAt createdAt id labels name opensAt removedAtSource scoredQuestionKey service{id name}subject template title updatedAt version}",
};
