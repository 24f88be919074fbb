import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

const main = new URL('../../packages/api/src/main.ts', import.meta.url).pathname

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `throughline serve` in a process of its own, up and answering. */
export interface Serving {
  /** The lines it said until it was up. */
  readonly said: readonly string[]
  /** The address of the API. */
  readonly url: string
  /** The address of GraphiQL as it was printed, with a code that is valid once. */
  readonly link: string
  readonly token: string
  /** What Ctrl-C does; gives how it ended. */
  interrupt(): Promise<Ended>
}

/**
 * The command line as a person has it: child processes with a THROUGHLINE_HOME of their own in a new folder, where
 * the embedded PostgreSQL keeps its data. Disposing stops what still serves and removes the folder.
 */
export interface CommandLine extends AsyncDisposable {
  readonly home: string
  /** Runs one command to its end. */
  run(...args: readonly string[]): Promise<Ended>
  /** Runs any script with Node as a person would who works here. */
  script(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended>
  serve(env?: Readonly<Record<string, string>>): Promise<Serving>
}

export async function openCommandLine(): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'throughline-story-'))
  // Open to the account that runs PostgreSQL for root: then the data lies in it, and goes with it.
  await chmod(home, 0o755)
  const serving = new Set<ChildProcess>()

  const start = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    spawn(process.execPath, args, {
      env: { ...machineEnvironment(), THROUGHLINE_HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  async function toEnd(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
    const child = start(args, env)
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { code, stdout, stderr }
  }

  async function stop(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    child.kill('SIGINT')
    await closed
  }

  return {
    home,
    run: (...args) => toEnd([main, ...args], {}),
    script: (file, args, env) => toEnd([file, ...args], env),

    async serve(env = {}) {
      const child = start([main, 'serve'], { PORT: '0', ...env })
      serving.add(child)
      const errors = text(child.stderr)
      const said: string[] = []
      const lines = createInterface({ input: child.stdout })
      const closed = once(child, 'close')
      await new Promise<void>((resolve) => {
        lines.on('line', (line) => {
          said.push(line)
          if (line.startsWith('Stop with')) resolve()
        })
        lines.on('close', resolve)
      })
      const value = (label: string) =>
        said
          .find((line) => line.startsWith(label))
          ?.slice(label.length)
          .trim()
      const link = value('GraphiQL ')
      const token = value('Admin token ')
      if (link === undefined || token === undefined)
        throw new Error(`The server did not come up: ${said.join('\n')}\n${await errors}`)
      return {
        said: [...said],
        url: link.replace(/#.*/, ''),
        link,
        token,
        async interrupt() {
          child.kill('SIGINT')
          const [code] = await closed
          serving.delete(child)
          return { code, stdout: said.join('\n'), stderr: await errors }
        },
      }
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([...serving].map(stop))
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The environment without what would lead to somebody's own server. */
function machineEnvironment(): NodeJS.ProcessEnv {
  const own = /^(DATABASE_|THROUGHLINE_|PORT$|HOST$|LOG_LEVEL$|INIT_CWD$|NODE_OPTIONS$|VITEST)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}
