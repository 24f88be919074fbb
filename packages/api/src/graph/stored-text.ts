import { truncate } from '@throughline/plugin-kit'

/** A text as a column of at most so many characters holds it; null where there is none. */
export function storedText(text: string | null | undefined, max: number): string | null {
  return text == null ? null : truncate(text, max)
}
