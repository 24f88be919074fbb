// Generated from Query.maturity by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MaturityQueryVariables = {
  survey?: Types.NodeRef | null | undefined;
};

export type MaturityQuery = { readonly maturity: { readonly mean: number | null, readonly min: number | null, readonly criteria: ReadonlyArray<{ readonly aspect: Open<Types.SurveyAspect>, readonly business: number | null, readonly gap: number | null, readonly it: number | null, readonly level: number | null, readonly score: number | null, readonly practices: ReadonlyArray<{ readonly business: number | null, readonly gap: number | null, readonly it: number | null, readonly questionKey: string, readonly score: number | null, readonly text: string }>, readonly reason: { readonly code: string, readonly text: string } | null }>, readonly explanation: { readonly formula: string, readonly source: string, readonly version: number, readonly inputs: ReadonlyArray<{ readonly name: string, readonly unit: string | null, readonly value: unknown }>, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }> }, readonly survey: { readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly questions: ReadonlyArray<{ readonly key: string, readonly kind: Open<Types.QuestionKind>, readonly options: ReadonlyArray<string>, readonly text: string }>, readonly service: { readonly id: string, readonly name: string } | null } | null } | null };

/**
 * Maturity of the alignment of business and IT (Luftman 2000) as a MATURITY survey says it: score and level of the six criteria, both sides weighted one half. Null if no survey was asked for, and none on the organisation has closed.
 */
export const Maturity: Document<MaturityQuery, MaturityQueryVariables> = {
  kind: 'query',
  name: 'Maturity',
  text: "query Maturity($survey:NodeRef){maturity(survey:$survey){criteria{aspect business gap it level practices{business gap it questionKey score text}reason{code text}score}explanation{formula inputs{name unit value}reasons{code text}source version}mean min survey{closesAt createdAt id labels name opensAt questions{key kind options text}removedAtSource scoredQuestionKey service{id name}subject template title updatedAt version}}}",
};
