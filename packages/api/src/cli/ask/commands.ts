import { Command, Option } from 'commander'
import type { GraphQLClient } from '../client/graphql-client.ts'
import { type AskTools, withClient } from '../client/open-client.ts'
import { EXIT, UsageError } from '../exit.ts'
import {
  ALIGNMENT_GROUPINGS,
  ALIGNMENT_MEASURES,
  type AlignmentGrouping,
  type AlignmentMeasure,
} from './alignment-options.ts'
import { GAP_KINDS, type GapKind } from './gap-kinds.ts'
import { ASK_HELP, askHelpText } from './help.ts'
import { NODE_TYPES, type NodeType, nodeTypesFrom } from './node-types.ts'
import { PROMISE_LINKS, type PromiseLink } from './promise-links.ts'
import { type Reply, writeReply } from './reply.ts'
import { registerReport } from './report-command.ts'
import { registerSurvey } from './survey-commands.ts'

/** Their names. They start without the modules of the server if a server answers. */
export const ASK_COMMANDS: ReadonlySet<string> = new Set(
  Object.keys(ASK_HELP).map((words) => words.replace(/ .*/, '')),
)

/** A command line of these commands only. Its program has the name of the whole one, which help and errors show. */
export function createAskProgram(toolsFor: () => AskTools, exit: (code: number) => void): Command {
  const program = new Command('throughline').showHelpAfterError('Try --help.').exitOverride()
  registerAskCommands(program, toolsFor, exit)
  return program
}

