import type { JsonValue, PluginContext } from '@throughline/plugin-kit'
import { commentQuestion, type SurveySetting, textIsKept } from '@throughline/plugin-kit/surveys'
import type { FormbricksConfig } from './config.ts'
import { questionsOf, type SurveyQuestion } from './questions.ts'
import type { Response, Survey } from './wire.ts'

type Context = PluginContext<FormbricksConfig>

/** A survey as it is stored, with where people see it and what a person has set for it. */
export interface RawSurvey extends Survey {
  readonly page?: string
  readonly setting?: SurveySetting
}

/** A response as it is stored: nothing in it tells who gave it. */
export interface RawResponse {
  readonly id: string
  readonly survey: string
  readonly createdAt: string
  readonly respondent?: string
  readonly team?: string
  /** The id of the question whose answer is the comment. */
  readonly comment?: string
  readonly answers: Readonly<Record<string, JsonValue>>
}

function settingOf({ surveys }: FormbricksConfig, survey: string): SurveySetting | undefined {
  return surveys.find(({ id }) => id === survey)
}

export function rawSurveyOf({ config }: Context, survey: Survey): RawSurvey {
  const setting = settingOf(config, survey.id)
  return {
    ...survey,
    ...(survey.type === 'link' ? { page: `${config.url.replace(/\/+$/, '')}/s/${survey.id}` } : {}),
    ...(setting === undefined ? {} : { setting }),
  }
}

/** A maker of raw responses to a survey. Persons become pseudonyms here, before anything is stored. */
export function rawResponses(ctx: Context, survey: Survey): (response: Response) => RawResponse {
  const questions = questionsOf(survey)
  const setting = settingOf(ctx.config, survey.id)
  const comment = commentQuestion(questions, setting)
  const kept = questions.filter((question) => isKept(question, setting))
  return (response) => {
    const primaryKey = identityOf(response, ctx.config.respondent)
    const team = teamOf(response, ctx.config.teamField)
    return {
      id: response.id,
      survey: survey.id,
      createdAt: response.createdAt,
      ...(primaryKey === undefined ? {} : { respondent: ctx.pseudonym(primaryKey) }),
      ...(team === undefined ? {} : { team }),
      ...(comment === undefined ? {} : { comment }),
      answers: Object.fromEntries(
        kept.flatMap((question) => {
          const said = saidTo(question, response.data?.[question.id])
          return said === undefined ? [] : [[question.id, said] as const]
        }),
      ),
    }
  }
}

function isKept(question: SurveyQuestion, setting: SurveySetting | undefined): boolean {
  return question.kept || (question.kind === 'TEXT' && textIsKept(question, setting))
}

/** Who answered: the contact, else a hidden field that says so. */
function identityOf({ contactId, data }: Response, names: readonly string[]): string | undefined {
  if (isFilled(contactId)) return contactId
  const said = names.map((name) => data?.[name]).find((value) => isFilled(value))
  return isFilled(said) ? said : undefined
}

/** The team that a hidden field names. */
function teamOf({ data }: Response, field: string | undefined): string | undefined {
  const said = field === undefined ? undefined : data?.[field]
  return isFilled(said) ? said.trim() : undefined
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value)
}

/**
 * An answer, with choices in the language the survey was written in. What people typed instead of choosing is left
 * out, as anything may stand there; so is an answer of a shape that Formbricks does not describe.
 */
function saidTo({ labels }: SurveyQuestion, value: unknown): JsonValue | undefined {
  const chosen = (label: string) => (labels === undefined ? label : (labels.get(label) ?? 'Other'))
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return isFilled(value) ? chosen(value) : undefined
  if (isTexts(value)) return value.filter((text) => isFilled(text)).map(chosen)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const rows = Object.entries(value).filter((row): row is [string, string] => isFilled(row[1]))
  return Object.fromEntries(rows)
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
