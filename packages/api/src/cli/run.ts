import { CommanderError } from 'commander'
import { readEnvironment } from './environment.ts'
import { EXIT } from './exit.ts'
import { openLog } from './log.ts'
import { createOutput } from './output.ts'
import { printable } from './printable.ts'
import { createProgram } from './program.ts'

/** The one place that reads the environment and the arguments, listens to signals and sets the exit code. */
export async function run(): Promise<void> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort())

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
      if (serves)
        process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
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
      // Loaded for what went wrong only: it knows the errors of everything.
      const { explain } = await import('./explain-error.ts')
      const { code, message, exit } = explain(error)
      if (process.argv.includes('--json'))
        process.stderr.write(`${printable(JSON.stringify({ error: { code, message } }))}\n`)
      else process.stderr.write(`throughline: ${printable(message)}\n`)
      process.exitCode = exit
    }
  }
}
