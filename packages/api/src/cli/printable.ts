/**
 * Controls, characters that turn text or have no width, and separators of lines and paragraphs; no surrogates, and not
 * the two joiners, which letters and emoji are written with.
 */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Text for a terminal: what names and messages of other systems contain neither moves the cursor nor hides what stands
 * around it. Each such character is written as its escape in JSON, so that JSON means the same afterwards. Line breaks
 * stay.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)))
}

/** The same for text that has a place in a line: line breaks are escaped, too. */
export function printableInLine(text: string): string {
  return text.replace(UNPRINTABLE, escaped)
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}
