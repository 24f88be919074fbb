#!/usr/bin/env node
import { CommanderError } from 'commander'
import { readEnvironment } from './cli/environment.ts'
import { EXIT } from './cli/exit.ts'
import { explain } from './cli/explain.ts'
import { openLog } from './cli/log.ts'
import { createOutput } from './cli/output.ts'
import { createProgram } from './cli/program.ts'

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

const program = createProgram(
  ({ json, serves }) => {
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
  },
  (code) => {
    process.exitCode = code
  },
)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  } else {
    const { code, message, exit: failed } = explain(error)
    if (process.argv.includes('--json'))
      process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
    else process.stderr.write(`throughline: ${message}\n`)
    process.exitCode = stopping.signal.aborted ? stopped : failed
  }
}
