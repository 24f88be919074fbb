import { randomUUID } from 'node:crypto'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { type Ask, AskFailed, dataOf } from '../../pages/ask.ts'
import { currentQuarter } from '../../pages/period.ts'
import { renderReport, reportOf } from '../../pages/report.ts'
import type { ReportFormat } from '../../pages/report-format.ts'
import { answerFailed, type GraphQLClient } from '../client/graphql-client.ts'
import { CommandError, EXIT } from '../exit.ts'
import { askOf } from './ask-of.ts'
import type { Reply } from './reply.ts'

export interface ReportOptions {
  /** This quarter if it is not given. */
  readonly period?: string
  readonly format?: ReportFormat
  readonly out?: string
}

/** @throws CommandError if the period is unknown, the token does not hold or the file cannot be written */
export async function report(client: GraphQLClient, options: ReportOptions, now: Date): Promise<Reply> {
  const { out } = options
  const format = options.format ?? formatOf(out)
  const ask = askOf(client)
  const period = options.period ?? (await currentQuarter(ask, now))
  await checkPeriod(ask, period)
  const text = await renderReport(await reportOf(ask, period, now), format, now)
  if (out === undefined) return { data: {}, text: () => text.trimEnd() }
  await writeWhole(out, text)
  return { data: {}, text: () => '', note: `Wrote ${out}.` }
}

/** A period that cannot be read makes no report. This reads no work. */
async function checkPeriod(ask: Ask, period: string): Promise<void> {
  try {
    await dataOf(ask, 'query Period($period: String!) { alignment(period: $period) { period { label } } }', {
      period,
    })
  } catch (error) {
    if (!(error instanceof AskFailed)) throw error
    throw answerFailed([{ message: error.message, extensions: { code: error.code } }])
  }
}

function formatOf(out: string | undefined): ReportFormat {
  const ending = extname(out ?? '').toLowerCase()
  if (ending === '.md' || ending === '.markdown') return 'md'
  return ending === '.json' ? 'json' : 'html'
}

/** Puts the file in its place once all of it is written. What is no file, such as a device or a pipe, is written to. */
async function writeWhole(path: string, text: string): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory() === true)
    throw new CommandError('NOT_WRITTEN', `--out ${path} is a directory: name a file in it`, EXIT.failed)
  if (there?.isFile() === false) {
    await writeFile(path, text).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new CommandError('NOT_WRITTEN', `--out ${path} cannot be written: ${reason}`, EXIT.failed)
    })
    return
  }
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    await writeFile(beside, text, { flag: 'wx' })
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    const reason = error instanceof Error ? error.message.replaceAll(beside, path) : String(error)
    throw new CommandError('NOT_WRITTEN', `--out ${path} cannot be written: ${reason}`, EXIT.failed)
  }
}
