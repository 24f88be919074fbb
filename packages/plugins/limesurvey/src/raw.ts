import { instantIn, type PluginContext } from '@throughline/plugin-kit'
import { commentQuestion, type SurveySetting, textIsKept } from '@throughline/plugin-kit/surveys'
import type { LimesurveyConfig } from './config.ts'
import { questionsOf, type RawQuestion, type Said, type SurveyQuestion } from './questions.ts'
import type { Questionnaire } from './surveys.ts'
import type { ListedSurvey, Row } from './wire.ts'

type Context = PluginContext<LimesurveyConfig>

/** A survey as it is stored, with its times as instants and what a person has set for it. */
export interface RawSurvey {
  readonly id: string
  readonly title: string
  readonly opensAt?: string
  readonly closesAt?: string
  readonly page?: string
  readonly questions: readonly RawQuestion[]
  readonly setting?: SurveySetting
}

/** A response as it is stored: nothing in it tells who gave it. */
export interface RawResponse {
  /** The id of the survey and the number of the response in it. */
  readonly id: string
  readonly survey: string
  /** Null where the survey notes neither it nor when it began itself. */
  readonly submittedAt: string | null
  readonly respondent?: string
  readonly team?: string
  /** The id of the question whose answer is the comment. */
  readonly comment?: string
  readonly answers: Readonly<Record<string, Said>>
}

export function responseId(survey: string, number: string | number): string {
  return `${survey}.${number}`
}

/**
 * LimeSurvey notes 1980 where a survey has no date stamp, as anonymised ones mostly have none: such a response counts
 * from when its survey began, which is the only time known of it and the same whenever it is read.
 */
function submittedAt(row: Row, zone: string, began: string): string | null {
  const instants = [String(row.submitdate ?? ''), began].map((time) => instantIn(zone, time))
  return (
    instants.find((instant) => instant !== undefined && instant.getUTCFullYear() >= 1990)?.toISOString() ??
    null
  )
}

export function rawSurveyOf(
  { config }: Context,
  survey: ListedSurvey,
  { questions }: Questionnaire,
): RawSurvey {
  const setting = settingOf(config, survey.sid)
  const opens = instantIn(config.timeZone, survey.startdate ?? '')
  const closes = instantIn(config.timeZone, survey.expires ?? '')
  const root = /^(.*)\/admin\/remotecontrol\/?$/.exec(config.url)?.[1]
  return {
    id: survey.sid,
    title: survey.surveyls_title ?? '',
    ...(opens === undefined ? {} : { opensAt: opens.toISOString() }),
    ...(closes === undefined || (opens !== undefined && closes < opens)
      ? {}
      : { closesAt: closes.toISOString() }),
    ...(root === undefined ? {} : { page: `${root}/${survey.sid}` }),
    questions,
    ...(setting === undefined ? {} : { setting }),
  }
}

/** A maker of raw responses to a survey. Persons become pseudonyms here, before anything is stored. */
export function rawResponses(
  ctx: Context,
  survey: string,
  questionnaire: Questionnaire,
): (row: Row) => RawResponse {
  const questions = questionnaire.questions.flatMap(questionsOf)
  const setting = settingOf(ctx.config, survey)
  const comment = commentQuestion(questions, setting)
  const kept = questions.filter(
    (question) => isKept(question, setting) && !ctx.config.respondent.includes(question.id),
  )
  return (row) => {
    const primaryKey = identityOf(row, ctx.config.respondent)
    const team = teamOf(row, ctx.config.teamField)
    return {
      id: responseId(survey, Number(row.id)),
      survey,
      submittedAt: submittedAt(row, ctx.config.timeZone, questionnaire.began),
      ...(primaryKey === undefined ? {} : { respondent: ctx.pseudonym(primaryKey) }),
      ...(team === undefined ? {} : { team }),
      ...(comment === undefined ? {} : { comment }),
      answers: Object.fromEntries(
        kept.flatMap((question) => {
          const said = question.said(row)
          return said === undefined ? [] : [[question.id, said] as const]
        }),
      ),
    }
  }
}

function settingOf({ surveys }: LimesurveyConfig, survey: string): SurveySetting | undefined {
  return surveys.find(({ id }) => id === survey)
}

function isKept(question: SurveyQuestion, setting: SurveySetting | undefined): boolean {
  return question.kept || (question.kind === 'TEXT' && textIsKept(question, setting))
}

/** The team that the answer to a question names. */
function teamOf(row: Row, code: string | undefined): string | undefined {
  const said = code === undefined ? '' : String(row[code] ?? '').trim()
  return said === '' ? undefined : said
}

/** Who answered: the access code of a participant, else an answer that says so. */
function identityOf(row: Row, codes: readonly string[]): string | undefined {
  return [row.token, ...codes.map((code) => row[code])]
    .map((value) => String(value ?? ''))
    .find((value) => /\S/.test(value))
}
