import { type Command, InvalidArgumentError } from 'commander'
import type { OpenDatabase } from '../database.ts'
import { EXIT } from '../exit.ts'
import { type CommandHelp, HELP } from '../help.ts'
import type { Output } from '../output.ts'
import type { PluginRuntime } from '../plugin-runtime.ts'
import type { DatabaseTools, SourceTools, WrittenSource } from './change.ts'
import type { SourceSyncOptions } from './sync.ts'

/** What the commands work with, opened for as long as one of them runs. */
export interface OpenSources {
  readonly opened: OpenDatabase
  readonly runtime: PluginRuntime
  readonly output: Output
  readonly directory: string
  readonly signal: AbortSignal
}

/** What the commands need of the program they belong to. */
export interface SourceCommandsHost {
  command(parent: Command, usage: string, description: string, help: CommandHelp): Command
  /** Does work on the database alone. */
  onDatabase(json: boolean, work: (opened: OpenDatabase, output: Output) => Promise<void>): Promise<void>
  /** Does work that needs the plugins; what it gives is the exit code. */
  onSources(json: boolean, work: (sources: OpenSources) => Promise<number>): Promise<void>
}

interface Json {
  readonly json: boolean
}

/** Adds `source` with all below it. */
export function registerSourceCommands(program: Command, host: SourceCommandsHost): void {
  const source = program.command('source').description('Create, inspect, sync and change sources.')
  registerLooks(source, host)
  registerChanges(source, host)
  registerSync(source, 'sync <name>', 'Sync a source now and wait until the run ends.', host)
}

function registerLooks(source: Command, { command, onDatabase, onSources }: SourceCommandsHost): void {
  command(source, 'list', 'List sources with their state.', HELP.sourceList).action(({ json }: Json) =>
    onDatabase(json, async (opened, output) => {
      const { sourceList } = await import('./list.ts')
      await sourceList(opened, output)
    }),
  )
  command(source, 'show <name>', 'Show a source: settings, scopes and last runs.', HELP.sourceShow).action(
    (name: string, { json }: Json) =>
      onDatabase(json, async (opened, output) => {
        const { sourceShow } = await import('./list.ts')
        await sourceShow(opened, output, name)
      }),
  )
  command(source, 'test <name>', 'Check the connection of a source. Stores nothing.', HELP.sourceTest).action(
    (name: string, { json }: Json) =>
      onSources(json, async (tools) => {
        const { sourceTest } = await import('./check.ts')
        return (await sourceTest(tools, name)) ? EXIT.done : EXIT.attention
      }),
  )
}

function registerChanges(source: Command, { command, onDatabase, onSources }: SourceCommandsHost): void {
  const changing = (json: boolean, work: (tools: SourceTools, changes: Changes) => Promise<void>) =>
    onSources(json, async (tools) => {
      await work(tools, await import('./change.ts'))
      return EXIT.done
    })
  const keeping = (json: boolean, work: (tools: DatabaseTools, changes: Changes) => Promise<void>) =>
    onDatabase(json, async (opened, output) => work({ opened, output }, await import('./change.ts')))

  withSettingOptions(command(source, 'add <name> <plugin>', 'Create a source.', HELP.sourceAdd)).action(
    (name: string, plugin: string, options: WrittenSource & Json) =>
      changing(options.json, (tools, { sourceAdd }) => sourceAdd(tools, name, plugin, options)),
  )
  withSettingOptions(command(source, 'set <name>', 'Change settings of a source.', HELP.sourceSet))
    .option('--unset <field>', 'remove a setting of the plugin; repeatable', collect, [])
    .option('--no-schedule', 'remove the schedule: sync on request only')
    .option('--no-input', 'remove the input')
    .option('--no-allow-private-hosts', 'do not let the plugin call private network addresses')
    .action((name: string, options: WrittenSource & Json) =>
      changing(options.json, (tools, { sourceSet }) => sourceSet(tools, name, options)),
    )
  command(
    source,
    'secret <name> <field> [reference]',
    'Set one secret of a source: env:NAME, file:/path, or from standard input.',
    HELP.sourceSecret,
  ).action((name: string, field: string, reference: string | undefined, { json }: Json) =>
    changing(json, (tools, { sourceSet }) =>
      sourceSet(tools, name, { set: [], secret: [`${field}=${reference ?? '-'}`] }),
    ),
  )
  command(source, 'pause <name>', 'Pause a source until it is resumed.', HELP.sourcePause)
    .option('--reason <text>', 'reason to show with the source')
    .action((name: string, { json, reason }: Json & { reason?: string }) =>
      keeping(json, (tools, { sourcePause }) => sourcePause(tools, name, reason)),
    )
  command(source, 'resume <name>', 'Resume a paused or quarantined source.', HELP.sourceResume).action(
    (name: string, { json }: Json) => keeping(json, (tools, { sourceResume }) => sourceResume(tools, name)),
  )
  command(
    source,
    'remove <name>',
    'Remove a source and retire what no other source reports.',
    HELP.sourceRemove,
  )
    .option('--yes', 'confirm the removal', false)
    .action((name: string, { json, yes }: Json & { yes: boolean }) =>
      keeping(json, (tools, { sourceRemove }) => sourceRemove(tools, name, yes)),
    )
  command(source, 'rotate-keys', 'Seal every secret with the current key.', HELP.rotateKeys).action(
    ({ json }: Json) => changing(json, (tools, { rotateKeys }) => rotateKeys(tools)),
  )
}

