import { resolve } from 'node:path'
import { PLUGIN_KINDS, type PluginKind } from '@throughline/plugin-kit'
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

const HELP = {
  new: {
    examples: [
      'throughline plugin new acme-tracker',
      'throughline plugin new acme-monitor --kind monitoring --dir ~/connectors',
      'throughline plugin new acme --kit file:../throughline-plugin-kit-0.1.0.tgz',
    ],
    notes: `The package has a connector that works, a made-up system, and a test of every promise that
a connector makes: its test is green before you change anything.
`,
  },
  check: {
    examples: ['throughline plugin check ./acme-tracker', 'throughline plugin check jira'],
    notes: 'It is loaded in a process of its own and calls nobody; its test tells whether it works.\n',
  },
} as const satisfies Record<string, CommandHelp>

/** Adds `plugin new` and `plugin check`; gives `plugin`, for what else belongs below it. */
export function registerPluginCommands(
  program: Command,
  { command, tools, exit }: PluginCommandsHost,
): Command {
  const plugin = program.command('plugin').description('Write connectors, and look at them.')

  command(plugin, 'new <id>', 'Write a package with a connector that works.', HELP.new)
    .option('--dir <path>', 'where its directory is made', '.')
    .addOption(
      new Option('--kind <kind>', 'what it connects').choices([...PLUGIN_KINDS]).default('ticketing'),
    )
    .option(
      '--kit <range>',
      'what it depends on the plugin kit by, if not by the one here: a range, or file: and a path',
    )
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
    'Load a connector by its path, package or id, and say what it is or what is wrong with it.',
    HELP.check,
  ).action(async (which: string, { json }: { json: boolean }) => {
    const { environment, log, output } = tools(json)
    const { checkPlugin } = await import('./check.ts')
    await checkPlugin(which, environment, log, output)
    exit(EXIT.done)
  })

  return plugin
}
