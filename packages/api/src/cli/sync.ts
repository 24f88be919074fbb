import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Db, JsonObject, JsonValue } from '@throughline/db'
import {
  disabledHttp,
  type Plugin,
  type PluginContext,
  parseConfig,
  pseudonymsWith,
  readFiles,
  resolveSecrets,
  type SecretSources,
} from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import { builtInPlugin, PLUGIN_IDS } from '../plugins.ts'
import { type RunReport, runNow, Stopped } from '../sync/runs/execute.ts'
import type { Progress } from '../sync/runs/run.ts'
import { type ContextParts, openContext } from '../sync/sources/plugin-context.ts'
import { secretSources, secretsFor } from '../sync/sources/secrets.ts'
import { belongsToAnother, checkSourceName, type Source, sourceNamed } from '../sync/sources/store.ts'
import { cliAuditContext } from './audit-context.ts'
import { openDatabase } from './database.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './exit.ts'
import { openKeyring } from './keyring.ts'
import type { Output } from './output.ts'
import { followUpOf } from './run-follow-up.ts'
import { sayCounts, sayDifferences, sayRemarks } from './run-report.ts'
import { type TryOptions, tryFiles } from './try-files.ts'
import { withSettings } from './written-settings.ts'

export interface SyncOptions {
  readonly file: string
  readonly source?: string
  readonly set: readonly string[]
  readonly approveRetirement: boolean
  readonly dryRun: boolean
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
  const plugin = await builtInPlugin(pluginId)
  if (plugin === undefined) {
    throw new UsageError(`There is no plugin "${pluginId}"; there are: ${PLUGIN_IDS.join(', ')}.`)
  }
  if (plugin.input === undefined) throw new UsageError(`The plugin ${pluginId} reads no files.`)
  const name = options.source ?? plugin.id
  checkSourceName(name)
  const path = options.file === '-' ? '-' : resolve(environment.directory, options.file)
  // Nobody waits for the end of a pipe that was given up.
  signal.addEventListener('abort', () => process.stdin.destroy(), { once: true })
  const opened = await openDatabase(environment, log)
  const warnings = new Set<string>()
  try {
    const { db } = opened
    const known = await db.kysely.selectFrom('source').selectAll().where('name', '=', name).executeTakeFirst()
    const config = await configOf(plugin, options.set, known)
    const parts: ContextParts = {
      secrets: await secretsOf(db, config, known, environment),
      signal,
      log: pluginLog(log, name, warnings),
      clock: () => new Date(),
      allowPrivateHosts: environment.allowPrivateHosts,
      files: readFiles(path, { ...plugin.input, stdin: process.stdin }),
    }
    // A mistyped path is no source; one that was read before has its failures noted.
    if (known === undefined) await readFirstPages(plugin, await makeshiftContext(plugin, name, config, parts))
    // In containers, process IDs repeat: the events of this run need an ID of their own.
    const auditContext = { ...cliAuditContext('sync'), requestId: `sync:${randomUUID()}` }
    const given = { plugin, parts, auditContext, approveRetirement: options.approveRetirement }
    const title = `${plugin.title} from ${options.file}, source ${name}`
    if (options.dryRun) return await tried(db, { ...given, name, config, known }, title, output, warnings)
    const source = await sourceNamed(db.kysely, { name, plugin: plugin.id, config }, auditContext)
    const report = await runNow(db.kysely, {
      ...given,
      source,
      clock: parts.clock,
      signal,
      open: (opened, until) => openContext(db.kysely, plugin, opened, { ...parts, signal: until }),
      onProgress: (progress) => output.progress(progressLine(progress)),
    })
    output.say(title)
    sayCounts(output, report.counts)
    for (const warning of warnings) output.say(warning)
    const followUp = await followUpOf(db.kysely, report.runId, auditContext.requestId)
    sayRemarks(output, report.counts, report.refusals, followUp)
    output.result({ ...report, warnings: [...warnings], ...followUp })
    return report
  } catch (error) {
    // No report tells them.
    for (const warning of warnings) log.warn({ source: name }, warning)
    throw signal.aborted ? new Stopped() : error
  } finally {
    await opened.close()
  }
}

async function tried(
  db: Db,
  options: TryOptions,
  title: string,
  output: Output,
  warnings: ReadonlySet<string>,
): Promise<RunReport> {
  const { known, plugin, name } = options
  if (known !== undefined && known.plugin !== plugin.id) throw belongsToAnother(name, known.plugin)
  const { runId, counts, differences } = await tryFiles(db, options)
  output.say(`${title}, tried: this is what reading it would do`)
  sayCounts(output, counts)
  for (const warning of warnings) output.say(warning)
  sayDifferences(output, differences)
  output.result({ runId, status: 'SUCCEEDED', mode: 'DRY_RUN', counts, warnings: [...warnings], differences })
  return { runId, status: 'SUCCEEDED', counts, refusals: [] }
}

/**
 * The configuration that is written down, or that of the source, where nothing is.
 *
 * @throws ConfigError, UsageError where it cannot be used.
 */
async function configOf(
  plugin: Plugin,
  set: readonly string[],
  known: Source | undefined,
): Promise<JsonObject> {
  if (set.length > 0 && known?.managed_by === 'config') {
    throw new UsageError(`The configuration file of the server says what ${known.name} is; leave --set out.`)
  }
  const kept = known?.plugin === plugin.id && set.length === 0 ? known.config : undefined
  const config = isObject(kept) ? kept : withSettings({}, set, plugin.configJsonSchema)
  await parseConfig(plugin, config)
  return config
}

async function secretsOf(
  db: Db,
  config: JsonObject,
  known: Source | undefined,
  environment: Environment,
): Promise<SecretSources> {
  if (known === undefined) return { env: environment.variables }
  const keyring = await openKeyring(environment)
  return secretSources(await secretsFor(db.kysely, { id: known.id, config }, keyring, environment.variables))
}

/** Enough to see whether there is anything to read; nothing that comes of it is stored. */
async function makeshiftContext(
  plugin: Plugin,
  name: string,
  config: JsonObject,
  { secrets, signal, log, clock, files }: ContextParts,
): Promise<PluginContext> {
  return {
    config: await resolveSecrets(await parseConfig(plugin, config), secrets),
    signal,
    log,
    clock,
    http: disabledHttp,
    pseudonym: pseudonymsWith(name),
    ...(files === undefined ? {} : { files }),
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

function progressLine({ stream, scope, counts }: Progress): string {
  const found = Object.values(counts).reduce((sum, count) => sum + count.found, 0)
  return `reading ${stream} of ${scope}: ${found} records`
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A log whose warnings are collected, each once, for the report of the command. */
function pluginLog(log: Logger, source: string, warnings: Set<string>): PluginContext['log'] {
  const child = log.child({ source })
  return {
    debug: (message, fields) => child.debug(fields ?? {}, message),
    info: (message, fields) => child.info(fields ?? {}, message),
    warn: (message, fields) => warnings.add(lineOf(message, fields)),
    error: (message, fields) => child.error(fields ?? {}, message),
  }
}

function lineOf(message: string, fields: Readonly<Record<string, unknown>> = {}): string {
  const said = Object.entries(fields).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return said.length === 0 ? `${message}.` : `${message}: ${said.join(', ')}.`
}