type Changes = typeof import('./change.ts')

/** At most a year of 366 days, as the settings of a source allow. */
const SECONDS = wholeNumber(0, 31_622_400)

function withSettingOptions(command: Command): Command {
  return command
    .option(
      '--set <name=value>',
      'a setting of the plugin; dots separate nested names; repeatable',
      collect,
      [],
    )
    .option(
      '--secret <field=where>',
      'a secret: env:NAME, file:/path, or - to encrypt the value on standard input; repeatable',
      collect,
      [],
    )
    .option('--schedule <cron>', 'cron expression of five fields, e.g. "*/15 * * * *"')
    .option('--time-zone <name>', 'the time zone of the schedule, e.g. Europe/Oslo (UTC)')
    .option(
      '--precedence <number>',
      'precedence of its claims, lowest first: 1 to 1000 (100)',
      wholeNumber(1, 1000),
    )
    .option('--retirement-grace <seconds>', 'seconds until a missing record is retired (0)', SECONDS)
    .option(
      '--deletion-check-interval <seconds>',
      'seconds between deletion checks of incremental streams (86400)',
      SECONDS,
    )
    .option('--input <path or address>', 'file, directory or address, for a plugin that reads files')
    .option('--allow-private-hosts', 'let the plugin call private network addresses')
}

/** Adds a command that reads a source. */
export function registerSync(
  parent: Command,
  usage: string,
  description: string,
  { command, onSources }: SourceCommandsHost,
): void {
  command(parent, usage, description, HELP.sourceSync)
    .option('--full', 'read everything; ignore the cursor', false)
    .option('--dry-run', 'report the changes of a full sync and roll back', false)
    .option('--replay', 'map the stored raw records again; do not call the external system', false)
    .option('--retry-dead-letters', 'retry open dead letters', false)
    .option('--stream <name>', 'only this stream')
    .option('--scope <id>', 'only this scope of the stream')
    .option('--approve-retirement', 'retire missing records even if they are more than 20% of a scope', false)
    .action((name: string, options: SourceSyncOptions & Json) => syncOn(onSources, name, options))
}

/** Adds `plugin replay`, which says what it is for. */
export function registerReplay(plugin: Command, { command, onSources }: SourceCommandsHost): void {
  command(
    plugin,
    'replay <source>',
    'Map the stored raw records of a source again with the current plugin.',
    HELP.replay,
  ).action((name: string, { json }: Json) => {
    const options = { full: false, dryRun: false, retryDeadLetters: false, approveRetirement: false }
    return syncOn(onSources, name, { ...options, replay: true, json })
  })
}

function syncOn(
  onSources: SourceCommandsHost['onSources'],
  name: string,
  options: SourceSyncOptions & Json,
): Promise<void> {
  return onSources(options.json, async (tools) => {
    const { sourceSync } = await import('./sync.ts')
    return (await sourceSync(tools, name, options)) ? EXIT.attention : EXIT.done
  })
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}

/** Parses the argument of an option that takes a whole number between two limits. */
function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`it is a whole number from ${least} to ${most}`)
  }
}
