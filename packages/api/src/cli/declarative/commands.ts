import type { Command } from 'commander'
import { type AskTools, withClient } from '../client/open-client.ts'
import { confirmWrite } from '../confirm.ts'
import { EXIT, RunFailed, UsageError } from '../exit.ts'
import type { CommandHelp } from '../help.ts'
import type { Output } from '../output.ts'
import { printable } from '../printable.ts'
import { DECLARATIVE_HELP } from './help.ts'
import { KIND_NAMES, type KindName } from './kind.ts'

/** What the commands need of the program they belong to. */
export interface DeclarativeHost {
  command(parent: Command, usage: string, description: string, help: CommandHelp): Command
  tools(json: boolean): AskTools & { readonly directory: string; readonly output: Output }
  exit(code: number): void
}

interface ApplyFlags {
  readonly json: boolean
  readonly file?: string
  readonly name?: string
  readonly yes: boolean
  readonly prune: boolean
  readonly pruneMore: boolean
  readonly exitCode: boolean
  readonly schema: boolean
}

/** Adds `apply` and `export`. Their modules are loaded when one of them runs. */
export function registerDeclarativeCommands(program: Command, host: DeclarativeHost): void {
  host
    .command(program, 'apply', 'Make the organisation what declarative files state.', DECLARATIVE_HELP.apply)
    .option('-f, --file <path>', 'a YAML or JSON file, a folder with all below it, or - for standard input')
    .option('--name <name>', 'name of this set of files; what it creates is marked with it (default)')
    .option('--yes', 'write without asking', false)
    .option('--prune', 'also remove what these files created and do not declare any more', false)
    .option('--prune-more', 'also if that is more than 20% of what these files manage', false)
    .option('--exit-code', 'exit with 2 if there are differences, with 1 for an error', false)
    .option('--schema', 'print the JSON Schema of the files, for editors', false)
    .action(async (flags: ApplyFlags) => {
      try {
        host.exit(await runApply(host, flags))
      } catch (error) {
        // Ctrl-C has an exit code of its own.
        if (!flags.exitCode || host.tools(flags.json).signal.aborted) throw error
        const { explain } = await import('../explain.ts')
        const { code, message } = explain(error)
        throw new RunFailed(code, message)
      }
    })

  host
    .command(
      program,
      'export',
      'Write the organisation as a declarative file to standard output.',
      DECLARATIVE_HELP.export,
    )
    .option('--kinds <kinds>', 'lists to write, separated by commas, e.g. teams,services (all but sources)')
    .action(async ({ json, kinds }: { json: boolean; kinds?: string }) => {
      const tools = host.tools(json)
      const { exportOrganisation, leftOutInWords, STANDARD_EXPORT } = await import('./export.ts')
      const chosen = kinds === undefined ? STANDARD_EXPORT : kindsFrom(kinds)
      await withClient(
        tools,
        async (client) => {
          const { yaml, leftOut } = await exportOrganisation(client, chosen)
          const note = leftOutInWords(leftOut)
          if (note !== undefined) process.stderr.write(printable(`${note}\n`))
          if (!json) return void process.stdout.write(yaml)
          const { parse } = await import('yaml')
          tools.output.result(parse(yaml) as object)
        },
        { everything: true, writes: false },
      )
      host.exit(EXIT.done)
    })
}

async function runApply(host: DeclarativeHost, flags: ApplyFlags): Promise<number> {
  const tools = host.tools(flags.json)
  if (flags.schema) {
    const { jsonSchema } = await import('./file-schema.ts')
    process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`)
    return EXIT.done
  }
  const { file, name = 'default', prune, pruneMore } = flags
  if (file === undefined) throw new UsageError('Name the files: throughline apply -f <file or folder>')
  if (!/^[\w.-]{1,90}$/.test(name))
    throw new UsageError('--name has letters, digits and . _ - only, at most 90')
  if (prune && flags.name === undefined) {
    throw new UsageError(
      '--prune needs --name: the name under which these files were applied (default if it was not given)',
    )
  }
  const [{ readFiles }, { apply }] = await Promise.all([import('./read-files.ts'), import('./apply.ts')])
  const files = await readFiles(tools.directory, file)
  const isWatched =
    process.stdin.isTTY === true && process.stdout.isTTY === true && !flags.json && file !== '-'
  const { exitCode } = flags
  const confirm = async () => flags.yes || (isWatched && !exitCode && (await confirmWrite(tools.signal)))
  return withClient(
    tools,
    (client) =>
      apply(
        client,
        files,
        { name, prune: prune || pruneMore, pruneMore, exitCode, confirm, variables: tools.variables },
        tools.output,
      ),
    { everything: true, writes: true },
  )
}

/** @throws UsageError for a list that files do not have */
function kindsFrom(text: string): (KindName | 'settings')[] {
  const known = ['settings', ...KIND_NAMES] as const
  return text.split(',').map((part) => {
    const kind = known.find((one) => one === part.trim())
    if (kind === undefined) throw new UsageError(`--kinds ${part}: choose from ${known.join(', ')}`)
    return kind
  })
}
