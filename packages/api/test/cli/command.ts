import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Connection } from '@throughline/db'
import type { TestDatabase } from '@throughline/db/testing'
import { COMPILED } from '../compiled.ts'

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Surroundings {
  /** Beside PATH and the like, all that the command finds in its environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly input?: string
}

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line to its end, in a process of its own. */
export async function throughline(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const child = start(args, surroundings)
  child.stdin?.end(surroundings.input ?? '')
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { code, signal, stdout: stdout(), stderr: stderr() }
}

/** A server that runs until it is told to stop. */
export interface Serving {
  readonly child: ChildProcess
  /** The address of the API. */
  readonly url: string
  /** What it has said on standard output by now. */
  stdout(): string
  stderr(): string
  /** Sends the signal and waits for the end. */
  stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; ms: number }>
}

/** Starts `serve` and waits until it says where it is. */
export async function serving(surroundings: Surroundings, ...more: string[]): Promise<Serving> {
  const child = start(['serve', ...more], surroundings)
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const ended = once(child, 'close')
  const found = Promise.withResolvers<string>()
  if (child.stdout !== null) {
    // The banner ends with how to stop, the JSON of scripts with its bracket.
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'Stop with Ctrl-C.' && line !== '}') return
      const [url = ''] = /http:\/\/[^\s"]+\/graphql/.exec(stdout()) ?? []
      found.resolve(url)
    })
  }
  const url = await Promise.race([
    found.promise,
    ended.then(() => Promise.reject(new Error(`it ended: ${stdout()}${stderr()}`))),
  ])
  return {
    child,
    url,
    stdout,
    stderr,
    async stop(signal) {
      const start = performance.now()
      child.kill(signal)
      const [code] = (await ended) as [number | null]
      return { code, ms: performance.now() - start }
    },
  }
}

/** Starts the command line in a process of its own. */
export function start(args: readonly string[], { env, cwd }: Surroundings): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: cwd ?? process.cwd(),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_COMPILE_CACHE: COMPILED,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Keeps what a stream says. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

/** The same database as a URL for the environment. */
export function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url
  const { host, port, database, user } = connection
  const where = new URLSearchParams({ host, ...(port === undefined ? {} : { port: String(port) }) })
  return `postgres://${encodeURIComponent(user)}@localhost/${encodeURIComponent(database)}?${where}`
}

/** Asks a server; gives the status and the parsed body. */
export async function ask(
  url: string,
  token: string | undefined,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ status: number; body: { data?: Record<string, unknown>; errors?: { message: string }[] } }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, body: await response.json() }
}

/** Keeps the first command on a new database from adding the mapping rules of a new organisation to what it does. */
export async function withoutDefaultRules({ db }: TestDatabase): Promise<void> {
  await db.kysely.updateTable('mapping_progress').set({ default_rules: 'OFFERED' }).execute()
}
