// Generated from Query.surveyScores by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveyScoresQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  first?: number | null | undefined;
  from?: string | null | undefined;
  groupBy?: Types.SurveyScoreGrouping;
  last?: number | null | undefined;
  measures?: ReadonlyArray<Types.SurveyMeasure> | null | undefined;
  service?: Types.NodeRef | null | undefined;
  subject?: Types.SurveySubject | null | undefined;
  survey?: Types.NodeRef | null | undefined;
  to?: string | null | undefined;
};

export type SurveyScoresQuery = { readonly surveyScores: { readonly nodes: ReadonlyArray<{ readonly aspect: Open<Types.SurveyAspect> | null, readonly invited: number | null, readonly isSuppressed: boolean, readonly isTotal: boolean, readonly leftOutCount: number, readonly measure: Open<Types.SurveyMeasure>, readonly n: number | null, readonly publishedAt: string | null, readonly questionKey: string, readonly responseRate: number | null, readonly score: number | null, readonly side: Open<Types.SurveySide> | null, readonly sum: number | null, readonly surveyCount: number, readonly bound: { readonly side: Open<Types.ScoreBoundSide>, readonly value: number } | null, readonly change: { readonly correctedP: number | null, readonly difference: number, readonly from: number, readonly isSignificant: boolean | null, readonly p: number | null, readonly test: Open<Types.ScoreTest>, readonly to: number } | null, readonly explanation: { readonly formula: string, readonly source: string, readonly version: number }, readonly interval: { readonly high: number, readonly low: number } | null, readonly service: { readonly id: string, readonly name: string } | null, readonly sumInterval: { readonly high: number, readonly low: number } | null, readonly suppressedBecause: { readonly code: string, readonly text: string } | null, readonly survey: { readonly id: string, readonly name: string, readonly title: string } | null, readonly team: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Results of surveys, the survey that ends last first; of each question that is scored the result of all respondents, then of each team. With `groupBy` the results of several surveys together. Answers of fewer than 5 respondents are never shown, nor what would follow about them from several results: a result changes only after 5 more answers, and a period selects whole surveys.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const SurveyScores: Document<SurveyScoresQuery, SurveyScoresQueryVariables> = {
  kind: 'query',
  name: 'SurveyScores',
  text: "query SurveyScores($after:String$before:String$first:Int=100$from:Date$groupBy:SurveyScoreGrouping!=NONE$last:Int$measures:[SurveyMeasure!]$service:NodeRef$subject:SurveySubject$survey:NodeRef$to:Date){surveyScores(after:$after before:$before first:$first from:$from groupBy:$groupBy last:$last measures:$measures service:$service subject:$subject survey:$survey to:$to){nodes{aspect bound{side value}change{correctedP difference from isSignificant p test to}explanation{formula source version}interval{high low}invited isSuppressed isTotal leftOutCount measure n publishedAt questionKey responseRate score service{id name}side sum sumInterval{high low}suppressedBecause{code text}survey{id name title}surveyCount team{id name}}pageInfo{hasNextPage endCursor}}}",
};
