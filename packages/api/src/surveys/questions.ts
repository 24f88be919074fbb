import type { JsonValue } from '@throughline/db'
import { type SurveyRecord, surveyRecordSchema } from '@throughline/plugin-kit'
import type { FieldProblem } from '../graph/errors.ts'

/** One question of a survey, as it is stored. */
export type Question = SurveyRecord['questions'][number]

const storedQuestions = surveyRecordSchema.shape.questions

/** The questions in a column. */
export function questionsFrom(stored: JsonValue): Question[] {
  return storedQuestions.parse(stored)
}

/** Fields of a record that the input of the API has under another name. */
const INPUT_FIELDS: Readonly<Record<string, string>> = { id: 'key', scored: 'scoredQuestionKey' }

/** What is wrong with the questions of a survey and with the one that is scored, by field of the input. */
export function questionProblems(survey: {
  readonly questions: unknown
  readonly scored: string | null
}): FieldProblem[] {
  const checked = surveyRecordSchema.safeParse({
    type: 'survey',
    externalId: 'x',
    title: 'x',
    template: 'CUSTOM',
    questions: survey.questions,
    ...(survey.scored === null ? {} : { scored: survey.scored }),
  })
  return (checked.error?.issues ?? []).map(({ path, message }) => ({
    path: path.map((step) => INPUT_FIELDS[String(step)] ?? String(step)),
    message,
  }))
}
