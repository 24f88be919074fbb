import type { QuestionSetting } from './survey-config.ts'

/** The kinds of questions that a header of a sheet made from a template names before its colon. */
const KINDS = {
  nps: { type: 'rating', min: 0, max: 10 },
  csat: { type: 'rating', min: 1, max: 5 },
  ces: { type: 'rating', min: 1, max: 7 },
  rating: { type: 'rating', min: 1, max: 5 },
  choice: { type: 'choice', min: 1, max: 5 },
  text: { type: 'text', min: 1, max: 5 },
  number: { type: 'number', min: 1, max: 5 },
} as const
export type HeaderKind = keyof typeof KINDS

export const HEADER_KINDS = Object.keys(KINDS)

/** A question as a header asks it: `nps: How likely …?`, `rating 1-7: How well …?`. */
export interface HeaderQuestion {
  readonly kind: HeaderKind
  readonly question: QuestionSetting & { readonly text: string }
}

/** The question that a header asks; undefined where it asks none. The ends of the scale are those that are written. */
export function questionIn(header: string): HeaderQuestion | undefined {
  const [, word = '', low, high, text = ''] =
    /^([a-z]+)(?:\s+(-?\d{1,4})\s*(?:-|–|to)\s*(-?\d{1,4}))?\s*:\s*(\S.*)$/is.exec(header) ?? []
  const kind = Object.keys(KINDS).find((one): one is HeaderKind => one === word.toLowerCase())
  if (kind === undefined) return undefined
  const scale = low === undefined || high === undefined ? {} : { min: Number(low), max: Number(high) }
  // Only a rating may have a scale of another length than the usual one.
  if (low !== undefined && kind !== 'rating') return undefined
  return { kind, question: { column: header, text, ...KINDS[kind], ...scale } }
}
