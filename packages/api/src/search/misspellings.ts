const FEWEST = 5
const MOST = 8

/**
 * A regular expression of PostgreSQL for words that differ from a short word in one letter, or in the order of two that
 * follow each other. It means the same in upper case. Undefined for what is not one word of 5 to 8 letters or digits.
 */
export function misspellingsOf(text: string): string | undefined {
  const letters = [...text]
  const isWord = letters.every((letter) => /[\p{L}\p{N}]/u.test(letter))
  if (!isWord || letters.length < FEWEST || letters.length > MOST) return undefined
  const wrong = letters.map((_, place) => letters.with(place, '.').join(''))
  const swapped = letters
    .slice(1)
    .map((letter, place) => letters.toSpliced(place, 2, letter, letters[place] ?? '').join(''))
  return `(^|\\W|_)(${[...wrong, ...swapped].join('|')})($|\\W|_)`
}
