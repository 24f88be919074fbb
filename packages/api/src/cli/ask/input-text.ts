import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { AskTools } from '../client/open-client.ts'
import { CommandError, EXIT } from '../exit.ts'
import { directoryFrom } from '../variables.ts'

/** The text of a file, or of standard input for -. @throws CommandError if it cannot be read */
export async function textFrom(file: string, { variables, signal }: AskTools): Promise<string> {
  try {
    if (file === '-') return await standardInput(signal)
    return await readFile(resolve(directoryFrom(variables), file), { encoding: 'utf8', signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new CommandError('INPUT_ERROR', `${file}: ${problemOf(error)}`, EXIT.usage)
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return `cannot be read: ${error}`
  return 'code' in error && error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.message}`
}

/** Ctrl-C ends the wait for input that does not come. */
async function standardInput(signal: AbortSignal): Promise<string> {
  const stop = () => process.stdin.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const read = await text(process.stdin)
    signal.throwIfAborted()
    return read
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