/** Adds the commands that ask the graph. */
export function registerAskCommands(
  program: Command,
  toolsFor: () => AskTools,
  exit: (code: number) => void,
): void {
  const command = (name: keyof typeof ASK_HELP, usage: string, description: string, parent = program) =>
    parent
      .command(`${name.replace(/^.* /, '')} ${usage}`.trim())
      .description(description)
      .option('--json', 'write the data of the GraphQL query as JSON, for scripts', false)
      .addHelpText('after', askHelpText(ASK_HELP[name]))

  const answer = async (json: boolean, work: (client: GraphQLClient) => Promise<Reply>) => {
    const tools = toolsFor()
    const reply = await withClient(tools, work)
    writeReply(reply, json, tools.variables)
    exit(reply.exit ?? EXIT.done)
  }

  command(
    'impact',
    '<nodes...>',
    'Show what fails with these services and assets, and the objectives at risk.',
  )
    .option('--on <day>', 'the day that is asked about, as YYYY-MM-DD (today)', dayFrom)
    .option('--include-planned', 'count planned services and assets as if they were live', false)
    .action(
      async (
        nodes: string[],
        { json, ...options }: { json: boolean; on?: string; includePlanned: boolean },
      ) => {
        const { impact } = await import('./impact.ts')
        await answer(json, (client) => impact(client, nodes, options))
      },
    )

  command('show', '<node>', 'Show a node, what it supports and what it rests on.')
    .addOption(typeOption())
    .option('--first <count>', 'rows of each list, 1 to 100', countFrom('--first', 100), 20)
    .action(
      async (
        node: string,
        { json, ...options }: { json: boolean; type?: readonly NodeType[]; first: number },
      ) => {
        const { show } = await import('./show.ts')
        await answer(json, (client) => show(client, node, options))
      },
    )

  command('search', '<text>', 'Find nodes by name, identifier or external reference.')
    .addOption(typeOption())
    .option('--first <count>', 'matches to show, 1 to 50', countFrom('--first', 50), 20)
    .action(
      async (
        text: string,
        { json, ...options }: { json: boolean; type?: readonly NodeType[]; first: number },
      ) => {
        const { search } = await import('./search.ts')
        await answer(json, (client) => search(client, text, options))
      },
    )

  command('gaps', '', 'List what is missing between objectives, services and assets.')
    .addOption(
      new Option('--kind <kind>', 'kind of gap; may be repeated (all)')
        .choices(GAP_KINDS)
        .argParser(gapKindsFrom),
    )
    .option('--team <name>', 'only of what this team, or a team below it, owns; also an ID or source:id')
    .option('--min-weight <weight>', 'only of at least this weight, 0 to 1', shareFrom('--min-weight'))
    .option('--first <count>', 'gaps to show', countFrom('--first', Number.MAX_SAFE_INTEGER), 30)
    .addOption(new Option('--all', 'show all gaps').conflicts('first'))
    .action(
      async (options: {
        json: boolean
        kind?: readonly GapKind[]
        team?: string
        minWeight?: number
        first: number
        all?: true
      }) => {
        const { gaps } = await import('./gaps.ts')
        const first = options.all === true ? Number.POSITIVE_INFINITY : options.first
        await answer(options.json, (client) => gaps(client, { ...options, first }))
      },
    )

  command('promises', '', 'List what services promise, can keep and deliver, by group of users.')
    .option('--service <name>', 'only this service; also an ID or source:id')
    .option('--team <name>', 'only towards this team; also an ID or source:id')
    .addOption(
      new Option('--broken <link>', 'only what breaks first at this link; may be repeated (all)')
        .choices(PROMISE_LINKS)
        .argParser(linksFrom),
    )
    .option('--first <count>', 'promises to show', countFrom('--first', Number.MAX_SAFE_INTEGER), 30)
    .addOption(new Option('--all', 'show all promises').conflicts('first'))
    .action(
      async (options: {
        json: boolean
        service?: string
        team?: string
        broken?: readonly PromiseLink[]
        first: number
        all?: true
      }) => {
        const { promises } = await import('./promises.ts')
        const first = options.all === true ? Number.POSITIVE_INFINITY : options.first
        await answer(options.json, (client) => promises(client, { ...options, first }))
      },
    )

  command('health', '', 'Show how complete and fresh the model is, and what to repair first.')
    .option('--team <name>', 'only what this team, or a team below it, owns; also an ID or source:id')
    .option(
      '--fail-below <share>',
      'exit with 3 if a stage is below this share, 0 to 1',
      shareFrom('--fail-below'),
    )
    .action(async ({ json, ...options }: { json: boolean; team?: string; failBelow?: number }) => {
      const { health } = await import('./health.ts')
      await answer(json, (client) => health(client, options))
    })

  command('alignment', '', 'Show how far work or money follows the weights of objectives.')
    .option(
      '--period <period>',
      'a year, quarter, month or two days: 2026, 2026-Q4, 2026-11, 2026-10-01/2026-12-31 (this quarter)',
    )
    .addOption(
      new Option('--by <what>', 'what the rows are about').choices(ALIGNMENT_GROUPINGS).default('objective'),
    )
    .addOption(
      new Option('--measure <measure>', 'what is divided').choices(ALIGNMENT_MEASURES).default('effort'),
    )
    .option('--currency <code>', 'currency of costs, ISO 4217 (that with the largest amounts)')
    .option('--first <count>', 'rows to show', countFrom('--first', Number.MAX_SAFE_INTEGER), 30)
    .addOption(new Option('--all', 'show all rows').conflicts('first'))
    .action(
      async (options: {
        json: boolean
        period?: string
        by: AlignmentGrouping
        measure: AlignmentMeasure
        currency?: string
        first: number
        all?: true
      }) => {
        const { alignment } = await import('./alignment.ts')
        const first = options.all === true ? Number.POSITIVE_INFINITY : options.first
        await answer(options.json, (client) => alignment(client, { ...options, first }, new Date()))
      },
    )

  registerReport(program, answer)
  registerSurvey(program, toolsFor, exit)

  const slo = program.command('slo').description('Show service level objectives.')
  command('slo list', '', 'List SLOs with how they stand.', slo)
    .option('--service <name>', 'only of this service; also an ID or source:id')
    .option('--first <count>', 'SLOs to show', countFrom('--first', Number.MAX_SAFE_INTEGER), 30)
    .addOption(new Option('--all', 'show all SLOs').conflicts('first'))
    .action(async (options: { json: boolean; service?: string; first: number; all?: true }) => {
      const { sloList } = await import('./slo-list.ts')
      const first = options.all === true ? Number.POSITIVE_INFINITY : options.first
      await answer(options.json, (client) => sloList(client, { ...options, first }))
    })
  command('slo show', '<slo>', 'Show an SLO, how it stands and why.', slo).action(
    async (name: string, { json }: { json: boolean }) => {
      const { sloShow } = await import('./slo-show.ts')
      await answer(json, (client) => sloShow(client, name))
    },
  )
  command(
    'mapping',
    '',
    'Show how far mapping rules are applied, their links, and assets that need a decision.',
  )
    .option('--first <count>', 'assets that need a decision to show, 1 to 100', countFrom('--first', 100), 20)
    .action(async ({ json, ...options }: { json: boolean; first: number }) => {
      const { mapping } = await import('./mapping.ts')
      await answer(json, (client) => mapping(client, options))
    })

  const metrics = program.command('metrics').description('Store samples of metrics.')
  command('metrics ingest', '<file>', 'Store the samples of a file, or of standard input for -.', metrics)
    .addOption(
      new Option('--format <format>', 'what the file contains (by its name)').choices(['csv', 'ndjson']),
    )
    .action(async (file: string, { json, format }: { json: boolean; format?: 'csv' | 'ndjson' }) => {
      const tools = toolsFor()
      const { ingestFile } = await import('./ingest-file.ts')
      writeReply(await ingestFile(file, format, tools), json, tools.variables)
      exit(EXIT.done)
    })

  command('query', '<file>', 'Run a GraphQL query or mutation from a file, or from standard input for -.')
    .option('--variables <json>', 'variables as a JSON object, or @file to read them from a file')
    .option('--operation <name>', 'the operation to run if the file contains several')
    .action(async (file: string, options: { variables?: string; operation?: string }) => {
      const tools = toolsFor()
      const { runQuery } = await import('./query.ts')
      await runQuery(file, options, tools)
      exit(EXIT.done)
    })
}

