import { type Command, InvalidArgumentError } from 'commander'
import type { Connectors } from '../connectors.ts'
import type { OpenDatabase } from '../database.ts'
import { EXIT } from '../exit.ts'
import { type CommandHelp, HELP } from '../help.ts'
import type { Output } from '../output.ts'
import type { DatabaseTools, SourceTools, WrittenSource } from './change.ts'
import type { SourceSyncOptions } from './sync.ts'

/** What the commands work with, opened for as long as one of them runs. */
export interface OpenSources {
  readonly opened: OpenDatabase
  readonly connectors: Connectors
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
  const source = program.command('source').description('Make, look at, read and change sources.')
  registerLooks(source, host)
  registerChanges(source, host)
  registerSync(source, 'sync <name>', 'Read a source now and wait for the end.', host)
}

function registerLooks(source: Command, { command, onDatabase, onSources }: SourceCommandsHost): void {
  command(source, 'list', 'List the sources and how they do.', HELP.sourceList).action(({ json }: Json) =>
    onDatabase(json, async (opened, output) => {
      const { sourceList } = await import('./list.ts')
      await sourceList(opened, output)
    }),
  )
  command(source, 'show <name>', 'Show a source: settings, parts, last runs.', HELP.sourceShow).action(
    (name: string, { json }: Json) =>
      onDatabase(json, async (opened, output) => {
        const { sourceShow } = await import('./list.ts')
        await sourceShow(opened, output, name)
      }),
  )
  command(
    source,
    'test <name>',
    'Try whether a source can be read; nothing is stored.',
    HELP.sourceTest,
  ).action((name: string, { json }: Json) =>
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

  withSettingOptions(command(source, 'add <name> <plugin>', 'Make a source.', HELP.sourceAdd)).action(
    (name: string, plugin: string, options: WrittenSource & Json) =>
      changing(options.json, (tools, { sourceAdd }) => sourceAdd(tools, name, plugin, options)),
  )
  withSettingOptions(command(source, 'set <name>', 'Change settings of a source.', HELP.sourceSet))
    .option('--unset <field>', 'take a setting of the plugin away; may be given again', collect, [])
    .option('--no-schedule', 'read it only when asked to')
    .option('--no-input', 'it has no input any more')
    .option('--no-allow-private-hosts', 'its plugin may not call addresses of private networks any more')
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
  command(source, 'pause <name>', 'Leave a source alone until it is resumed.', HELP.sourcePause)
    .option('--reason <text>', 'why, for others who wonder')
    .action((name: string, { json, reason }: Json & { reason?: string }) =>
      keeping(json, (tools, { sourcePause }) => sourcePause(tools, name, reason)),
    )
  command(source, 'resume <name>', 'Have a source read again.', HELP.sourceResume).action(
    (name: string, { json }: Json) => keeping(json, (tools, { sourceResume }) => sourceResume(tools, name)),
  )
  command(source, 'remove <name>', 'Remove a source and what it alone told of.', HELP.sourceRemove)
    .option('--yes', 'that is meant', false)
    .action((name: string, { json, yes }: Json & { yes: boolean }) =>
      keeping(json, (tools, { sourceRemove }) => sourceRemove(tools, name, yes)),
    )
  command(source, 'rotate-keys', 'Seal every secret with the current key.', HELP.rotateKeys).action(
    ({ json }: Json) => changing(json, (tools, { rotateKeys }) => rotateKeys(tools)),
  )
}

type Changes = typeof import('./change.ts')

function withSettingOptions(command: Command): Command {
  return command
    .option(
      '--set <name=value>',
      'a setting of the plugin, dots leading inwards; may be given again',
      collect,
      [],
    )
    .option(
      '--secret <field=where>',
      'a secret: env:NAME, file:/path, or - to seal what comes on standard input; may be given again',
      collect,
      [],
    )
    .option('--schedule <cron>', 'when it is read, five fields, e.g. "*/15 * * * *"')
    .option('--time-zone <name>', 'the time zone of the schedule, e.g. Europe/Oslo (UTC)')
    .option(
      '--precedence <number>',
      'where sources disagree the smaller one wins: 1 to 1000 (100)',
      numberFrom,
    )
    .option(
      '--retirement-grace <seconds>',
      'how long what is missing from a complete listing is waited for (0)',
      numberFrom,
    )
    .option(
      '--deletion-check-interval <seconds>',
      'how often a source of changes is asked for all that it holds (86400)',
      numberFrom,
    )
    .option('--input <path or address>', 'what is read, for a plugin that reads files')
    .option('--allow-private-hosts', 'let its plugin call addresses of private networks')
}

/** Adds a command that reads a source. */
export function registerSync(
  parent: Command,
  usage: string,
  description: string,
  { command, onSources }: SourceCommandsHost,
): void {
  command(parent, usage, description, HELP.sourceSync)
    .option('--full', 'from the start, whatever was read before', false)
    .option('--dry-run', 'say what a full reading would do, and write nothing', false)
    .option('--replay', 'map what is stored again; the other system is not asked', false)
    .option('--retry-dead-letters', 'try again what was set aside', false)
    .option('--stream <name>', 'this stream alone')
    .option('--scope <id>', 'this scope of the stream alone')
    .option(
      '--approve-retirement',
      'retire what is missing, even all or more than a fifth of what was there',
      false,
    )
    .action((name: string, options: SourceSyncOptions & Json) => syncOn(onSources, name, options))
}

/** Adds `plugin replay`, which says what it is for. */
export function registerReplay(plugin: Command, { command, onSources }: SourceCommandsHost): void {
  command(
    plugin,
    'replay <source>',
    'Map what a source said before with the mapping as it is now.',
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

function numberFrom(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 1 && number <= 1000) return number
  throw new InvalidArgumentError('it is a whole number from 1 to 1000')
}
