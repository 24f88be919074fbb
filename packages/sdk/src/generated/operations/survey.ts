// Generated from Query.survey by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SurveyQueryVariables = {
  by: Types.NodeRef;
};

export type SurveyQuery = { readonly survey: { readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly opensAt: string | null, readonly removedAtSource: string | null, readonly scoredQuestionKey: string | null, readonly subject: Open<Types.SurveySubject>, readonly template: Open<Types.SurveyTemplate>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly questions: ReadonlyArray<{ readonly key: string, readonly kind: Open<Types.QuestionKind>, readonly options: ReadonlyArray<string>, readonly text: string }>, readonly service: { readonly id: string, readonly name: string } | null } | null };

/**
 * One Survey by its ID or external reference; null where there is none.
 */
export const Survey: Document<SurveyQuery, SurveyQueryVariables> = {
  kind: 'query',
  name: 'Survey',
  text: "query Survey($by:NodeRef!){survey(by:$by){closesAt createdAt id labels name opensAt questions{key kind options text}removedAtSource scoredQuestionKey service{id name}subject template title updatedAt version}}",
};
