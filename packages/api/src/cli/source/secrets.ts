import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { JsonObject } from '@throughline/db'
import type { SubmittedSecret } from '../../sync/sources/settings.ts'
import { UsageError } from '../exit.ts'
import { pathOf, withValue } from '../written-settings.ts'

/** What the command line says of secrets. */
export interface WrittenSecrets {
  /** The configuration with the references in their places. */
  readonly config: JsonObject
  /** What came on standard input, to be sealed. */
  readonly secrets: readonly SubmittedSecret[]
}

const REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+)$/

/**
 * Takes `field=env:NAME`, `field=file:/path` and `field=-`, which reads the value from standard input.
 *
 * @throws UsageError for a value on the command line, which is never repeated.
 */
export async function withSecrets(
  config: JsonObject,
  pairs: readonly string[],
  stdin: NodeJS.ReadStream = process.stdin,
): Promise<WrittenSecrets> {
  const written = pairs.map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1) throw new UsageError('--secret: write it as field=env:NAME, field=file:/path or field=-')
    return { field: pair.slice(0, equals), where: pair.slice(equals + 1) }
  })
  for (const { field, where } of written) checkPlace(field, where)
  const piped = written.filter(({ where }) => where === '-').map(({ field }) => field)
  if (piped.length > 1) {
    throw new UsageError(
      `--secret ${piped.join(', ')}: standard input holds one value; hand in the others with throughline source secret`,
    )
  }
  const secrets: SubmittedSecret[] = []
  for (const field of piped) secrets.push({ field, value: await readSecret(field, stdin) })
  return {
    secrets,
    config: written
      .filter(({ where }) => where !== '-')
      .reduce((before, { field, where }) => withValue(before, pathOf(field, '--secret'), where), config),
  }
}

/** @throws UsageError for anything but a reference or `-`. */
function checkPlace(field: string, where: string): void {
  if (where === '-' || REFERENCE.test(where)) return
  throw new UsageError(
    `--secret ${field}: a value on the command line is seen by everybody on this machine and stays in the history of the shell. Write env:NAME or file:/path, or - and hand it in on standard input`,
  )
}

/** The value from a pipe, or typed at a terminal where it is not shown. */
async function readSecret(field: string, stdin: NodeJS.ReadStream): Promise<string> {
  if (stdin.isTTY !== true) return (await text(stdin)).replace(/\r?\n$/, '')
  process.stderr.write(`${field} (it is not shown): `)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: stdin, output: unseen, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
