import { createHash } from 'node:crypto'
import { json } from '../../src/columns.ts'
import type { NewRow } from '../../src/database.ts'
import { between, createRandom, pick, type Random, seedOf } from '../random.ts'
import { type QuestionSpec, SURVEYS, type SurveySpec } from '../surveys/surveys.ts'
import { type Context, writtenOnce } from './context.ts'

export function surveyRows({ ids, calendar }: Context): NewRow<'survey'>[] {
  return Object.entries<SurveySpec>(SURVEYS).map(([key, survey]) => ({
    id: ids.make('survey', key),
    title: survey.title,
    template: survey.template,
    subject: survey.service === null ? 'ORGANISATION' : 'SERVICE',
    service_id: survey.service === null ? null : ids.of('service', survey.service),
    questions: json(
      survey.questions.map(({ weights: _, scale, options, ...question }) => ({
        ...question,
        ...(scale === undefined ? {} : { scale: { ...scale } }),
        ...(options === undefined ? {} : { options: [...options] }),
      })),
    ),
    scored_question_key: survey.scored,
    opens_at: calendar.at(survey.open[0], '06:00'),
    closes_at: calendar.at(survey.open[1], '22:00'),
    labels: {},
    ...writtenOnce(calendar.at(survey.open[0] - 1, '15:00')),
  }))
}

/** How many were invited, when the survey opened. The teams of customers and respondents are not known. */
export function invitationRows({ ids, calendar }: Context): NewRow<'survey_invitation'>[] {
  return Object.entries<SurveySpec>(SURVEYS).map(
    ([
      key,
      {
        invited,
        open: [from],
      },
    ]) => {
      const at = calendar.at(from, '06:00')
      return {
        id: ids.make('survey_invitation', key),
        survey_id: ids.of('survey', key),
        invited,
        invited_at: at,
        ...writtenOnce(at),
      }
    },
  )
}

/** What was answered until the day begins, spread over the days on which it could be. */
export function responseRows({ ids, calendar }: Context): NewRow<'survey_response'>[] {
  return Object.entries<SurveySpec>(SURVEYS).flatMap(([key, survey]) =>
    Array.from({ length: survey.responses }, (_, index) => {
      const random = createRandom(seedOf(`response/${key}/${index}`))
      const day = between(random, survey.open[0], Math.min(survey.open[1] - 1, -1))
      const at = new Date(calendar.at(day, '07:00').getTime() + between(random, 0, 14 * 60) * 60_000)
      return {
        id: ids.make('survey_response', `${key}/${index}`),
        survey_id: ids.of('survey', key),
        respondent: createHash('sha256').update(`${key}/${index}`).digest('base64url'),
        submitted_at: at,
        answers: answersOf(survey.questions, random),
        comment: survey.comments.length > 0 && random() < 0.15 ? pick(random, survey.comments) : '',
        ...writtenOnce(at),
      }
    }),
  )
}

function answersOf(questions: readonly QuestionSpec[], random: Random): Record<string, number | string> {
  return Object.fromEntries(
    questions.flatMap(({ id, scale, options, weights }): [string, number | string][] => {
      if (weights === undefined) return []
      const place = drawn(weights, random)
      return [[id, scale === undefined ? (options?.[place] ?? '') : scale.min + place]]
    }),
  )
}

/** A place in the list, as often as its weight says. */
function drawn(weights: readonly number[], random: Random): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [place, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return place
  }
  return weights.length - 1
}
