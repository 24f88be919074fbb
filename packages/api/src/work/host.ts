import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { truncate } from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import type { RunFailure } from '../sync/runs/handle-failure.ts'
import type { HostLimits } from './host-limits.ts'
import type { Report, Task, TaskResults } from './messages.ts'
import { Stopwatch, type Times, verdict } from './own-time.ts'
import { processUsage } from './process-usage.ts'
import { readReport } from './read-report.ts'

export interface HostOptions {
  readonly limits: HostLimits
  readonly log: Logger
  /** The environment of this process, of which the plugin's process gets what makes programs run. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Ends the task in order; after a while by force. */
  readonly signal?: AbortSignal
  /** The process is looked at this often, in milliseconds. */
  readonly watchEvery?: number
  /** More options of Node for the process. */
  readonly execArgv?: readonly string[]
  /** Told the process's id when it runs. */
  readonly onStart?: (pid: number) => void
}

/** A task could not be done. */
export class TaskFailed extends Error {
  readonly failure: RunFailure

  constructor(failure: RunFailure) {
    super(failure.message)
    this.name = 'TaskFailed'
    this.failure = failure
  }
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
/** How long a process may take to end in order. */
const GRACE = 8_000
/** After how many intervals a look at a process comes late. */
const LATE = 3
const START: Times = { own: 0, observed: 0 }

/**
 * Does a task in a process of its own, which is ended when it takes too much or hangs. Neither the database's address
 * nor any secret is in its environment: it is told what the task needs.
 *
 * @throws TaskFailed with PLUGIN_HUNG, PLUGIN_MEMORY or PLUGIN_CRASHED, with INTERRUPTED when it was ended from
 * outside, or with what the task failed with.
 */
export async function perform<Kind extends Task['kind']>(
  task: Extract<Task, { kind: Kind }>,
  options: HostOptions,
): Promise<TaskResults[Kind]> {
  const child = fork(CHILD, [], {
    execArgv: [`--max-old-space-size=${options.limits.memory}`, ...(options.execArgv ?? [])],
    env: plainEnvironment(options.environment),
    // What a plugin prints must not get between what this process says.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const watch = new Watch(child, options)
  // If the child does not start or ends at once, its exit is reported; an error without a listener ends this process.
  child.on('error', () => undefined)
  if (child.connected) child.send(task, () => undefined)
  return (await watch.end()) as TaskResults[Kind]
}

/** The variables that make programs run, and none that could hold what is nobody's business. */
function plainEnvironment(env: HostOptions['environment']): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'TZ',
    'LANG',
    'LC_ALL',
    'TMPDIR',
    'NODE_COMPILE_CACHE',
    'NODE_EXTRA_CA_CERTS',
    'SystemRoot',
  ]
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

/** Follows a process until it ends, and ends it when it must. */
class Watch {
  readonly #child: ChildProcess
  readonly #options: HostOptions
  readonly #every: number
  readonly #stopwatch: Stopwatch
  #looking = false
  /** When it was last heard of, by its own times; when something was last stored, or it was loaded. */
  #beat = START
  #moved = START
  #ready = false
  #tail = ''
  #verdict: RunFailure | undefined
  #result: { readonly value: TaskResults[Task['kind']] } | undefined

  constructor(child: ChildProcess, options: HostOptions) {
    this.#child = child
    this.#options = options
    this.#every = options.watchEvery ?? 500
    this.#stopwatch = new Stopwatch(this.#every * LATE)
  }

  async end(): Promise<TaskResults[Task['kind']]> {
    const child = this.#child
    const { signal, onStart } = this.#options
    child.on('message', (message: unknown) => {
      const report = readReport(message)
      if (report !== undefined) this.#hear(report)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#tail = `${this.#tail}${chunk.toString('utf8')}`.slice(-4000)
    })
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
      child.once('exit', (code, cause) => resolve({ code, signal: cause }))
      child.once('error', (error) => {
        this.#verdict ??= {
          code: 'INTERRUPTED',
          message: `The process could not be started: ${error.message}`,
        }
        resolve({ code: 1, signal: null })
      })
    })
    if (child.pid !== undefined) onStart?.(child.pid)
    const watching = setInterval(() => void this.#look(), this.#every)
    let force: NodeJS.Timeout | undefined
    const stop = () => {
      child.kill('SIGTERM')
      force = setTimeout(() => child.kill('SIGKILL'), GRACE)
    }
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return this.#judge(await ended)
    } finally {
      clearInterval(watching)
      clearTimeout(force)
      signal?.removeEventListener('abort', stop)
    }
  }

  #hear(report: Report): void {
    this.#beat = this.#stopwatch.times
    if (report.kind === 'ready') {
      this.#ready = true
      this.#moved = this.#beat
    }
    if (report.kind === 'heartbeat' && report.moved) this.#moved = this.#beat
    if (report.kind === 'log') this.#options.log[report.level](report.fields, report.message)
    if (report.kind === 'failure') this.#verdict = report.failure
    if (report.kind === 'result') this.#result = { value: report.result }
  }

  async #look(): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined || this.#looking) return
    this.#looking = true
    const usage = await processUsage(pid)
    this.#looking = false
    const { limits } = this.#options
    // Where the system says nothing, all time that passes counts.
    const seen = { at: performance.now(), cpu: usage?.cpu ?? 0, waits: usage?.waits ?? true }
    // What it reported while this process could not read is read before the next look.
    if (this.#stopwatch.observe(seen)) this.#checkTimes()
    if (usage !== undefined && usage.memory > limits.memory) {
      this.#kill(
        'PLUGIN_MEMORY',
        `The plugin was ended: it took ${usage.memory} MB of memory, more than the ${limits.memory} MB allowed. Set THROUGHLINE_RUN_MEMORY to allow more.`,
      )
    }
  }

  #checkTimes(): void {
    const { load, silence, stall } = this.#options.limits
    if (!this.#ready) {
      this.#check(
        START,
        load,
        (limit) => `it was not loaded within ${limit}`,
        'THROUGHLINE_PLUGIN_LOAD_SECONDS',
      )
      return
    }
    this.#check(
      this.#beat,
      silence,
      (limit) => `it computed for ${limit} without coming to an end`,
      'THROUGHLINE_PLUGIN_SILENCE_SECONDS',
    )
    this.#check(
      this.#moved,
      stall,
      (limit) => `it got nowhere for ${limit}`,
      'THROUGHLINE_PLUGIN_STALL_SECONDS',
    )
  }

  #check(since: Times, limit: number, what: (limit: string) => string, setting: string): void {
    const seconds = `${Math.round(limit / 1000)} s`
    switch (verdict(since, this.#stopwatch.times, limit)) {
      case 'over':
        this.#kill(
          'PLUGIN_HUNG',
          `The plugin was ended: ${what(`${seconds} of its own time`)}. Set ${setting} to allow more.`,
        )
        break
      case 'starved':
        this.#kill(
          'INTERRUPTED',
          `The machine is too busy: the process of the plugin did not get ${seconds} of its own time. It is tried again.`,
        )
    }
  }

  #kill(code: string, message: string): void {
    if (this.#verdict !== undefined || this.#result !== undefined) return
    this.#verdict = { code, message }
    this.#child.kill('SIGKILL')
  }

  #judge({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }) {
    if (this.#verdict !== undefined) throw new TaskFailed(this.#verdict)
    if (this.#result !== undefined) return this.#result.value
    if (/heap out of memory|Reached heap limit/.test(this.#tail)) {
      throw new TaskFailed({
        code: 'PLUGIN_MEMORY',
        message: `The plugin filled its memory of ${this.#options.limits.memory} MB.`,
      })
    }
    // Ended from outside: the machine went down, an operator wanted it, the system ran out of memory.
    if (signal !== null || this.#options.signal?.aborted === true) {
      throw new TaskFailed({
        code: 'INTERRUPTED',
        message: `The process that worked on it was ended${signal === null ? '' : ` by ${signal}`}; it goes on where it stood.`,
      })
    }
    const lines = this.#tail.trim().split('\n')
    // What Node prints of an error that nobody caught has it in the middle.
    const said = lines.find((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? ''
    throw new TaskFailed({
      code: 'PLUGIN_CRASHED',
      message: `The plugin ended its process with code ${code}${said === '' ? '' : `: ${truncate(said, 300)}`}.`,
    })
  }
}
