import { type Command, Option } from 'commander'
import { REPORT_FORMATS, type ReportFormat } from '../../pages/report-format.ts'
import type { GraphQLClient } from '../client/graphql-client.ts'
import { UsageError } from '../exit.ts'
import { ASK_HELP, askHelpText } from './help.ts'
import type { Reply } from './reply.ts'

/** Adds `report`. */
export function registerReport(
  program: Command,
  answer: (json: boolean, work: (client: GraphQLClient) => Promise<Reply>) => Promise<void>,
): void {
  program
    .command('report')
    .description('Write a report on alignment in a period.')
    .option('--period <period>', 'a year, quarter, month or two days, as "alignment" takes it (this quarter)')
    .addOption(
      new Option('--format <format>', 'html, md or json (by the name of the file, else html)').choices(
        REPORT_FORMATS,
      ),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--out <file>', 'the file to write (standard output)')
    .addHelpText('after', askHelpText(ASK_HELP.report))
    .action(async (options: { period?: string; json?: true; format?: ReportFormat; out?: string }) => {
      if (options.json && options.format !== 'json')
        throw new UsageError(`--json with --format ${options.format}: give one of them`)
      const { report } = await import('./report.ts')
      await answer(false, (client) => report(client, options, new Date()))
    })
}
