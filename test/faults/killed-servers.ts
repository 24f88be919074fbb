import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Connection } from '@throughline/db'

const SERVER = fileURLToPath(new URL('../../packages/api/test/http/server-process.ts', import.meta.url))

interface ServerProcess {
  readonly child: ChildProcess
  readonly url: string
}

/** Two server processes on one database: one serves, and the other takes over when the first is killed. */
export class KilledServers implements AsyncDisposable {
  readonly #connection: Connection
  #serving: ServerProcess
  #spare: Promise<ServerProcess>
  #taking: Promise<void> | undefined
  kills = 0

  private constructor(connection: Connection, serving: ServerProcess) {
    this.#connection = connection
    this.#serving = serving
    this.#spare = startProcess(connection)
  }

  static async start(connection: Connection): Promise<KilledServers> {
    return new KilledServers(connection, await startProcess(connection))
  }

  /** Where the process listens that serves now; it may be dead already. */
  get url(): string {
    return this.#serving.url
  }

  /** Ends the serving process with SIGKILL, unless the one before it is still being replaced. */
  kill(): void {
    if (this.#taking !== undefined) return
    this.#serving.child.kill('SIGKILL')
    this.kills += 1
    this.#taking = this.#spare.then((spare) => {
      this.#serving = spare
      this.#spare = startProcess(this.#connection)
      this.#taking = undefined
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#taking
    for (const { child } of [this.#serving, await this.#spare]) child.kill('SIGKILL')
  }
}

async function startProcess(connection: Connection): Promise<ServerProcess> {
  const child = spawn(process.execPath, [SERVER, JSON.stringify(connection)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  for await (const url of createInterface({ input: child.stdout })) return { child, url }
  throw new Error('the server process ended before it was ready')
}
