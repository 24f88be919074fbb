import type { Answers } from '../answers.ts'
import type { Question } from '../questions.ts'

/** How a question is asked on the answer page. */
export type Control =
  /** One of the whole numbers from min to max. */
  | { readonly kind: 'SCALE'; readonly min: number; readonly max: number }
  | { readonly kind: 'NUMBER'; readonly min: number | null; readonly max: number | null }
  /** None, one or several of the options. */
  | { readonly kind: 'OPTIONS'; readonly options: readonly string[] }
  | { readonly kind: 'TEXT' }

export interface AskedQuestion {
  readonly question: Question
  readonly control: Control
}

/** What is wrong with a field, with the numbers for its text. */
export type FieldFault =
  | { readonly code: 'NO_NUMBER' | 'NO_OPTION' | 'NO_TEXT' }
  | { readonly code: 'OUT_OF_RANGE'; readonly min: number; readonly max: number }
  | { readonly code: 'TOO_LONG'; readonly max: number }

/** What was sent: by name of the field, all of its values. */
export type Fields = ReadonlyMap<string, readonly string[]>

export interface ReadForm {
  readonly answers: Answers
  readonly comment: string
  /** By name of the field. */
  readonly faults: ReadonlyMap<string, FieldFault>
  /** OTHER_FORM if it has fields that the survey does not ask for; nothing of it is taken then. */
  readonly problem: 'OTHER_FORM' | 'NO_ANSWER' | null
}

export const COMMENT_FIELD = 'comment'
/** Characters of an answer in words. */
const MOST_TEXT = 4_000
const MOST_MINUTES = 527_040
/** Points of a scale that are shown one by one. */
const MOST_POINTS = 21

/** The name of the field of a question. */
export function fieldOf({ id }: Pick<Question, 'id'>): string {
  return `answer:${id}`
}

/** @param isNps whether it is the question that an NPS is taken from, whose scale is known */
export function controlOf({ kind, scale, options }: Question, isNps: boolean): Control {
  if (kind === 'MINUTES') return { kind: 'NUMBER', min: 0, max: MOST_MINUTES }
  if (kind === 'RATING') {
    const { min, max } = scale ?? (isNps ? { min: 0, max: 10 } : { min: null, max: null })
    if (min === null || max === null) return { kind: 'NUMBER', min, max }
    return max - min < MOST_POINTS ? { kind: 'SCALE', min, max } : { kind: 'NUMBER', min, max }
  }
  if (kind === 'CHOICE' && options !== undefined && options.length > 0) return { kind: 'OPTIONS', options }
  return { kind: 'TEXT' }
}

/** Reads a form that was sent. Every question may be left out, but not all of them. */
export function readForm(questions: readonly AskedQuestion[], fields: Fields): ReadForm {
  const names = new Set([COMMENT_FIELD, ...questions.map(({ question }) => fieldOf(question))])
  const several = new Set(
    questions.flatMap(({ question, control }) => (control.kind === 'OPTIONS' ? [fieldOf(question)] : [])),
  )
  const isOther = [...fields].some(
    ([name, values]) => !names.has(name) || (values.length > 1 && !several.has(name)),
  )
  if (isOther) return { answers: {}, comment: '', faults: new Map(), problem: 'OTHER_FORM' }
  const faults = new Map<string, FieldFault>()
  const answers: [string, Answers[string]][] = []
  for (const { question, control } of questions) {
    const given = (fields.get(fieldOf(question)) ?? []).filter((value) => value.trim() !== '')
    if (given.length === 0) continue
    const read = readAnswer(control, given)
    if (typeof read === 'object' && 'code' in read) faults.set(fieldOf(question), read)
    else answers.push([question.id, read])
  }
  const comment = textOf(fields.get(COMMENT_FIELD)?.[0] ?? '')
  const fault = textFault(comment)
  if (fault !== null) faults.set(COMMENT_FIELD, fault)
  const isEmpty = answers.length === 0 && comment === '' && faults.size === 0
  // Not an assignment to an object: a question may be called __proto__.
  return { answers: Object.fromEntries(answers), comment, faults, problem: isEmpty ? 'NO_ANSWER' : null }
}

function readAnswer(control: Control, given: readonly string[]): Answers[string] | FieldFault {
  const [first = ''] = given
  switch (control.kind) {
    case 'SCALE':
    case 'NUMBER': {
      const text = first.trim().replace(',', '.')
      if (!/^[+-]?\d{1,15}(\.\d{1,9})?$/.test(text)) return { code: 'NO_NUMBER' }
      const number = Number(text)
      const { min, max } = control
      if (min !== null && max !== null && (number < min || number > max))
        return { code: 'OUT_OF_RANGE', min, max }
      if (control.kind === 'SCALE' && !Number.isInteger(number)) return { code: 'NO_OPTION' }
      return number
    }
    case 'OPTIONS': {
      const ticked = new Set(given.map(textOf))
      const chosen = control.options.filter((option) => ticked.has(textOf(option)))
      if (chosen.length < ticked.size) return { code: 'NO_OPTION' }
      return chosen.length === 1 ? (chosen[0] ?? '') : chosen
    }
    case 'TEXT': {
      const text = textOf(first)
      return textFault(text) ?? text
    }
  }
}

/** Browsers send the ends of lines in their own way. */
function textOf(sent: string): string {
  return sent.replace(/\r\n?/g, '\n').trim()
}

function textFault(text: string): FieldFault | null {
  if (text.length > MOST_TEXT) return { code: 'TOO_LONG', max: MOST_TEXT }
  return text.includes('\0') || text.includes('\ufffd') || !text.isWellFormed() ? { code: 'NO_TEXT' } : null
}
