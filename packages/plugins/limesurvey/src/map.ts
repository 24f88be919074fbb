import {
  InvalidRecordError,
  neutralRecord,
  type ResponseRecord,
  type SurveyRecord,
  truncate,
} from '@throughline/plugin-kit'
import { plainText, surveyRecordOf } from '@throughline/plugin-kit/surveys'
import { questionsOf, type Said } from './questions.ts'
import type { RawResponse, RawSurvey } from './raw.ts'

/** What a survey means. Pure. */
export function mapSurvey({
  id,
  title,
  opensAt,
  closesAt,
  page,
  questions,
  setting,
}: RawSurvey): SurveyRecord {
  return surveyRecordOf(
    {
      externalId: id,
      title: plainText(title),
      questions: questions.flatMap(questionsOf),
      ...(opensAt === undefined ? {} : { opensAt }),
      ...(closesAt === undefined ? {} : { closesAt }),
      ...(page === undefined ? {} : { url: page }),
    },
    setting,
  )
}

/** What a response means. Pure. */
export function mapResponse({
  id,
  survey,
  submittedAt,
  respondent,
  team,
  comment,
  answers,
}: RawResponse): ResponseRecord {
  if (submittedAt === null) {
    throw new InvalidRecordError(
      `The response ${id} does not say when it was submitted: switch the date stamp of the survey ${survey} on, in its settings under Notifications & data`,
    )
  }
  const words = comment === undefined ? undefined : answers[comment]
  return neutralRecord({
    type: 'response',
    externalId: id,
    survey,
    submittedAt,
    respondent,
    team,
    answers: Object.fromEntries(
      Object.entries(answers)
        .slice(0, 500)
        .map(([question, said]) => [question, answerOf(said)] as const),
    ),
    comment: typeof words === 'string' && words.trim() !== '' ? words : undefined,
  })
}

function answerOf(said: Said): ResponseRecord['answers'][string] {
  if (typeof said === 'number' || typeof said === 'boolean') return said
  return typeof said === 'string'
    ? truncate(said, 20_000)
    : said.slice(0, 500).map((item) => truncate(item, 2000))
}
