import type { Command } from 'commander'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../database.ts'
import type { Environment } from '../environment.ts'
import { EXIT } from '../exit.ts'
import type { CommandHelp } from '../help.ts'
import type { Output } from '../output.ts'
import { UPKEEP_HELP } from './help.ts'

/** What the commands need of the program they belong to. */
export interface UpkeepHost {
  command(parent: Command, usage: string, description: string, help: CommandHelp): Command
  tools(json: boolean): { readonly environment: Environment; readonly log: Logger; readonly output: Output }
  exit(code: number): void
}

interface Json {
  readonly json: boolean
}

/** Adds the commands that look after the stored data. */
export function registerUpkeepCommands(program: Command, host: UpkeepHost): void {
  /** Does work on the database; what it gives is the exit code. */
  const onDatabase = async (
    json: boolean,
    work: (opened: OpenDatabase, output: Output) => Promise<number>,
  ) => {
    const { environment, log, output } = host.tools(json)
    const { openDatabase } = await import('../database.ts')
    const opened = await openDatabase(environment, log)
    try {
      host.exit(await work(opened, output))
    } finally {
      await opened.close()
    }
  }

  const audit = program.command('audit').description('Check the audit trail.')
  host
    .command(audit, 'verify', 'Compare the audit trail with its seals.', UPKEEP_HELP.auditVerify)
    .option('--expect <head>', 'a head that an earlier verify printed; the trail must continue it')
    .action(({ json, expect }: Json & { expect?: string }) =>
      onDatabase(json, async (opened, output) => {
        const { auditVerify, headFrom } = await import('./audit.ts')
        return auditVerify(opened, output, expect === undefined ? undefined : headFrom(expect))
      }),
    )

  const retention = program.command('retention').description('How long data of operation is kept.')
  host
    .command(
      retention,
      'list',
      'Show what is kept for how long, and the next purge.',
      UPKEEP_HELP.retentionList,
    )
    .action(({ json }: Json) =>
      onDatabase(json, async (opened, output) => {
        const { retentionList } = await import('./retention.ts')
        await retentionList(opened, output)
        return EXIT.done
      }),
    )
  host
    .command(retention, 'set <subject> <period>', 'Set how long a subject is kept.', UPKEEP_HELP.retentionSet)
    .action((subject: string, period: string, { json }: Json) =>
      onDatabase(json, async (opened, output) => {
        const { retentionSet } = await import('./retention.ts')
        await retentionSet(opened, output, subject, period)
        return EXIT.done
      }),
    )

  host
    .command(
      program,
      'backup <directory>',
      'Back up the database and the keys into a new directory.',
      UPKEEP_HELP.backup,
    )
    .action(async (directory: string, { json }: Json) => {
      const { environment, log, output } = host.tools(json)
      const { backup } = await import('./backup.ts')
      await backup(environment, log, output, directory)
      host.exit(EXIT.done)
    })
  host
    .command(
      program,
      'restore <directory>',
      'Restore a backup into an empty home or database.',
      UPKEEP_HELP.restore,
    )
    .action(async (directory: string, { json }: Json) => {
      const { environment, log, output } = host.tools(json)
      const { restore } = await import('./restore.ts')
      await restore(environment, log, output, directory)
      host.exit(EXIT.done)
    })
}
