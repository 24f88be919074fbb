import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import { isAlive, readPidFile } from '../src/embedded/pid-file.ts'
import { stopServer } from '../src/embedded/stop.ts'
import { type Connection, connect, type Embedded, type EmbeddedOptions, startEmbedded } from '../src/index.ts'

export const isRoot = process.getuid?.() === 0

const cleanups: (() => Promise<void> | void)[] = []
const dataDirectories = new Set<string>()

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A directory that others can enter, removed after the test with the servers that still run in it. */
export function temporaryDirectory(mode = 0o755): string {
  const directory = mkdtempSync(join(tmpdir(), 'throughline-embedded-'))
  chmodSync(directory, mode)
  cleanups.push(async () => {
    for (const data of dataDirectories) await stopServer({ data, logFile: '' })
    dataDirectories.clear()
    rmSync(directory, { recursive: true, force: true })
  })
  return directory
}

/** An embedded server of this process, left after the test if it has not been before. */
export async function hold(options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await startEmbedded({ durable: false, ...options })
  dataDirectories.add(embedded.dataDirectory)
  cleanups.push(() => embedded.stop())
  return embedded
}

export interface Holder {
  readonly process: ChildProcess
  readonly answer: {
    owned?: boolean
    connection?: Connection
    dataDirectory?: string
    error?: { code: string; message: string }
  }
  /** Lets it leave in order. */
  leave(): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
}

const script = fileURLToPath(new URL('./embedded-process.ts', import.meta.url))

/** The same in a process of its own, by default as the caller. */
export async function holdElsewhere(
  options: EmbeddedOptions,
  account: { uid?: number; gid?: number } = {},
): Promise<Holder> {
  const child = spawn(process.execPath, [script, JSON.stringify({ durable: false, ...options })], {
    ...account,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  cleanups.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the process ended without an answer'))),
  ])
  const answer: Holder['answer'] = JSON.parse(line)
  if (answer.dataDirectory !== undefined) dataDirectories.add(answer.dataDirectory)
  return {
    process: child,
    answer,
    async leave() {
      child.stdin.end()
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs one statement on a connection of its own. */
export async function ask(connection: Connection, sql: string): Promise<unknown[]> {
  const db = connect(connection, { max: 1 })
  try {
    return (await db.pool.query(sql)).rows
  } finally {
    await db.close()
  }
}

export function serverProcess(dataDirectory: string): number {
  const file = readPidFile(dataDirectory)
  if (!file) throw new Error(`no server on ${dataDirectory}`)
  return file.pid
}

export function isRunning(dataDirectory: string): boolean {
  const file = readPidFile(dataDirectory)
  return file !== undefined && isAlive(file.pid)
}
