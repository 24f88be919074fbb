import { randomBytes } from 'node:crypto'
import type { Database } from '@throughline/db'
import {
  disabledHttp,
  type Http,
  type Plugin,
  type PluginContext,
  type PluginLog,
  parseConfig,
  pseudonymsWith,
  readFiles,
  resolveSecrets,
  type SecretSources,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import type { Kysely } from 'kysely'
import { registerSecrets } from './redact-secrets.ts'
import { fetchedFiles, isAddress } from './remote-files.ts'
import type { Source } from './store.ts'

/** What a plugin's context is made of, beside the source. */
export interface ContextParts {
  readonly secrets: SecretSources
  readonly signal: AbortSignal
  readonly log: PluginLog
  readonly clock: () => Date
  /** Lets every source call private addresses. */
  readonly allowPrivateHosts?: boolean
  /** Called before each request that may change something in the external system. If it throws, nothing is sent. */
  readonly beforeWrite?: () => Promise<void>
  /** Where the run was given files by hand. */
  readonly files?: SourceFiles
  /** For a check of the connection: how many milliseconds a call may take in all. Nothing is stored then. */
  readonly checkDeadline?: number
}

/** A context that holds connections until it is closed. */
export interface OpenContext {
  readonly context: PluginContext
  close(): Promise<void>
}

/**
 * Everything a plugin gets to work with on a source.
 *
 * @throws ConfigError when the configuration cannot be used.
 */
export async function openContext(
  db: Kysely<Database>,
  plugin: Plugin,
  source: Source,
  parts: ContextParts,
): Promise<OpenContext> {
  const { signal, log, clock, beforeWrite, checkDeadline } = parts
  const quick = checkDeadline === undefined ? {} : { deadline: checkDeadline }
  const config = await resolveSecrets(await parseConfig(plugin, source.config), parts.secrets)
  registerSecrets(config)
  const allowPrivate = source.allow_private_hosts || parts.allowPrivateHosts === true
  const hosts = plugin.hosts?.(config) ?? []
  const http =
    hosts.length === 0
      ? undefined
      : createHttpClient({
          hosts,
          limits: { ...plugin.limits, ...quick },
          allowPrivate,
          signal,
          log,
          beforeWrite,
        })
  const inputs = inputOf(plugin, source, { signal, log, allowPrivate, quick })
  const files = parts.files ?? inputs?.files
  return {
    context: {
      config,
      signal,
      log,
      clock,
      http: http ?? disabledHttp,
      pseudonym: pseudonymsWith(
        checkDeadline === undefined ? await pseudonymKey(db, source.id) : randomBytes(32),
      ),
      ...(files === undefined ? {} : { files }),
    },
    async close() {
      await http?.close()
      await inputs?.close()
    },
  }
}

interface Inputs {
  readonly files: SourceFiles
  close(): Promise<void>
}

/** The file, the directory or the address that the source names as its input. */
function inputOf(
  plugin: Plugin,
  { input }: Source,
  {
    quick,
    ...reach
  }: {
    readonly signal: AbortSignal
    readonly log: PluginLog
    readonly allowPrivate: boolean
    readonly quick: { readonly deadline?: number }
  },
): Inputs | undefined {
  if (plugin.input === undefined || input === null) return undefined
  if (!isAddress(input)) {
    return { files: readFiles(input, { ...plugin.input }), close: async () => {} }
  }
  const limits = plugin.input.maxBytes === undefined ? {} : { maxBytes: plugin.input.maxBytes }
  const http: Http & { close(): Promise<void> } = createHttpClient({
    hosts: [new URL(input).host],
    limits: { ...limits, ...quick },
    ...reach,
  })
  return { files: fetchedFiles(http, input), close: () => http.close() }
}

async function pseudonymKey(db: Kysely<Database>, sourceId: string): Promise<Buffer> {
  await db
    .insertInto('source_pseudonym_key')
    .values({ source_id: sourceId })
    .onConflict((conflict) => conflict.column('source_id').doNothing())
    .execute()
  const { key } = await db
    .selectFrom('source_pseudonym_key')
    .select('key')
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow()
  return key
}
