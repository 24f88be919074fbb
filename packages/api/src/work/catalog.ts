import { setTimeout } from 'node:timers/promises'
import type { Db } from '@throughline/db'
import {
  type CheckReport,
  ConfigError,
  manifestSchema,
  type Plugin,
  type PluginManifest,
  parseConfig,
} from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import { describeReference, type PluginReference } from '../plugin-host/reference.ts'
import builtInManifests from '../plugin-manifests.json' with { type: 'json' }
import { builtInPlugin } from '../plugins.ts'
import { isPluginFailure } from '../sync/runs/retry-policy.ts'
import type { Keyring } from '../sync/sources/keyring.ts'
import type { InstalledPlugin, PluginCatalog } from '../sync/sources/plugin-catalog.ts'
import { secretsFor } from '../sync/sources/secrets.ts'
import { perform, TaskFailed } from './host.ts'
import { HOST_LIMITS, type HostLimits } from './host-limits.ts'

export interface CatalogOptions {
  readonly db: Db
  readonly log: Logger
  readonly keyring: Keyring
  /** Of this process: where `env:` secrets come from. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly allowPrivateHosts: boolean
  /** Plugins that the configuration file names, in addition to the built-in ones. */
  readonly external: readonly PluginReference[]
  readonly limits?: HostLimits
}

/** Milliseconds before a plugin is loaded for the second time; twice as long before each further time. */
const PAUSE = 500

/** An installed plugin, with where to find it. */
interface Entry {
  readonly plugin: InstalledPlugin
  readonly reference: PluginReference
}

/** The catalog of a process, which also knows where plugins are found. */
export interface OpenCatalog extends PluginCatalog {
  /** Undefined when there is no plugin of that id that can be used. */
  reference(pluginId: string): PluginReference | undefined
}

/**
 * Makes the catalog: our own plugins are known by their committed manifests, external ones are loaded once, each in a process of its own, to learn
 * what they are. One that throws, hangs or takes too much is listed with the reason, and nobody else is harmed.
 */
export async function openCatalog(options: CatalogOptions): Promise<OpenCatalog> {
  const entries = new Map<string, Entry>()
  for (const manifest of manifestSchema.array().parse(builtInManifests)) {
    const { id } = manifest
    entries.set(id, { plugin: installed(manifest, 'built-in'), reference: { origin: 'built-in', id } })
  }
  const found = await Promise.all(options.external.map((reference) => inspect(reference, options)))
  for (const entry of found) {
    const { plugin } = entry
    const taken = entries.get(plugin.id)
    if (taken === undefined) entries.set(plugin.id, entry)
    else {
      const problem = {
        code: 'PLUGIN_ERROR',
        message: `Its id ${plugin.id} is taken by the plugin from ${taken.plugin.origin}; remove one of them.`,
      }
      entries.set(`${plugin.id} from ${plugin.origin}`, { ...entry, plugin: { ...plugin, problem } })
    }
  }
  for (const { plugin } of entries.values()) {
    if (plugin.problem === undefined) continue
    options.log.error(
      { plugin: plugin.id, origin: plugin.origin, ...plugin.problem },
      'a plugin cannot be used',
    )
  }
  return new Catalog(entries, options)
}

async function inspect(reference: PluginReference, options: CatalogOptions): Promise<Entry> {
  const origin = describeReference(reference)
  try {
    const manifest = manifestSchema.parse(await manifestFrom(reference, options))
    return { plugin: installed(manifest, origin), reference }
  } catch (error) {
    const problem =
      error instanceof TaskFailed
        ? { code: error.failure.code, message: error.failure.message }
        : { code: 'PLUGIN_ERROR', message: 'It does not say what it is in the way that was agreed.' }
    return {
      plugin: { id: origin, title: origin, kind: undefined, origin, problem, manifest: undefined },
      reference,
    }
  }
}

/** Asks a plugin what it is; again where it failed as in a slow moment. */
async function manifestFrom(reference: PluginReference, options: CatalogOptions): Promise<PluginManifest> {
  const { attempts } = options.limits ?? HOST_LIMITS
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await perform<'manifest'>({ kind: 'manifest', reference }, hostOptions(options))
    } catch (error) {
      if (!(error instanceof TaskFailed) || attempt >= attempts) throw error
      const { code, message } = error.failure
      if (code !== 'INTERRUPTED' && !isPluginFailure(code)) throw error
      options.log.warn(
        { plugin: describeReference(reference), code, attempt, attempts },
        `${message} The plugin is loaded again.`,
      )
      await setTimeout(PAUSE * 2 ** (attempt - 1))
    }
  }
}

function installed(manifest: PluginManifest, origin: string): InstalledPlugin {
  const { id, title, kind } = manifest
  return { id, title, kind, origin, problem: undefined, manifest }
}

function hostOptions({ limits = HOST_LIMITS, log, environment }: CatalogOptions) {
  return { limits, log, environment }
}

async function ownProblem(plugin: Plugin, config: unknown): Promise<string | null> {
  try {
    await parseConfig(plugin, config)
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

class Catalog implements OpenCatalog {
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #options: CatalogOptions

  constructor(entries: ReadonlyMap<string, Entry>, options: CatalogOptions) {
    this.#entries = entries
    this.#options = options
  }

  list(): readonly InstalledPlugin[] {
    return [...this.#entries.values()].map(({ plugin }) => plugin)
  }

  find(id: string): InstalledPlugin | undefined {
    return this.#entries.get(id)?.plugin
  }

  reference(pluginId: string): PluginReference | undefined {
    const entry = this.#entries.get(pluginId)
    return entry?.plugin.problem === undefined ? entry?.reference : undefined
  }

  async configProblem(pluginId: string, config: unknown): Promise<string | null> {
    const reference = this.#usable(pluginId)
    // Our own plugins are trusted with their own schemas.
    const own = reference.origin === 'built-in' ? await builtInPlugin(reference.id) : undefined
    if (own !== undefined) return ownProblem(own, config)
    return perform<'config'>({ kind: 'config', reference, config }, hostOptions(this.#options))
  }

  async testConnection(sourceId: string): Promise<readonly CheckReport[]> {
    const { db, keyring, environment, allowPrivateHosts } = this.#options
    const source = await db.kysely
      .selectFrom('source')
      .selectAll()
      .where('id', '=', sourceId)
      .executeTakeFirstOrThrow()
    return perform<'check'>(
      {
        kind: 'check',
        reference: this.#usable(source.plugin),
        sourceId,
        reach: {
          connection: db.connection,
          secrets: await secretsFor(db.kysely, source, keyring, environment),
          allowPrivateHosts,
          requestId: `check:${sourceId}`,
        },
      },
      hostOptions(this.#options),
    )
  }

  #usable(pluginId: string): PluginReference {
    const reference = this.reference(pluginId)
    if (reference !== undefined) return reference
    const problem = this.find(pluginId)?.problem
    throw new TaskFailed(
      problem ?? { code: 'PLUGIN_ERROR', message: `There is no plugin ${pluginId} in this installation.` },
    )
  }
}
