import { resolve } from 'node:path'
import type { PluginKind } from '@throughline/plugin-kit'
import { type Command, Option } from 'commander'
import type { Logger } from 'pino'
import type { Environment } from '../environment.ts'
import { EXIT } from '../exit.ts'
import type { CommandHelp } from '../help.ts'
import type { Output } from '../output.ts'

/** What the commands need of the program they belong to. */
export interface PluginCommandsHost {
  /** Makes a command with the options and the help that all of them have. */
  command(parent: Command, usage: string, description: string, help: CommandHelp): Command
  tools(json: boolean): {
    readonly environment: Environment
    readonly log: Logger
    readonly output: Output
  }
  exit(code: number): void
}

/** Written out: to ask the kit would load it for each command. */
const KINDS: Readonly<Record<PluginKind, true>> = {
  discovery: true,
  ticketing: true,
  survey: true,
  monitoring: true,
}

const HELP = {
  new: {
    examples: [
      'throughline plugin new acme-tracker',
      'throughline plugin new acme-monitor --kind monitoring --dir ~/plugins',
      'throughline plugin new acme --kit file:../throughline-plugin-kit-0.1.0.tgz',
    ],
    notes: `The package has a working plugin, a fake system and conformance tests. All tests pass before
you change anything.
`,
  },
  check: {
    examples: ['throughline plugin check ./acme-tracker', 'throughline plugin check jira'],
    notes:
      'The plugin is loaded in its own process and makes no calls. Run its tests to check that it works.\n',
  },
} as const satisfies Record<string, CommandHelp>

/** Adds `plugin new` and `plugin check`; gives `plugin`, for what else belongs below it. */
export function registerPluginCommands(
  program: Command,
  { command, tools, exit }: PluginCommandsHost,
): Command {
  const plugin = program.command('plugin').description('Create and check plugins.')

  command(plugin, 'new <id>', 'Create a package with a working plugin.', HELP.new)
    .option('--dir <path>', 'parent directory of the package', '.')
    .addOption(
      new Option('--kind <kind>', 'kind of external system').choices(Object.keys(KINDS)).default('ticketing'),
    )
    .option('--kit <range>', 'version range or file: path of the plugin kit (the current one)')
    .action(async (id: string, options: { json: boolean; dir: string; kind: PluginKind; kit?: string }) => {
      const { environment, output } = tools(options.json)
      const { newPlugin } = await import('./new.ts')
      const directory = resolve(environment.directory, options.dir)
      await newPlugin({ id, directory, kind: options.kind, kit: options.kit }, output)
      exit(EXIT.done)
    })

  command(
    plugin,
    'check <plugin>',
    'Load a plugin by path, package or ID and report its manifest or its errors.',
    HELP.check,
  ).action(async (which: string, { json }: { json: boolean }) => {
    const { environment, log, output } = tools(json)
    const { checkPlugin } = await import('./check.ts')
    await checkPlugin(which, environment, log, output)
    exit(EXIT.done)
  })

  return plugin
}
