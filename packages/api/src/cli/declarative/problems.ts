import { UsageError } from '../exit.ts'

/** Where something stands in a file. Lines and columns begin at 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing that is wrong in a file. */
export interface Problem {
  readonly place: Place
  /** What is wrong and what to do, without the place. */
  readonly message: string
}

/** All that is wrong in the files; nothing was written. */
export class FilesError extends UsageError {
  readonly problems: readonly Problem[]

  constructor(found: readonly Problem[]) {
    const problems = inOrder(found)
    const lines = problems.map(({ place, message }) => `${placeText(place)}: ${message}`)
    super(
      `${lines.length === 1 ? '' : `${lines.length} problems; nothing was written.\n`}${lines.join('\n')}`,
    )
    this.problems = problems
  }
}

/** By file, line and column. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(({ place: a }, { place: b }) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1
    return a.line - b.line || a.column - b.column
  })
}

export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

/** The known word that is most like an unknown one; undefined if none is. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const one of known) {
    const distance = editDistance(word.toLowerCase(), one.toLowerCase())
    if (distance < least) [best, least] = [one, distance]
  }
  return best
}

/** `, did you mean "owner"?`, or nothing. */
export function suggestion(word: string, known: Iterable<string>): string {
  const best = nearest(word, known)
  return best === undefined ? '' : `; did you mean "${best}"?`
}

/** Levenshtein's distance: insertions, deletions and substitutions of single characters. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const substitution = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
