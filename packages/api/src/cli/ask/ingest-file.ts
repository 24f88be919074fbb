import { createReadStream } from 'node:fs'
import { extname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Answering, type AskTools, withServer } from '../client/open-client.ts'
import { CommandError, EXIT, UsageError } from '../exit.ts'
import { directoryFrom } from '../variables.ts'
import type { Reply } from './reply.ts'

type Format = 'csv' | 'ndjson'

const TYPES: Readonly<Record<Format, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson' }
const FORMATS: Readonly<Record<string, Format>> = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' }

const stored = z.object({
  received: z.int(),
  recorded: z.int(),
  replaced: z.int(),
  unchanged: z.int(),
})
const refused = z.object({
  error: z.string(),
  code: z.string().default('INTERNAL'),
  problems: z.array(z.object({ line: z.int(), message: z.string() })).default([]),
})

/**
 * Sends the samples of a file, or of standard input for -.
 * @throws CommandError if they cannot be read, or are refused
 */
export async function ingestFile(file: string, format: Format | undefined, tools: AskTools): Promise<Reply> {
  const type = TYPES[format ?? formatOf(file)]
  const answer = await withServer(tools, (server) => send(server, file, type, tools), {
    everything: false,
    writes: false,
    command: 'metrics ingest',
  })
  const body: unknown = await answer.json().catch(() => undefined)
  const counts = stored.safeParse(body)
  if (!answer.ok || !counts.success) throw refusal(answer.status, body)
  const { data } = counts
  return {
    data,
    text: () =>
      `${data.received} samples: ${data.recorded} new, ${data.replaced} replaced, ${data.unchanged} unchanged.`,
  }
}

function formatOf(file: string): Format {
  const format = FORMATS[extname(file).toLowerCase()]
  if (format !== undefined) return format
  throw new UsageError(`${file}: its name does not say what it contains; add --format csv or --format ndjson`)
}

async function send(
  { url, token, fetch: own = fetch }: Answering,
  file: string,
  type: string,
  { variables, signal }: AskTools,
): Promise<Response> {
  const source = file === '-' ? process.stdin : createReadStream(resolve(directoryFrom(variables), file))
  let problem: Error | undefined
  source.once('error', (error) => {
    problem = error
  })
  // Beside the API, also below a path that a proxy takes away.
  const address = new URL('ingest/samples', url).href
  try {
    return await own(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: Readable.toWeb(source) as ReadableStream<Uint8Array>,
      duplex: 'half',
      redirect: 'error',
      signal,
    } as RequestInit)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (problem !== undefined)
      throw new CommandError('INPUT_ERROR', `${file}: ${unread(problem)}`, EXIT.usage)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new CommandError(
      'NETWORK',
      `The server did not take the samples: ${cause instanceof Error ? cause.message : cause}`,
    )
  } finally {
    source.destroy()
  }
}

function unread(error: Error): string {
  return 'code' in error && error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.message}`
}

const UNUSABLE: ReadonlySet<number> = new Set([400, 413, 415])

function refusal(status: number, body: unknown): CommandError {
  const { data } = refused.safeParse(body)
  if (data === undefined) {
    return new CommandError(
      'SERVER',
      `The server answered with status ${status}; it may be of an earlier version.`,
    )
  }
  const { error, code, problems } = data
  if (problems.length === 0) {
    return new CommandError(code, error, UNUSABLE.has(status) ? EXIT.usage : EXIT.failed)
  }
  return new CommandError(code, 'Some lines cannot be taken. Nothing is stored.', EXIT.usage, {
    details: { problems },
    more: problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'),
  })
}
