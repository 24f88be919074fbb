import { nearestWord } from '@throughline/plugin-kit'
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

/** `, did you mean "owner"?`, or nothing. */
export function suggestion(word: string, known: Iterable<string>): string {
  const best = nearestWord(word, known)
  return best === undefined ? '' : `; did you mean "${best}"?`
}
