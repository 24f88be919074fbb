import { printable } from '../printable.ts'
import { type Screen, screenOf } from '../text/style.ts'
import type { Variables } from '../variables.ts'

/** What a command answers. */
export interface Reply {
  /** The data of the GraphQL query, as --json writes it. */
  readonly data: object
  /** The same for people. */
  text(screen: Screen): string
  /** What the text leaves out, and how to see it. */
  readonly note?: string | undefined
  /** One of EXIT, if not done. */
  readonly exit?: number | undefined
}

/** Writes the answer to standard output, and nothing else; notes for people go to standard error. */
export function writeReply({ data, text, note }: Reply, json: boolean, variables: Variables): void {
  if (json) {
    process.stdout.write(`${printable(JSON.stringify(data, null, 2))}\n`)
    return
  }
  const shown = text(screenOf(process.stdout, variables))
  if (shown !== '') process.stdout.write(`${shown}\n`)
  if (note !== undefined) process.stderr.write(`${note}\n`)
}
