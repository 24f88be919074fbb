import type { AskedQuestion } from '@throughline/plugin-kit/surveys'
import { plainText } from '@throughline/plugin-kit/surveys'
import type { Details } from './client.ts'
import type { Row } from './wire.ts'

/** A question as LimeSurvey asks it: its one-letter type, its code, its text, its parts and answers. */
export interface RawQuestion extends Details {
  readonly type: string
  readonly code: string
  readonly text: string
}

/** What somebody said to a question. */
export type Said = string | number | boolean | readonly string[]

/** A question of the record, and how its answer is found in a response. */
export interface SurveyQuestion extends AskedQuestion {
  /** That its answers may be kept whatever a person has set. */
  readonly kept: boolean
  said(row: Row): Said | undefined
}

/** Whose parts or answers have to be asked for. */
export const WITH_DETAILS = new Set([...'L!OMPABCEFHKQR1'])
/** Shown or computed, but not asked: text, equation, choice of language. */
const NOT_ASKED = new Set([...'X*I'])

/** The questions of a record that a question of LimeSurvey stands for: one for each row of an array. */
export function questionsOf(question: RawQuestion): SurveyQuestion[] {
  const { type, code, text } = question
  const base = { id: code, text: plainText(text) }
  if (NOT_ASKED.has(type)) return []
  if (type === '5') {
    return [{ ...base, ...scaled(code, 1, 5), speaksFor: 'CSAT' }]
  }
  if (type === 'Y') return [{ ...base, kind: 'CHOICE', kept: true, said: (row) => yesOrNo(row[code]) }]
  if (type === 'N') return [{ ...base, ...numbered(code) }]
  if (type === 'D') return [{ ...base, kind: 'OTHER', kept: true, said: (row) => words(row[code]) }]
  if (type === 'S') return [{ ...base, ...written(code, false) }]
  if (type === 'T' || type === 'U') return [{ ...base, ...written(code, true) }]
  if (type === 'L' || type === '!' || type === 'O') return [{ ...base, ...chosen(code, question) }]
  if (type === 'M' || type === 'P') return [{ ...base, ...ticked(question) }]
  if (type === 'R') return [{ ...base, ...ranked(question) }]
  return rowsOf(question) ?? [{ ...base, kind: 'OTHER', kept: false, said: () => undefined }]
}

type IdentifierMatches = Pick<SurveyQuestion, 'kind' | 'kept' | 'said' | 'scale' | 'options' | 'prose'>

/** What each row of an array asks. */
function rowsOf(question: RawQuestion): SurveyQuestion[] | undefined {
  const answering = ROWS[question.type]
  if (answering === undefined) return undefined
  const dual = question.type === '1'
  return question.subquestions
    .filter(({ scale }) => scale === 0)
    .flatMap(({ code, text }) => {
      const id = `${question.code}[${code}]`
      const ids = dual ? [`${id}[1]`, `${id}[2]`] : [id]
      const whole = [question.text, text].map(plainText).filter((part) => part !== '')
      return ids.map((column) => ({ id: column, text: whole.join(': '), ...answering(column, question) }))
    })
}

const ROWS: Readonly<Record<string, (column: string, question: RawQuestion) => IdentifierMatches>> = {
  A: (column) => scaled(column, 1, 5),
  B: (column) => scaled(column, 1, 10),
  C: (column) => named(column, { Y: 'Yes', N: 'No', U: 'Uncertain' }),
  E: (column) => named(column, { I: 'Increase', S: 'Same', D: 'Decrease' }),
  F: chosen,
  H: chosen,
  1: (column, { options }) => named(column, labelsOf(options)),
  K: numbered,
  Q: (column) => written(column, false),
}

function scaled(column: string, min: number, max: number): IdentifierMatches {
  return { kind: 'RATING', kept: true, scale: { min, max }, said: (row) => number(row[column]) }
}

function numbered(column: string): IdentifierMatches {
  return { kind: 'OTHER', kept: true, said: (row) => number(row[column]) }
}

function written(column: string, prose: boolean): IdentifierMatches {
  return { kind: 'TEXT', kept: prose, ...(prose ? { prose } : {}), said: (row) => words(row[column]) }
}

/** One of the answers; a number on a scale where the codes of all answers, or else their texts, are such numbers. */
function chosen(column: string, { options }: RawQuestion): IdentifierMatches {
  const scale = scaleIn(options.map(({ code }) => code))
  if (scale !== undefined) return scaled(column, scale.min, scale.max)
  const byText = scaleIn(options.map(({ text }) => plainText(text)))
  const labels = labelsOf(options)
  if (byText === undefined) return named(column, labels)
  const said = (row: Row) => number(labels[String(row[column] ?? '')])
  return { ...scaled(column, byText.min, byText.max), said }
}

/** The ends of a scale, when these are all its numbers. */
function scaleIn(numbers: readonly string[]): { min: number; max: number } | undefined {
  if (numbers.length < 3 || !numbers.every((text) => /^\d{1,3}$/.test(text))) return undefined
  const sorted = numbers.map(Number).sort((a, b) => a - b)
  const [min = 0] = sorted
  return sorted.every((value, index) => value === min + index)
    ? { min, max: min + sorted.length - 1 }
    : undefined
}

function labelsOf(options: RawQuestion['options']): Readonly<Record<string, string>> {
  return Object.fromEntries(options.map(({ code, text }) => [code, plainText(text) || code]))
}

/** An answer by its name. What people typed instead stands in a column of its own, which is not read. */
function named(column: string, labels: Readonly<Record<string, string>>): IdentifierMatches {
  return {
    kind: 'CHOICE',
    kept: true,
    options: Object.values(labels),
    said: (row) => {
      const code = words(row[column])
      if (code === undefined) return undefined
      return code === '-oth-' ? 'Other' : (labels[code] ?? code)
    },
  }
}

function ticked({ code, subquestions }: RawQuestion): IdentifierMatches {
  const parts = subquestions.map((part) => ({
    column: `${code}[${part.code}]`,
    label: plainText(part.text) || part.code,
  }))
  return {
    kind: 'CHOICE',
    kept: true,
    options: parts.map(({ label }) => label),
    said: (row) => {
      const labels = parts.filter(({ column }) => row[column] === 'Y').map(({ label }) => label)
      const other = words(row[`${code}[other]`]) === undefined ? [] : ['Other']
      const all = [...labels, ...other]
      return all.length === 0 ? undefined : all
    },
  }
}

function ranked({ code, options, subquestions }: RawQuestion): IdentifierMatches {
  const labels = labelsOf(options.length > 0 ? options : subquestions)
  const places = Object.keys(labels).map((_, index) => `${code}[${index + 1}]`)
  return {
    kind: 'CHOICE',
    kept: true,
    options: Object.values(labels),
    said: (row) => {
      const order = places.flatMap((place) => words(row[place]) ?? [])
      return order.length === 0 ? undefined : order.map((item) => labels[item] ?? item)
    },
  }
}

function words(cell: Row[string] | undefined): string | undefined {
  const text = String(cell ?? '')
  return /\S/.test(text) ? text : undefined
}

function number(cell: Row[string] | undefined): number | undefined {
  const text = words(cell)
  if (text === undefined) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function yesOrNo(cell: Row[string] | undefined): boolean | undefined {
  return cell === 'Y' ? true : cell === 'N' ? false : undefined
}
