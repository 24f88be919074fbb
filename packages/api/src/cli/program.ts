import { Command } from 'commander'
import type { Logger } from 'pino'
import { ROLES, type Role } from '../graph/roles.ts'
import { PLUGIN_IDS, sheets } from '../plugins.ts'
import { registerAskCommands } from './ask/commands.ts'
import { registerCompletion } from './completion/command.ts'
import type { OpenDatabase } from './database.ts'
import { registerDeclarativeCommands } from './declarative/commands.ts'
import type { Environment } from './environment.ts'
import { ENVIRONMENT_HELP } from './environment-help.ts'
import { EXIT, EXIT_HELP, UsageError } from './exit.ts'
import { type CommandHelp, HELP, helpText } from './help.ts'
import { registerOpenSloCommands } from './openslo/commands.ts'
import type { Output } from './output.ts'
import { registerPluginCommands } from './plugin/commands.ts'
import { type OpenSources, registerReplay, registerSourceCommands } from './source/commands.ts'
import type { SyncOptions } from './sync.ts'
import { daysFrom, roleFrom } from './token-options.ts'
import { registerUpkeepCommands } from './upkeep/commands.ts'
import { VERSION } from './version.ts'

/** What the commands work with; made once the command line is known. */
export interface Tools {
  readonly environment: Environment
  readonly log: Logger
  readonly output: Output
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

/** What an action says of itself when it begins. */
export interface Call {
  readonly json: boolean
  /** True for the one that stays. */
  readonly serves: boolean
}

/**
 * The command line. Each action gives the exit code, and loads what it works with: what only describes the commands
 * loads nothing else.
 * @param toolsFor called when an action begins
 */
export function createProgram(toolsFor: (call: Call) => Tools, exit: (code: number) => void): Command {
  const tools = (json: boolean, serves = false) => toolsFor({ json, serves })
  const program = new Command('throughline')
    .description('One graph from the business objective down to the server that carries it.')
    .version(VERSION)
    .showHelpAfterError('Try --help.')
    .addHelpText('after', `${ENVIRONMENT_HELP}${EXIT_HELP}`)
    .exitOverride()

  const command = (parent: Command, usage: string, description: string, help: CommandHelp) =>
    parent
      .command(usage)
      .description(description)
      .option('--json', 'write the outcome as JSON, for scripts', false)
      .addHelpText('after', helpText(help))

  const onDatabase = async (json: boolean, work: (opened: OpenDatabase, output: Output) => Promise<void>) => {
    const { environment, log, output } = tools(json)
    const { openDatabase } = await import('./database.ts')
    const opened = await openDatabase(environment, log)
    try {
      await work(opened, output)
    } finally {
      await opened.close()
    }
    exit(EXIT.done)
  }

  const onSources = async (json: boolean, work: (sources: OpenSources) => Promise<number>) => {
    const { environment, log, output, signal } = tools(json)
    const { openDatabase } = await import('./database.ts')
    const opened = await openDatabase(environment, log)
    try {
      const { openPluginRuntime } = await import('./plugin-runtime.ts')
      const runtime = await openPluginRuntime(opened, environment, log)
      exit(await work({ opened, runtime, output, signal, directory: environment.directory }))
    } finally {
      await opened.close()
    }
  }

  /** Keeps what an action has started until the process is told to end. */
  const stay = async (
    json: boolean,
    start: (given: Tools) => Promise<{ stop(): Promise<void> }>,
    farewell: string,
  ) => {
    const given = tools(json, true)
    const running = await start(given)
    await new Promise<void>((resolve) => {
      if (given.signal.aborted) resolve()
      else given.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    given.output.say(farewell)
    await running.stop()
    exit(EXIT.done)
  }

  command(program, 'serve', 'Run the API with GraphiQL until it is stopped.', HELP.serve)
    .option('--no-work', 'only answer requests; other processes read the sources')
    .action(({ json, work }: { json: boolean; work: boolean }) =>
      stay(
        json,
        async ({ environment, log, output }) => {
          // Only the server needs the whole schema: the other commands start without it.
          const { serve } = await import('./serve.ts')
          return serve(environment, log, output, { work })
        },
        'Stopping: requests in flight finish first.',
      ),
    )

  command(
    program,
    'explorer',
    "Print an address that opens GraphiQL with the administrator's token, once.",
    HELP.explorer,
  ).action(async ({ json }: { json: boolean }) => {
    const { environment, output } = tools(json)
    const { explorer } = await import('./explorer.ts')
    await explorer(environment, output)
    exit(EXIT.done)
  })

  command(
    program,
    'work',
    'Run a worker: read sources on schedule and on request, until it is stopped.',
    HELP.work,
  ).action(({ json }: { json: boolean }) =>
    stay(
      json,
      async ({ environment, log, output }) => {
        const { work } = await import('./work.ts')
        return work(environment, log, output)
      },
      'Stopping: what is being read goes on in another process, or at the next start.',
    ),
  )

  registerAskCommands(
    program,
    () => {
      const { environment, signal } = tools(false)
      return { variables: environment.variables, signal }
    },
    exit,
  )
  command(
    program,
    'template <kind>',
    'Write a CSV sheet with header and examples, e.g. of assets.',
    HELP.template,
  ).action(async (kind: string, { json }: { json: boolean }) => {
    const { output } = tools(json)
    const { SHEETS, sheetTemplate } = await sheets()
    const sheet = sheetTemplate(kind)
    if (sheet === undefined) {
      throw new UsageError(
        `There is no template of ${JSON.stringify(kind)}; there is one of ${SHEETS.join(', ')}.`,
      )
    }
    output.say(sheet.trimEnd())
    output.result({ kind, sheet })
    exit(EXIT.done)
  })

  command(program, 'migrate', 'Bring the database to the schema of this version.', HELP.migrate).action(
    ({ json }: { json: boolean }) =>
      onDatabase(json, async ({ applied }, output) => {
        output.say(
          applied.length === 0
            ? 'The schema is up to date.'
            : applied.map((name) => `applied ${name}`).join('\n'),
        )
        output.result({ applied })
      }),
  )

  command(program, 'seed', 'Write the demo organisation into an empty database.', HELP.seed).action(
    ({ json }: { json: boolean }) =>
      onDatabase(json, async ({ db }, output) => {
        const { DatabaseNotEmptyError, seedDemo } = await import('@throughline/db/seed')
        try {
          const summary = await seedDemo(db.kysely, { today: new Date().toISOString().slice(0, 10) })
          output.say(
            Object.entries(summary)
              .map(([what, count]) => `${String(count).padStart(7)} ${what}`)
              .join('\n'),
          )
          output.result(summary)
        } catch (error) {
          throw error instanceof DatabaseNotEmptyError ? new UsageError(error.message) : error
        }
      }),
  )

  const token = program.command('token').description('Create, list and revoke API tokens.')
  command(token, 'create <name>', 'Create a token. Its secret is shown once.', HELP.createToken)
    .option(
      '--role <role>',
      `${ROLES.join(', ')}: role of the token, or of its service account if that is new; may be repeated (VIEWER)`,
      roleFrom,
    )
    .option('--team <name>', 'a team that the role EDITOR is limited to, with the teams below it')
    .option('--person <e-mail>', 'the person that it belongs to')
    .option('--service-account <name>', 'the service account that it belongs to (one of its own name)')
    .option('--expires-in-days <days>', 'days until it expires (never)', daysFrom)
    .action(
      (
        name: string,
        options: {
          json: boolean
          role?: Role[]
          expiresInDays?: number
          person?: string
          team?: string
          serviceAccount?: string
        },
      ) =>
        onDatabase(options.json, async (opened, output) => {
          const { tokenCreate } = await import('./token.ts')
          await tokenCreate(opened, output, {
            name,
            role: options.role,
            days: options.expiresInDays,
            person: options.person,
            team: options.team,
            serviceAccount: options.serviceAccount,
          })
        }),
    )
  command(token, 'list', 'List the tokens with their last use; never their secrets.', HELP.listTokens).action(
    ({ json }: { json: boolean }) =>
      onDatabase(json, async (opened, output) => {
        const { tokenList } = await import('./token.ts')
        await tokenList(opened, output)
      }),
  )
  command(token, 'revoke <token>', 'Revoke a token by its name, hint or ID.', HELP.revokeToken).action(
    (which: string, { json }: { json: boolean }) =>
      onDatabase(json, async (opened, output) => {
        const { tokenRevoke } = await import('./token.ts')
        await tokenRevoke(opened, output, which)
      }),
  )

  registerSourceCommands(program, { command, onDatabase, onSources })
  const plugin = registerPluginCommands(program, { command, tools, exit })
  registerReplay(plugin, { command, onDatabase, onSources })
  registerUpkeepCommands(program, { command, tools, exit })
  const filesHost = {
    command,
    tools: (json: boolean) => {
      const { environment, output, signal } = tools(json)
      const { variables, directory } = environment
      return { variables, directory, output, signal }
    },
    exit,
  }
  registerDeclarativeCommands(program, filesHost)
  registerOpenSloCommands(program, filesHost)

  command(
    program,
    'sync <plugin>',
    `Read a source into the graph. Plugins: ${PLUGIN_IDS.join(', ')}.`,
    HELP.sync,
  )
    .requiredOption('--file <path>', 'a file, a directory with all below it, or - for standard input')
    .option('--source <name>', 'name of the source (the plugin ID)')
    .option('--set <name=value>', 'a setting of the plugin, e.g. cluster=prod; repeatable', collect, [])
    .option('--approve-retirement', 'retire missing records even if they are more than 20% of a scope', false)
    .option('--dry-run', 'report the changes and roll back', false)
    .action(async (pluginId: string, options: SyncOptions & { json: boolean }) => {
      const { environment, log, output, signal } = tools(options.json)
      const { syncCommand } = await import('./sync.ts')
      const { rejectedIn } = await import('./run-report.ts')
      const report = await syncCommand(pluginId, options, environment, log, output, signal)
      const rejected = rejectedIn(report.counts) > 0
      exit(report.status === 'NEEDS_APPROVAL' || rejected ? EXIT.attention : EXIT.done)
    })

  registerCompletion(program, exit)

  return program
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}
