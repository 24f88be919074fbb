import type { Path } from './documents.ts'

/** What has to be said of a part of a document. */
export interface Finding {
  /** Place of the document among those that were read, from 0. */
  readonly document: number
  readonly path: Path
  readonly message: string
}

/** What was found while documents were read. */
export class Findings {
  /** Each of them refuses the documents. */
  readonly problems: Finding[] = []
  /** What is not taken over, or was assumed. */
  readonly notes: Finding[] = []

  problem(document: number, path: Path, message: string): void {
    this.problems.push({ document, path, message })
  }

  note(document: number, path: Path, message: string): void {
    this.notes.push({ document, path, message })
  }
}
