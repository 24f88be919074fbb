import { type AssetTexts, type Place, placeText } from './places.ts'

/** One place that a template reads. */
interface TemplatePlace {
  readonly place: Place
  /** The place as one text. */
  readonly text: string
  /** Takes what follows the last slash or colon: `shop` of `system:default/shop`. */
  readonly tail: boolean
}

/** A text, or places of which the first that has a text counts. */
type Part = string | readonly TemplatePlace[]

export type Template = readonly Part[]

const PLACE = /^(tail:)?(?:(name|kind|environment)|(label|attribute):(.+))$/
/** An asset with more names than this has one too many anyway. */
const MOST_NAMES = 10

/** Thrown for a template that cannot be read; the message completes a sentence that begins with the field. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

/**
 * Reads a template: text with `{place}`, where a place is name, kind, environment, label:KEY or attribute:PATH, each with
 * `tail:` before it if wanted, or several of them separated by `|`.
 * @throws TemplateError
 */
export function parseTemplate(text: string): Template {
  const parts: Part[] = []
  let from = 0
  for (const { 0: whole, 1: inner = '', index } of text.matchAll(/\{([^{}]*)\}/g)) {
    parts.push(literal(text.slice(from, index)))
    parts.push(inner.split('|').map((place) => placeFrom(place.trim())))
    from = index + whole.length
  }
  parts.push(literal(text.slice(from)))
  return parts.filter((part) => part !== '')
}

function literal(text: string): string {
  if (/[{}]/.test(text)) throw new TemplateError('has a brace without its partner')
  return text
}

function placeFrom(text: string): TemplatePlace {
  const [, tail, plain, keyed, key = ''] = PLACE.exec(text) ?? []
  const of = (plain ?? keyed) as Place['of'] | undefined
  if (of === undefined) {
    throw new TemplateError(
      `reads {${text}}; a place is name, kind, environment, label:KEY or attribute:PATH, with tail: before it to take what follows the last / or :`,
    )
  }
  const place = { of, key }
  return { place, text: placeText(place), tail: tail !== undefined }
}

/** The texts that a template gives for an asset: none if one of its places is empty, several if a place has several. */
export function render(template: Template, asset: AssetTexts): readonly string[] {
  let texts: readonly string[] = ['']
  for (const part of template) {
    const next = typeof part === 'string' ? [part] : firstFilled(part, asset)
    texts = texts.flatMap((text) => next.map((each) => text + each)).slice(0, MOST_NAMES)
  }
  const trimmed = texts.map((text) => text.replace(/\s+/g, ' ').trim())
  return [...new Set(trimmed)].filter((text) => text !== '')
}

function firstFilled(places: readonly TemplatePlace[], asset: AssetTexts): readonly string[] {
  for (const { place, text, tail } of places) {
    const all = asset.at(place, text)
    const texts = tail ? all.map(tailOf).filter((each) => each !== '') : all
    if (texts.length > 0) return texts
  }
  return []
}

function tailOf(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1)
}
