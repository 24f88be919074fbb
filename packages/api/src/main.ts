#!/usr/bin/env node
import { CommanderError } from 'commander'
import { pino } from 'pino'
import { readEnvironment } from './cli/environment.ts'
import { EXIT, explain } from './cli/exit.ts'
import { createOutput } from './cli/output.ts'
import { createProgram } from './cli/program.ts'

/** The one place that reads the environment, listens to signals and sets the exit code. */
const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort())

const program = createProgram(
  ({ json, serves }) => {
    const environment = readEnvironment(process.env)
    return {
      environment,
      log: pino(
        {
          level: environment.logLevel ?? (serves && !process.stderr.isTTY ? 'info' : 'warn'),
          redact: ['authorization', '*.authorization', '*.token', '*.password'],
        },
        pino.destination({ fd: 2, sync: true }),
      ),
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
    const { code, message, exit } = explain(error)
    if (process.argv.includes('--json'))
      process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
    else process.stderr.write(`throughline: ${message}\n`)
    process.exitCode = exit
  }
}
