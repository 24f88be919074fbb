import semver from 'semver'
import { z } from 'zod'
import type { PluginContext } from './context.ts'
import { PluginError } from './errors.ts'
import { RECORD_TYPES, slugSchema } from './records.ts'
import { STREAM_MODES, type Stream } from './stream.ts'

/** The version of this contract. A plugin names the range it was written for as `apiRange`. */
export const PLUGIN_API_VERSION = '1.0.0'

export const PLUGIN_KINDS = ['discovery', 'ticketing', 'survey', 'monitoring'] as const
export type PluginKind = (typeof PLUGIN_KINDS)[number]

/** That the plugin reads files, and which. */
export interface FileInput {
  /** The endings to look for in a directory, with their dot, lower-case: `['.yaml', '.json']`. */
  readonly extensions: readonly string[]
  /** The largest file to accept, in bytes. */
  readonly maxBytes?: number
}

/** A kind of asset the plugin yields, as the plugin declares it. */
export interface AssetKindDefinition {
  /** What people call it: `Kubernetes Deployment`. */
  readonly title: string
  /** What `attributes` of such an asset hold; JSON Schema is derived from it. */
  readonly attributes: z.ZodType
}

/** A declared kind of asset with the JSON Schema (draft 2020-12) of its attributes. */
export interface AssetKind extends AssetKindDefinition {
  readonly jsonSchema: Readonly<Record<string, unknown>>
}

/** What "test connection" says about one thing the plugin needs. */
export interface CheckReport {
  /** The thing: `read manifests`, `list nodes`. */
  readonly capability: string
  readonly status: 'ok' | 'missing-permission' | 'unreachable' | 'unusable'
  /** What was found, or what to do. */
  readonly detail?: string
}

/** What `definePlugin` takes. */
export interface PluginDefinition<Config = unknown> {
  /** Lower-case words joined by `-`: the name in configurations and on the command line. */
  readonly id: string
  readonly title: string
  readonly kind: PluginKind
  /** Semver range of the contract, such as `^1.0.0`; never of the application. */
  readonly apiRange: string
  readonly config: z.ZodType<Config>
  readonly input?: FileInput
  /** By the name that records use as their `kind`. Needed, or `otherAssetKinds`, as soon as a stream yields assets. */
  readonly assetKinds?: Readonly<Record<string, AssetKindDefinition>>
  /** What assets of every other kind hold: for a plugin whose kinds are named by its configuration or its input. */
  readonly otherAssetKinds?: AssetKindDefinition
  check(ctx: PluginContext<Config>): Promise<readonly CheckReport[]>
  readonly streams: readonly Stream<Config>[]
}

/** A plugin that was found right: frozen, with the JSON Schemas of its configuration and its asset kinds. */
export interface Plugin<Config = unknown> extends PluginDefinition<Config> {
  readonly assetKinds: Readonly<Record<string, AssetKind>>
  readonly otherAssetKinds?: AssetKind
  /** JSON Schema (draft 2020-12) of the configuration as it is written down, for forms and documentation. */
  readonly configJsonSchema: Readonly<Record<string, unknown>>
}

/**
 * Checks a plugin against the contract.
 *
 * @throws PluginError that says what is wrong; nothing of the plugin has been run by then.
 */
export function definePlugin<Config>(definition: PluginDefinition<Config>): Plugin<Config> {
  const problem = headProblem(definition) ?? inputProblem(definition.input) ?? streamsProblem(definition)
  if (problem !== undefined) throw new PluginError(`Plugin ${JSON.stringify(definition.id)}: ${problem}`)
  const { otherAssetKinds, ...rest } = definition
  return Object.freeze({
    ...rest,
    assetKinds: Object.freeze(assetKindsOf(definition)),
    ...(otherAssetKinds === undefined
      ? {}
      : { otherAssetKinds: declaredKind(definition.id, 'the kind otherAssetKinds', otherAssetKinds) }),
    configJsonSchema: Object.freeze(jsonSchemaOf(definition.id, 'config', definition.config, 'input')),
    streams: Object.freeze(definition.streams.map((stream) => Object.freeze(stream))),
  })
}

function headProblem(definition: PluginDefinition): string | undefined {
  const { id, title, kind, apiRange, config, check } = definition
  if (typeof id !== 'string' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 50) {
    return 'the id must be lower-case words joined by -, at most 50 characters'
  }
  if (typeof title !== 'string' || title.trim() === '')
    return 'the title is empty; give the name people know it by'
  if (!PLUGIN_KINDS.includes(kind))
    return `the kind ${JSON.stringify(kind)} is not one of ${PLUGIN_KINDS.join(', ')}`
  if (typeof apiRange !== 'string' || semver.validRange(apiRange) === null || apiRange.trim() === '') {
    return `the apiRange ${JSON.stringify(apiRange)} is not a semver range; write one such as "^${PLUGIN_API_VERSION}"`
  }
  if (!semver.satisfies(PLUGIN_API_VERSION, apiRange)) {
    return `it was written for version ${apiRange} of the plugin contract, this is ${PLUGIN_API_VERSION}; install a release of the plugin for it`
  }
  if (!isSchema(config)) return 'config must be a zod schema'
  if (typeof check !== 'function') return 'check must be a function'
  return undefined
}

