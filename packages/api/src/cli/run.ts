import { type Command, CommanderError } from 'commander'
import { ASK_COMMANDS, createAskProgram } from './ask/commands.ts'
import { CommandError, EXIT } from './exit.ts'
import { createOutput } from './output.ts'
import { printable } from './printable.ts'

/** The one place that reads the environment and the arguments, listens to signals and sets the exit code. */
export async function run(): Promise<void> {
  const stopping = new AbortController()
  /** The exit code of a command that a signal has ended. */
  let stopped: number = EXIT.interrupted
  for (const [name, code] of [
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', EXIT.terminated],
  ] as const) {
    process.on(name, () => {
      stopped = code
      stopping.abort()
    })
  }

  // Without a listener an error of these ends the process. A reader that has closed them, as "| head" does, is no
  // failure of the command; a full disk is one.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      process.once('exit', () => {
        process.exitCode = EXIT.failed
      })
    })
  }

  const exit = (code: number) => {
    process.exitCode = code
  }

  try {
    const program = await programFor(process.argv[2], stopping.signal, exit)
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
    } else {
      const known = error instanceof CommandError ? error : (await import('./explain.ts')).explain(error)
      const { code, message, exit: failed, details, more = '' } = known
      // Of a call that Ctrl-C has ended there is nothing to say.
      if (!(stopping.signal.aborted && error === stopping.signal.reason)) {
        if (process.argv.includes('--json'))
          process.stderr.write(`${printable(JSON.stringify({ error: { code, message, ...details } }))}\n`)
        else process.stderr.write(printable(`throughline: ${message}\n${more === '' ? '' : `${more}\n`}`))
      }
      process.exitCode = stopping.signal.aborted ? stopped : failed
    }
  }
}

/** The commands that ask a server start without the modules of the server. */
async function programFor(
  name: string | undefined,
  signal: AbortSignal,
  exit: (code: number) => void,
): Promise<Command> {
  if (name !== undefined && ASK_COMMANDS.has(name)) {
    return createAskProgram(() => ({ variables: process.env, signal }), exit)
  }
  const [{ createProgram }, { readEnvironment }] = await Promise.all([
    import('./program.ts'),
    import('./environment.ts'),
  ])
  let openLog: Awaited<ReturnType<typeof logOpener>> | undefined
  const program = createProgram(({ json, serves }) => {
    if (openLog === undefined) throw new Error('an action has begun without a log')
    const environment = readEnvironment(process.env)
    const log = openLog(environment.logLevel ?? (serves && !process.stderr.isTTY ? 'info' : 'warn'))
    // A promise that nothing awaits must not end all other requests and runs.
    if (serves) process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
    return {
      environment,
      log,
      output: createOutput(json),
      signal,
    }
  }, exit)
  // Help and usage errors do not load the log.
  return program.hook('preAction', async () => {
    openLog = await logOpener()
  })
}

/** Opens logs that are read in a terminal, or collected. */
async function logOpener() {
  return process.stderr.isTTY
    ? (await import('./terminal-log.ts')).openTerminalLog
    : (await import('./log.ts')).openLog
}
