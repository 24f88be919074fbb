import { stripVTControlCharacters } from 'node:util'

/** Controls, line and paragraph separators, and the characters that turn the direction of a line. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu

/** The text in one line, without anything that a terminal would execute: names come from other systems. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(UNPRINTABLE, ' ').trim()
}
