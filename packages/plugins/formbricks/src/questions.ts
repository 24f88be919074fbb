import { type AskedQuestion, plainText } from '@throughline/plugin-kit/surveys'
import type { Question, Survey } from './wire.ts'

/** Shown, but nothing is asked. */
const SHOWN = new Set(['cta', 'statement'])
const CHOICES = new Set(['multipleChoiceSingle', 'multipleChoiceMulti', 'ranking'])
/** Whose answers are about the matter and may be kept. */
const OTHERS = new Set(['date', 'matrix'])

/** A question; `kept` says that its answers may be kept whatever a person has set. */
export interface SurveyQuestion extends AskedQuestion {
  readonly kept: boolean
  /** What the choices are called in any language of the survey, and what in the one it was written in. */
  readonly labels?: ReadonlyMap<string, string>
}

/** The questions of a survey in their order. */
export function questionsOf({ questions, blocks }: Survey): SurveyQuestion[] {
  const asked =
    questions && questions.length > 0 ? questions : (blocks ?? []).flatMap(({ elements }) => elements ?? [])
  return asked.filter(({ type }) => !SHOWN.has(type)).map(surveyQuestion)
}

function surveyQuestion(question: Question): SurveyQuestion {
  return { id: question.id, text: headlineOf(question), ...kindOf(question) }
}

/** In one line, with what stands for an earlier answer in place of it. */
function headlineOf({ headline }: Question): string {
  const written = headline?.default ?? Object.values(headline ?? {})[0] ?? ''
  return plainText(written.replace(/#recall:[^/#]+\/fallback:([^#]*)#/g, '$1'))
}

function kindOf(question: Question): Omit<SurveyQuestion, 'id' | 'text'> {
  const { type } = question
  if (type === 'nps') return { ...rating(0, 10), speaksFor: 'NPS' }
  if (type === 'csat') return { ...rating(1, question.range ?? 5), speaksFor: 'CSAT' }
  if (type === 'ces') return { ...rating(1, question.range ?? 5), speaksFor: 'CES' }
  if (type === 'rating') {
    const range = question.range ?? 5
    return { ...rating(1, range), ...(range === 5 ? { speaksFor: 'CSAT' } : {}) }
  }
  if (CHOICES.has(type)) return choice(question)
  if (type === 'consent') return { kind: 'CHOICE', kept: true, options: ['accepted', 'dismissed'] }
  if (type === 'pictureSelection') {
    return { kind: 'CHOICE', kept: true, options: (question.choices ?? []).flatMap(({ id }) => id ?? []) }
  }
  if (type === 'openText') return openText(question)
  return { kind: 'OTHER', kept: OTHERS.has(type) }
}

function rating(min: number, max: number): Pick<SurveyQuestion, 'kind' | 'kept' | 'scale'> {
  return { kind: 'RATING', kept: true, ...(min < max ? { scale: { min, max } } : {}) }
}

function choice({ choices }: Question): Omit<SurveyQuestion, 'id' | 'text'> {
  const labels = new Map<string, string>()
  for (const { label } of choices ?? []) {
    for (const wording of Object.values(label ?? {})) labels.set(wording, label?.default ?? wording)
  }
  return { kind: 'CHOICE', kept: true, labels, options: [...new Set(labels.values())] }
}

/** A field of several lines, unless it was set otherwise; one for an address is never kept. */
function openText({ inputType, longAnswer }: Question): Omit<SurveyQuestion, 'id' | 'text'> {
  if (inputType === 'number') return { kind: 'OTHER', kept: true }
  if (inputType !== 'text' && inputType !== null && inputType !== undefined) {
    return { kind: 'OTHER', kept: false }
  }
  return longAnswer === false ? { kind: 'TEXT', kept: false } : { kind: 'TEXT', kept: true, prose: true }
}
