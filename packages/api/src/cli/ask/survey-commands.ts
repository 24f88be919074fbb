import { type Command, Option } from 'commander'
import { type AskTools, withClient } from '../client/open-client.ts'
import { EXIT, UsageError } from '../exit.ts'
import { ASK_HELP, askHelpText } from './help.ts'
import { writeReply } from './reply.ts'
import type { TeamCount } from './survey-recipients.ts'

interface InviteFlags {
  readonly json: boolean
  readonly campaign?: string
  readonly team?: readonly TeamCount[]
  readonly recipients?: string
  readonly language: string
  readonly opensAt?: string
  readonly closesAt?: string
  readonly out?: string
}

/** Adds `survey`. */
export function registerSurvey(
  program: Command,
  toolsFor: () => AskTools,
  exit: (code: number) => void,
): void {
  program
    .command('survey')
    .description('Invite people to answer surveys.')
    .command('invite [survey]')
    .description('Make links by which a survey is answered, and write them as CSV.')
    .option('--team <name=count>', 'a number of links of this team; also an ID or source:id', teamsFrom)
    .option(
      '--recipients <file>',
      'CSV with a row for each recipient: team, label, panel; - for standard input',
    )
    .option('--language <code>', 'language of the page', 'en')
    .option('--opens-at <time>', 'time from which the links can be used (when the survey opens)')
    .option('--closes-at <time>', 'time until which the links can be used (when the survey closes)')
    .addOption(
      new Option('--campaign <id>', 'more links of this campaign, in place of a new one').conflicts([
        'opensAt',
        'closesAt',
      ]),
    )
    .addOption(
      new Option('--out <file>', 'the file to write, which must be new (standard output)').conflicts('json'),
    )
    .option('--json', 'write the campaign and its new links as JSON, for scripts', false)
    .addHelpText('after', askHelpText(ASK_HELP['survey invite']))
    .action(async (survey: string | undefined, { json, team = [], ...options }: InviteFlags) => {
      if ((survey === undefined) === (options.campaign === undefined))
        throw new UsageError(
          'Name a survey for a new campaign, or the campaign with --campaign: one of both.',
        )
      if (team.length === 0 && options.recipients === undefined)
        throw new UsageError('There would be no link: add --team or --recipients.')
      const tools = toolsFor()
      const [{ recipientsFrom }, { invite }] = await Promise.all([
        import('./survey-recipients.ts'),
        import('./survey-invite.ts'),
      ])
      const recipients = await recipientsFrom(team, options.recipients, tools)
      const reply = await withClient(tools, (client) => invite(client, survey, recipients, options), {
        everything: false,
        writes: false,
        command: 'survey invite',
      })
      writeReply(reply, json, tools.variables)
      exit(reply.exit ?? EXIT.done)
    })
}

const MOST = 100_000

/** @throws UsageError for anything but a team and a number. */
function teamsFrom(text: string, before: readonly TeamCount[] = []): readonly TeamCount[] {
  const [, team = '', count = ''] = /^(.*)=(\d{1,6})$/.exec(text) ?? []
  const number = Number(count)
  if (team.trim() !== '' && number >= 1 && number <= MOST)
    return [...before, { team: team.trim(), count: number }]
  throw new UsageError(`--team ${text}: a team and a number from 1 to ${MOST}, such as Stores=40`)
}
