import { TransientError } from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { Session } from './session.ts'
import { refusalOf, statusOf } from './status.ts'
import {
  detailsSchema,
  exportSchema,
  type ListedQuestion,
  type ListedSurvey,
  type Properties,
  propertiesSchema,
  questionListSchema,
  type Row,
  rowSchema,
  surveyListSchema,
} from './wire.ts'

const READS = { idempotent: true }

/** What is asked beside a question itself, by code. */
export interface Details {
  readonly subquestions: readonly { readonly code: string; readonly text: string; readonly scale: number }[]
  readonly options: readonly { readonly code: string; readonly text: string }[]
}

/** All surveys the user may see. */
export async function listSurveys(session: Session): Promise<ListedSurvey[]> {
  const answer = await session.call('list_surveys', [], READS)
  return says(answer, /^no surveys found/i) ? [] : read(answer, surveyListSchema, 'list surveys')
}

export async function readProperties(session: Session, survey: string): Promise<Properties> {
  const wanted = ['language', 'datestamp', 'startdate', 'datecreated']
  const answer = await session.call('get_survey_properties', [Number(survey), wanted], READS)
  return read(answer, propertiesSchema, `read the settings of the survey ${survey}`)
}

/** The questions of a survey, in one of its languages. Parts of questions may be among them. */
export async function listQuestions(
  session: Session,
  survey: string,
  language: string,
): Promise<ListedQuestion[]> {
  const answer = await session.call('list_questions', [Number(survey), null, language], READS)
  if (says(answer, /^no questions found/i)) return []
  return read(answer, questionListSchema, `list the questions of the survey ${survey}`)
}

/** The parts and the answers of a question, in their order. */
export async function readDetails(session: Session, question: string, language: string): Promise<Details> {
  const wanted = ['subquestions', 'answeroptions']
  const answer = await session.call('get_question_properties', [Number(question), wanted, language], READS)
  const { subquestions, answeroptions } = read(answer, detailsSchema, `read the question ${question}`)
  return {
    subquestions: Object.values(subquestions).map(({ title, question: text, scale_id }) => ({
      code: title,
      text: text ?? '',
      scale: Number(scale_id ?? 0),
    })),
    options: Object.entries(answeroptions)
      .sort(([, a], [, b]) => Number(a.order ?? 0) - Number(b.order ?? 0))
      .map(([code, option]) => ({ code, text: option.answer ?? '' })),
  }
}

/** Which finished responses to export. Columns are left out for all of them. */
export interface ExportQuery {
  readonly language: string
  readonly from?: number
  readonly to?: number
  readonly columns?: readonly string[]
}

/** Finished responses of a survey by the codes of their columns, with codes for answers. */
export async function exportResponses(
  session: Session,
  survey: string,
  { language, from, to, columns }: ExportQuery,
): Promise<Row[]> {
  const params = [
    Number(survey),
    'json',
    language,
    'complete',
    'code',
    'short',
    from ?? null,
    to ?? null,
    columns ?? null,
  ]
  const answer = await session.call('export_responses', params, READS)
  const what = `export responses to the survey ${survey}`
  if (typeof answer !== 'string') {
    if (says(answer, /^no data/i)) return []
    throw refusalOf(statusOf(answer) ?? '', what)
  }
  const { responses } = read(decodedJson(answer, what), exportSchema, what)
  const rows = responses.map((response) => read(unwrapped(response), rowSchema, what))
  // An export without responses holds one of which everything is empty.
  return rows.filter(({ id }) => id !== undefined && id !== null && id !== '')
}

/** Older versions put each response under its id. */
function unwrapped(response: Readonly<Record<string, unknown>>): unknown {
  const [only, ...others] = Object.values(response)
  return typeof only === 'object' && only !== null && others.length === 0 ? only : response
}

function decodedJson(base64: string, what: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch (cause) {
    throw new TransientError(`LimeSurvey cannot ${what}: what it gave is no JSON, or was cut off`, { cause })
  }
}

/** Whether LimeSurvey says in words that there is nothing. */
export function says(answer: unknown, words: RegExp): boolean {
  return words.test(statusOf(answer) ?? '')
}

/** An answer, as far as it is used. @throws what its status stands for when it is a refusal. */
export function read<T>(answer: unknown, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const status = statusOf(answer)
  if (status !== undefined) throw refusalOf(status, what)
  const where = result.error.issues[0]?.path.map(String).join('.')
  throw new TransientError(`LimeSurvey cannot ${what}: it answered something else, at ${where}`)
}
