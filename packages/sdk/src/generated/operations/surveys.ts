// Generated from operations/surveys.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveysQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SurveyFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SurveyOrder> | null | undefined;
};

export type SurveysQuery = { readonly surveys: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly title: string, readonly template: Open<Types.SurveyTemplate>, readonly subject: Open<Types.SurveySubject>, readonly scored: string | null, readonly opensAt: string | null, readonly closesAt: string | null, readonly service: { readonly id: string, readonly name: string } | null, readonly responses: { readonly totalCount: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SurveyFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly template: Open<Types.SurveyTemplate>, readonly subject: Open<Types.SurveySubject>, readonly scored: string | null, readonly opensAt: string | null, readonly closesAt: string | null, readonly service: { readonly id: string, readonly name: string } | null, readonly responses: { readonly totalCount: number } };

/**
 * Surveys with how many have answered, page by page.
 */
export const Surveys: Document<SurveysQuery, SurveysQueryVariables> = {
  kind: 'query',
  name: 'Surveys',
  text: "query Surveys($first:Int=100$after:String$filter:SurveyFilter$orderBy:[SurveyOrder!]){surveys(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SurveyFields}pageInfo{hasNextPage endCursor}}}fragment SurveyFields on Survey{id version title template subject scored opensAt closesAt service{id name}responses{totalCount}}",
};