function typeOption(): Option {
  return new Option('--type <type>', `${NODE_TYPES.join(', ')}; may be repeated (all)`).argParser(
    nodeTypesFrom,
  )
}

/** @throws UsageError for anything but a whole number from 1. */
function countFrom(option: string, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text)
    if (/^\d+$/.test(text) && count >= 1 && count <= most) return count
    throw new UsageError(`${option} ${text}: a whole number from 1${most > 1000 ? '' : ` to ${most}`}`)
  }
}

/** @throws UsageError for anything but a number from 0 to 1. */
function shareFrom(option: string): (text: string) => number {
  return (text) => {
    const share = Number(text)
    if (text.trim() !== '' && share >= 0 && share <= 1) return share
    throw new UsageError(`${option} ${text}: a number from 0 to 1`)
  }
}

/** @throws UsageError for anything but a day. */
function dayFrom(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  throw new UsageError(`--on ${text}: a day as YYYY-MM-DD`)
}

/** @throws UsageError if there is no such kind. */
function gapKindsFrom(text: string, before: readonly GapKind[] = []): readonly GapKind[] {
  const wanted = text.toLowerCase().replaceAll('_', '-')
  const kind = GAP_KINDS.find((known) => known === wanted)
  if (kind === undefined) throw new UsageError(`--kind ${text}: Allowed choices are ${GAP_KINDS.join(', ')}`)
  return [...before, kind]
}

/** @throws UsageError if there is no such link. */
function linksFrom(text: string, before: readonly PromiseLink[] = []): readonly PromiseLink[] {
  const link = PROMISE_LINKS.find((known) => known === text.toLowerCase())
  if (link === undefined)
    throw new UsageError(`--broken ${text}: Allowed choices are ${PROMISE_LINKS.join(', ')}`)
  return [...before, link]
}