function inputProblem(input: FileInput | undefined): string | undefined {
  if (input === undefined) return undefined
  if (!Array.isArray(input.extensions) || input.extensions.length === 0)
    return 'input.extensions names no file ending'
  const wrong = input.extensions.find((extension) => !/^\.[a-z0-9.]*[a-z0-9]$/.test(extension))
  if (wrong !== undefined)
    return `the file ending ${JSON.stringify(wrong)} must be lower-case and begin with a dot`
  const { maxBytes } = input
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes > 0)) {
    return 'input.maxBytes must be a whole number of bytes'
  }
  return undefined
}

function streamsProblem(definition: PluginDefinition): string | undefined {
  const { streams } = definition
  if (!Array.isArray(streams) || streams.length === 0)
    return 'it has no stream, so it would never yield anything'
  const names = new Set<string>()
  for (const stream of streams) {
    const problem = streamProblem(stream)
    if (problem !== undefined) return `the stream ${JSON.stringify(stream.name)} ${problem}`
    if (names.has(stream.name)) return `two streams are called ${JSON.stringify(stream.name)}`
    names.add(stream.name)
  }
  const yieldsAssets = streams.some((stream) => stream.record === 'asset')
  const declaresKinds =
    definition.otherAssetKinds !== undefined || Object.keys(definition.assetKinds ?? {}).length > 0
  if (yieldsAssets && !declaresKinds) return 'it has a stream of assets but declares no assetKinds'
  return undefined
}

function streamProblem(stream: Stream): string | undefined {
  if (typeof stream.name !== 'string' || !/^[a-z][a-z0-9-]{0,49}$/.test(stream.name)) {
    return 'must have a lower-case word as its name'
  }
  if (!RECORD_TYPES.includes(stream.record)) return `must say its record: ${RECORD_TYPES.join(' or ')}`
  if (!STREAM_MODES.includes(stream.mode)) return `must say its mode: ${STREAM_MODES.join(', ')}`
  for (const part of ['scopes', 'pages', 'identity', 'map'] as const) {
    if (typeof stream[part] !== 'function') return `lacks the function ${part}`
  }
  return cursorProblem(stream) ?? lagProblem(stream)
}

function cursorProblem(stream: Stream): string | undefined {
  if (stream.cursor === undefined) {
    return stream.mode === 'snapshot'
      ? undefined
      : `is of the mode ${stream.mode} and must declare its cursor`
  }
  const { version, schema } = stream.cursor
  if (!Number.isSafeInteger(version) || version < 1) return 'must give its cursor a version: 1, 2, …'
  return isSchema(schema) ? undefined : 'must give its cursor a zod schema'
}

function lagProblem(stream: Stream): string | undefined {
  for (const part of ['settle', 'overlap'] as const) {
    if (!(part in stream)) continue
    if (stream.mode === 'snapshot') return `is a snapshot, which has no ${part}`
    const milliseconds = stream[part]
    if (milliseconds !== undefined && !(Number.isFinite(milliseconds) && milliseconds >= 0)) {
      return `must give ${part} in milliseconds, 0 or more`
    }
  }
  return undefined
}

function assetKindsOf(definition: PluginDefinition): Record<string, AssetKind> {
  const entries = Object.entries(definition.assetKinds ?? {}).map(([kind, declared]) => {
    const what = `the asset kind ${JSON.stringify(kind)}`
    if (!slugSchema.safeParse(kind).success) {
      throw new PluginError(
        `Plugin ${JSON.stringify(definition.id)}: ${what} must be lower-case words joined by . - or _`,
      )
    }
    return [kind, declaredKind(definition.id, what, declared)] as const
  })
  return Object.fromEntries(entries)
}

function declaredKind(id: string, what: string, declared: AssetKindDefinition): AssetKind {
  const where = `Plugin ${JSON.stringify(id)}: ${what}`
  if (typeof declared.title !== 'string' || declared.title.trim() === '')
    throw new PluginError(`${where} has no title`)
  if (!isSchema(declared.attributes)) {
    throw new PluginError(`${where} has no schema; give a zod schema of its attributes`)
  }
  const jsonSchema = jsonSchemaOf(id, what, declared.attributes, 'output')
  return Object.freeze({ ...declared, jsonSchema: Object.freeze(jsonSchema) })
}

function jsonSchemaOf(
  id: string,
  what: string,
  schema: z.ZodType,
  io: 'input' | 'output',
): Record<string, unknown> {
  try {
    return z.toJSONSchema(schema, { io })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new PluginError(
      `Plugin ${JSON.stringify(id)}: the schema of ${what} has no JSON Schema: ${reason}`,
      { cause },
    )
  }
}

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value
}
