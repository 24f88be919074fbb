#!/usr/bin/env node
import { CommanderError } from 'commander'
import { ASK_COMMANDS, createAskProgram } from './cli/ask/commands.ts'
import { CommandError, EXIT } from './cli/exit.ts'
import { createOutput } from './cli/output.ts'

/** The one place that reads the environment, listens to signals and sets the exit code. */
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

/** The commands that ask a server start without the modules of the server. */
async function programFor(name: string | undefined) {
  if (name !== undefined && ASK_COMMANDS.has(name)) {
    return createAskProgram(() => ({ variables: process.env, signal: stopping.signal }), exit)
  }
  const [{ createProgram }, { readEnvironment }, openLog] = await Promise.all([
    import('./cli/program.ts'),
    import('./cli/environment.ts'),
    logOpener(),
  ])
  return createProgram(({ json, serves }) => {
    const environment = readEnvironment(process.env)
    const log = openLog(environment.logLevel ?? (serves && !process.stderr.isTTY ? 'info' : 'warn'))
    // A promise that nothing awaits must not end all other requests and runs.
    if (serves) process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
    return {
      environment,
      log,
      output: createOutput(json),
      signal: stopping.signal,
    }
  }, exit)
}

/** Opens logs that are read in a terminal, or collected. */
async function logOpener() {
  return process.stderr.isTTY
    ? (await import('./cli/terminal-log.ts')).openTerminalLog
    : (await import('./cli/log.ts')).openLog
}

try {
  const program = await programFor(process.argv[2])
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  } else {
    const known = error instanceof CommandError ? error : (await import('./cli/explain.ts')).explain(error)
    const { code, message, exit: failed, details, more = '' } = known
    // Of a call that Ctrl-C has ended there is nothing to say.
    if (!(stopping.signal.aborted && error === stopping.signal.reason)) {
      if (process.argv.includes('--json'))
        process.stderr.write(`${JSON.stringify({ error: { code, message, ...details } })}\n`)
      else process.stderr.write(`throughline: ${message}\n${more === '' ? '' : `${more}\n`}`)
    }
    process.exitCode = stopping.signal.aborted ? stopped : failed
  }
}
