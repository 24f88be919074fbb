import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { JsonObject, JsonValue } from '@throughline/db'
import {
  ConfigError,
  type Plugin,
  type PluginContext,
  readFiles,
  resolveSecrets,
} from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import { z } from 'zod'
import { plugins } from '../plugins.ts'
import { nothingChanged } from '../sync/counts.ts'
import { type Progress, type RunReport, runSync } from '../sync/run.ts'
import { sourceNamed } from '../sync/sources.ts'
import { openDatabase } from './database.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './exit.ts'
import { type Output, table } from './output.ts'

export interface SyncOptions {
  readonly file: string
  readonly source?: string
  readonly set: readonly string[]
  readonly approveRetirement: boolean
}

/** Reads files with a plugin into the graph, and says what was found. */
export async function syncCommand(
  pluginId: string,
  options: SyncOptions,
  environment: Environment,
  log: Logger,
  output: Output,
  signal: AbortSignal,
): Promise<RunReport> {
  const plugin = plugins.get(pluginId)
  if (plugin === undefined) {
    throw new UsageError(`There is no plugin "${pluginId}"; there are: ${[...plugins.keys()].join(', ')}.`)
  }
  if (plugin.input === undefined) throw new UsageError(`The plugin ${pluginId} reads no files.`)
  const written = settings(options.set)
  const config = await configOf(plugin, written)
  const path = options.file === '-' ? '-' : resolve(environment.directory, options.file)
  const files = readFiles(path, { ...plugin.input, stdin: process.stdin })
  const opened = await openDatabase(environment, log)
  try {
    const doer = { actor: `cli:${userInfo().username}`, requestId: `sync:${process.pid}` }
    const source = await sourceNamed(
      opened.db.kysely,
      { name: options.source ?? plugin.id, plugin: plugin.id, config: written },
      doer,
    )
    const context: PluginContext = {
      config,
      signal,
      log: pluginLog(log, source.name),
      clock: () => new Date(),
      files,
    }
    const report = await runSync(opened.db.kysely, {
      plugin,
      source,
      context,
      doer,
      approveRetirement: options.approveRetirement,
      onProgress: (progress) => output.progress(progressLine(progress)),
    })
    sayReport(output, report, `${plugin.title} from ${options.file}, source ${source.name}`)
    return report
  } finally {
    await opened.close()
  }
}

function sayReport(output: Output, report: RunReport, title: string): void {
  const { counts, refusals } = report
  output.say(title)
  output.say(
    table(
      ['', 'found', 'added', 'changed', 'unchanged', 'retired', 'rejected'],
      Object.entries(counts).map(([type, count]) => [
        `${type}s`,
        count.found,
        count.added,
        count.changed,
        count.unchanged,
        count.retired,
        count.rejected,
      ]),
    ),
  )
  if (nothingChanged(counts) && refusals.length === 0) output.say('Nothing changed.')
  for (const refusal of refusals) {
    output.say(`Nothing was retired: ${refusal}. If that is right, run it again with --approve-retirement.`)
  }
  const rejected = Object.values(counts).reduce((sum, count) => sum + count.rejected, 0)
  if (rejected > 0)
    output.say(`${rejected} records were set aside; ask for deadLetters of this run to see why.`)
  output.result({ ...report })
}

function progressLine({ stream, scope, counts }: Progress): string {
  const found = Object.values(counts).reduce((sum, count) => sum + count.found, 0)
  return `reading ${stream} of ${scope}: ${found} records`
}

/** `--set cluster=prod --set replicas=3`: values are JSON where they can be, else text. */
function settings(pairs: readonly string[]): JsonObject {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      if (equals < 1) throw new UsageError(`--set ${pair}: write it as name=value`)
      return [pair.slice(0, equals), jsonOrText(pair.slice(equals + 1))]
    }),
  )
}

function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // Not JSON is plain text.
    return text
  }
}

async function configOf(plugin: Plugin, written: JsonObject): Promise<unknown> {
  const parsed = plugin.config.safeParse(written)
  if (!parsed.success) {
    throw new ConfigError(`The configuration of ${plugin.id} is wrong:\n${z.prettifyError(parsed.error)}`)
  }
  return resolveSecrets(parsed.data, { env: process.env })
}

function pluginLog(log: Logger, source: string): PluginContext['log'] {
  const child = log.child({ source })
  return {
    debug: (message, fields) => child.debug(fields ?? {}, message),
    info: (message, fields) => child.info(fields ?? {}, message),
    warn: (message, fields) => child.warn(fields ?? {}, message),
    error: (message, fields) => child.error(fields ?? {}, message),
  }
}
