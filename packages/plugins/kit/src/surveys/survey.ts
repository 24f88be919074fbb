import { InvalidRecordError } from '../errors.ts'
import type { SurveyRecord, SurveyTemplate } from '../records/survey.ts'
import { truncate } from '../text.ts'
import type { SurveySetting } from './setting.ts'

type ScoredTemplate = Extract<SurveyTemplate, 'NPS' | 'CSAT' | 'CES'>

/** A question as its source asks it. */
export interface AskedQuestion extends Omit<SurveyRecord['questions'][number], 'options'> {
  readonly options?: readonly string[]
  /** The template that the source's own kind of question speaks for. */
  readonly speaksFor?: ScoredTemplate
  /** That people are asked for a long text, which is kept and may be the comment. */
  readonly prose?: boolean
}

/** A survey as its source knows it. */
export interface AskedSurvey
  extends Pick<SurveyRecord, 'externalId' | 'title' | 'opensAt' | 'closesAt' | 'labels' | 'url'> {
  readonly questions: readonly AskedQuestion[]
}

/**
 * The record of a survey: template and scored question as somebody set them, else as its questions suggest. A question
 * of NPS counts more than one of effort, and that more than one of satisfaction; without any the survey is CUSTOM.
 *
 * @throws InvalidRecordError when what was set does not fit the questions
 */
export function surveyRecordOf(survey: AskedSurvey, setting: SurveySetting | undefined): SurveyRecord {
  const { questions, title, ...rest } = survey
  const scoring = scoringOf(survey, setting)
  return {
    type: 'survey',
    ...rest,
    title: filled(truncate(title, 500), survey.externalId),
    ...scoring,
    ...(setting?.service === undefined ? {} : { service: setting.service }),
    questions: questions.slice(0, 500).map(recordedQuestion),
  }
}

function recordedQuestion({
  id,
  text,
  kind,
  scale,
  options,
}: AskedQuestion): SurveyRecord['questions'][number] {
  return {
    id,
    text: filled(truncate(text, 2000), id),
    kind,
    ...(scale === undefined ? {} : { scale }),
    ...(options === undefined
      ? {}
      : { options: options.slice(0, 500).map((option) => truncate(option, 500)) }),
  }
}

function filled(text: string, otherwise: string): string {
  return /\S/.test(text) ? text : otherwise
}

function scoringOf(
  { externalId, questions }: AskedSurvey,
  setting: SurveySetting | undefined,
): Pick<SurveyRecord, 'template' | 'scored'> {
  const scored = setting?.scored
  if (scored !== undefined && !questions.some(({ id }) => id === scored)) {
    throw new InvalidRecordError(
      `The survey ${externalId} has no question ${JSON.stringify(scored)}, which its setting calls scored: correct it`,
    )
  }
  const template = setting?.template ?? guessOf(questions, scored)
  if (scored !== undefined) return { template, scored }
  if (!isScored(template)) return { template }
  const fitting =
    questions.find(({ speaksFor }) => speaksFor === template) ??
    questions.find((question) => hasScaleOf(template, question))
  if (fitting !== undefined) return { template, scored: fitting.id }
  throw new InvalidRecordError(
    `The survey ${externalId} has no question on a scale of ${template}: say with scored which one it is, or take another template`,
  )
}

function isScored(template: SurveyTemplate): template is ScoredTemplate {
  return template === 'NPS' || template === 'CSAT' || template === 'CES'
}

function guessOf(questions: readonly AskedQuestion[], scored: string | undefined): SurveyTemplate {
  const asked = scored === undefined ? questions : questions.filter(({ id }) => id === scored)
  return (
    (['NPS', 'CES', 'CSAT'] as const).find((template) =>
      asked.some(({ speaksFor }) => speaksFor === template),
    ) ?? 'CUSTOM'
  )
}

function hasScaleOf(template: ScoredTemplate, { kind, scale }: AskedQuestion): boolean {
  if (kind !== 'RATING' || scale === undefined) return false
  if (template === 'NPS') return scale.min === 0 && scale.max === 10
  return scale.min === 1 && (scale.max === 5 || (template === 'CES' && scale.max === 7))
}
