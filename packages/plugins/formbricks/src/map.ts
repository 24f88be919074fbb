import {
  type JsonValue,
  neutralRecord,
  type ResponseRecord,
  type SurveyRecord,
  truncate,
} from '@throughline/plugin-kit'
import { surveyRecordOf } from '@throughline/plugin-kit/surveys'
import { questionsOf } from './questions.ts'
import type { RawResponse, RawSurvey } from './raw.ts'

/** What a survey means. Pure. */
export function mapSurvey(survey: RawSurvey): SurveyRecord {
  const { status, type, page } = survey
  const labels = {
    ...(status ? { 'formbricks.status': status } : {}),
    ...(type ? { 'formbricks.type': type } : {}),
  }
  return surveyRecordOf(
    {
      externalId: survey.id,
      title: survey.name,
      questions: questionsOf(survey),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(page === undefined ? {} : { url: page }),
    },
    survey.setting,
  )
}

/** What a response means. Pure. */
export function mapResponse(response: RawResponse): ResponseRecord {
  const { id, survey, createdAt, respondent, team, comment, answers } = response
  const words = comment === undefined ? undefined : answers[comment]
  return neutralRecord({
    type: 'response',
    externalId: id,
    survey,
    submittedAt: new Date(createdAt).toISOString(),
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

function answerOf(said: JsonValue): ResponseRecord['answers'][string] {
  if (typeof said === 'number' || typeof said === 'boolean') return said
  if (typeof said === 'string') return truncate(said, 20_000)
  const items = Array.isArray(said)
    ? said.map(String)
    : Object.entries(said ?? {}).map((row) => row.join(': '))
  return items.slice(0, 500).map((item) => truncate(item, 2000))
}
