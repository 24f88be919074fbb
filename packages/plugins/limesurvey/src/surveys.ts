import type { PluginContext } from '@throughline/plugin-kit'
import { type Details, listQuestions, listSurveys, readDetails, readProperties } from './client.ts'
import type { LimesurveyConfig } from './config.ts'
import { type RawQuestion, WITH_DETAILS } from './questions.ts'
import type { Session } from './session.ts'
import type { ListedQuestion, ListedSurvey } from './wire.ts'

const NONE: Details = { subquestions: [], options: [] }

/** What has to be known of a survey to read the responses to it. */
export interface Questionnaire {
  readonly language: string
  /** Whether its responses say when they were changed, and truly when they were submitted. */
  readonly dated: boolean
  /** When it was opened, else made, as LimeSurvey writes it: the time of responses that have none of their own. */
  readonly began: string
  readonly questions: readonly RawQuestion[]
}

/** The surveys that are to be read. One that is not active has no responses that could be read. */
export async function wantedSurveys(
  { config }: PluginContext<LimesurveyConfig>,
  session: Session,
): Promise<ListedSurvey[]> {
  const surveys = (await listSurveys(session)).filter(({ active }) => active === 'Y')
  return surveys.filter(({ sid }) => !config.onlyThese || config.surveys.some(({ id }) => id === sid))
}

export async function readQuestionnaire(session: Session, survey: string): Promise<Questionnaire> {
  const { language, datestamp, startdate, datecreated } = await readProperties(session, survey)
  const written = language ?? 'en'
  const questions: RawQuestion[] = []
  for (const question of (await listQuestions(session, survey, written)).filter(isWhole).sort(byPlace)) {
    const { qid, type, title, question: text } = question
    const details = WITH_DETAILS.has(type) ? await readDetails(session, qid, written) : NONE
    questions.push({ type, code: title, text: text ?? '', ...details })
  }
  const began = startdate ?? datecreated ?? ''
  return { language: written, dated: datestamp === 'Y', began, questions }
}

function isWhole({ parent_qid }: ListedQuestion): boolean {
  return parent_qid === undefined || parent_qid === null || parent_qid === '0'
}

function byPlace(a: ListedQuestion, b: ListedQuestion): number {
  return (
    Number(a.gid ?? 0) - Number(b.gid ?? 0) || Number(a.question_order ?? 0) - Number(b.question_order ?? 0)
  )
}
