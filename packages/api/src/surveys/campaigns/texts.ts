import { z } from 'zod'

const filled = z.string().min(1)

/**
 * The texts of the answer page in one language. A file of `languages/` holds them, named after the language (BCP 47).
 * What stands in braces is filled in.
 */
const languageSchema = z.strictObject({
  /** The name of the language, in the language itself. */
  language: filled,
  direction: z.enum(['ltr', 'rtl']),
  intro: filled,
  anonymity: filled,
  optional: filled,
  scaleHint: z.string().regex(/\{min\}.*\{max\}/),
  minutesHint: filled,
  numberHint: filled,
  choiceHint: filled,
  noAnswer: filled,
  comment: filled,
  commentHint: filled,
  send: filled,
  errorTitle: filled,
  thanksTitle: filled,
  thanksText: filled,
  closedTitle: filled,
  closedText: filled,
  notOpenTitle: filled,
  notOpenText: filled,
  unknownTitle: filled,
  unknownText: filled,
  busyTitle: filled,
  busyText: z.string().regex(/\{seconds\}/),
  refusedTitle: filled,
  errors: z.strictObject({
    NO_NUMBER: filled,
    NO_OPTION: filled,
    NO_TEXT: filled,
    OUT_OF_RANGE: z.string().regex(/\{min\}.*\{max\}/),
    TOO_LONG: z.string().regex(/\{max\}/),
    NO_ANSWER: filled,
    OTHER_FORM: filled,
    TOO_LARGE: filled,
    NO_FORM: filled,
  }),
})

export type Texts = z.infer<typeof languageSchema>

/** Texts by language, such as `de`. */
export type Languages = ReadonlyMap<string, Texts>

export const DEFAULT_LANGUAGE = 'en'
export const LANGUAGE_NAME = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/

/** @throws Error that names the file and the text that is missing */
export function textsFrom(file: string, content: string): Texts {
  const read = languageSchema.safeParse(JSON.parse(content))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** A text with its values filled in. */
export function filledIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

/** The first language that a browser prefers and that there are texts in. @param accepted the header Accept-Language */
export function preferredLanguage(accepted: string | undefined, languages: Iterable<string>): string {
  const known = new Map([...languages].map((name) => [name.toLowerCase(), name]))
  const wishes = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters
        .map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1])
        .find((one) => one !== undefined)
      return { range, quality: quality === undefined ? 1 : Number(quality) }
    })
  for (const { range } of wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)) {
    const found = known.get(range) ?? known.get(range.split('-')[0] ?? '')
    if (found !== undefined) return found
  }
  return DEFAULT_LANGUAGE
}
