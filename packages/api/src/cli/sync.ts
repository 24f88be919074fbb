import { resolve } from 'node:path'
import type { JsonObject, JsonValue } from '@throughline/db'
import {
  ConfigError,
  closedHttp,
  type Plugin,
  type PluginContext,
  pseudonymsWith,
  readFiles,
  resolveSecrets,
} from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import { z } from 'zod'
import { plugins } from '../plugins.ts'
import { nothingChanged } from '../sync/counts.ts'
import { type Progress, type RunReport, runSync, Stopped } from '../sync/run.ts'
import { checkSourceName, hasSource, sourceNamed } from '../sync/sources.ts'
import { openDatabase } from './database.ts'
import { cliDoer } from './doer.ts'
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
  const { written, config } = await configOf(plugin, options.set)
  const name = options.source ?? plugin.id
  checkSourceName(name)
  const path = options.file === '-' ? '-' : resolve(environment.directory, options.file)
  const context: PluginContext = {
    config,
    signal,
    log: pluginLog(log, name),
    clock: () => new Date(),
    http: closedHttp,
    pseudonym: pseudonymsWith(name),
    files: readFiles(path, { ...plugin.input, stdin: process.stdin }),
  }
  // Nobody waits for the end of a pipe that was given up.
  signal.addEventListener('abort', () => process.stdin.destroy(), { once: true })
  const opened = await openDatabase(environment, log)
  try {
    // A mistyped path is no source; one that was read before has its failures noted.
    if (!(await hasSource(opened.db.kysely, name))) await readFirstPages(plugin, context)
    const doer = cliDoer('sync')
    const source = await sourceNamed(opened.db.kysely, { name, plugin: plugin.id, config: written }, doer)
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
  } catch (error) {
    throw signal.aborted ? new Stopped() : error
  } finally {
    await opened.close()
  }
}

/** @throws whatever keeps the plugin from reading its input at all. */
async function readFirstPages(plugin: Plugin, context: PluginContext): Promise<void> {
  for (const stream of plugin.streams) {
    for (const scope of await stream.scopes(context)) {
      for await (const _ of stream.pages(context, scope, null, context.clock())) break
    }
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

/** The configuration as it is written down, and as the plugin gets it. */
async function configOf(
  plugin: Plugin,
  pairs: readonly string[],
): Promise<{ readonly written: JsonObject; readonly config: unknown }> {
  const texts = Object.fromEntries(pairs.map(pairOf))
  const values = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, jsonOrText(text)]))
  const parsed = plugin.config.safeParse(values)
  if (parsed.success) return { written: values, config: await resolved(parsed.data) }
  // `cluster=2024` is a number in JSON, and a name where the plugin wants one.
  const refused = new Set(parsed.error.issues.map(({ path }) => path[0]))
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, refused.has(name) ? (texts[name] ?? value) : value]),
  )
  const again = plugin.config.safeParse(written)
  if (again.success) return { written, config: await resolved(again.data) }
  throw new ConfigError(`The configuration of ${plugin.id} is wrong:\n${z.prettifyError(parsed.error)}`)
}

function resolved(config: unknown): Promise<unknown> {
  return resolveSecrets(config, { env: process.env })
}

function pairOf(pair: string): [name: string, text: string] {
  const equals = pair.indexOf('=')
  if (equals < 1) throw new UsageError(`--set ${pair}: write it as name=value`)
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}

/** `--set replicas=3`: values are JSON where they can be, else text. */
function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // Not JSON is plain text.
    return text
  }
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
