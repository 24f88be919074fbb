import satisfies from 'semver/functions/satisfies.js'
import validRange from 'semver/ranges/valid.js'
import { z } from 'zod'
import { ACTION_NAMES } from './action.ts'
import { asZodSchema, configJsonSchemaOf, isConfigSchema, type JsonSchema } from './config-schema.ts'
import { PluginError } from './errors.ts'
import {
  type AssetKind,
  type AssetKindDefinition,
  type FileInput,
  PLUGIN_API_VERSION,
  PLUGIN_KINDS,
  type Plugin,
  type PluginDefinition,
} from './plugin.ts'
import { RECORD_TYPES } from './records/record.ts'
import { slugSchema } from './records/text.ts'
import { secretFieldsOf } from './secret.ts'
import { STREAM_MODES, type Stream } from './stream.ts'
import { webhookProblem } from './verification.ts'

/**
 * Checks a plugin against the contract.
 *
 * @throws PluginError that says what is wrong; nothing of the plugin has been run by then.
 */
export function definePlugin<Config>(definition: PluginDefinition<Config>): Plugin<Config> {
  const problem =
    headProblem(definition) ??
    inputProblem(definition.input) ??
    reachProblem(definition) ??
    streamsProblem(definition)
  if (problem !== undefined) throw new PluginError(`Plugin ${JSON.stringify(definition.id)}: ${problem}`)
  const { otherAssetKinds, ...rest } = definition
  const configJsonSchema = configJsonSchemaOf(definition.id, definition.config, definition.configJsonSchema)
  const secretFields = secretFieldsOf(configJsonSchema)
  const unproven = webhookProblem(definition.webhook, secretFields)
  if (unproven !== undefined) throw new PluginError(`Plugin ${JSON.stringify(definition.id)}: ${unproven}`)
  return Object.freeze({
    ...rest,
    config: asZodSchema(definition.config, secretFields),
    assetKinds: Object.freeze(assetKindsOf(definition)),
    ...(otherAssetKinds === undefined
      ? {}
      : { otherAssetKinds: declaredKind(definition.id, 'the kind otherAssetKinds', otherAssetKinds) }),
    configJsonSchema: Object.freeze(configJsonSchema),
    secretFields: Object.freeze(secretFields),
    actionNames: Object.freeze(ACTION_NAMES.filter((name) => definition.actions?.[name] !== undefined)),
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
  if (typeof apiRange !== 'string' || validRange(apiRange) === null || apiRange.trim() === '') {
    return `the apiRange ${JSON.stringify(apiRange)} is not a semver range; write one such as "^${PLUGIN_API_VERSION}"`
  }
  if (!satisfies(PLUGIN_API_VERSION, apiRange)) {
    return `it was written for version ${apiRange} of the plugin contract, this is ${PLUGIN_API_VERSION}; install a release of the plugin for it`
  }
  if (!isConfigSchema(config)) return 'config must be a zod schema, or another that keeps to Standard Schema'
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

function reachProblem({ hosts, limits, actions }: PluginDefinition): string | undefined {
  if (hosts !== undefined && typeof hosts !== 'function')
    return 'hosts must be a function of the configuration'
  for (const [name, value] of Object.entries(limits ?? {})) {
    if (!(typeof value === 'number' && Number.isFinite(value) && value > 0)) {
      return `limits.${name} must be a number above 0`
    }
  }
  for (const [name, action] of Object.entries(actions ?? {})) {
    if (!ACTION_NAMES.some((known) => known === name)) {
      return `the action ${JSON.stringify(name)} is not one of ${ACTION_NAMES.join(', ')}`
    }
    if (typeof action !== 'function') return `the action ${name} must be a function`
  }
  return undefined
}

function streamsProblem(definition: PluginDefinition): string | undefined {
  const { streams } = definition
  if (!Array.isArray(streams) || streams.length === 0)
    return 'it has no stream, so it would never yield anything'
  const names = new Set<string>()
  for (const stream of streams as readonly Stream[]) {
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
  if (!RECORD_TYPES.includes(stream.record)) return `must say its record: ${RECORD_TYPES.join(', ')}`
  if (!STREAM_MODES.includes(stream.mode)) return `must say its mode: ${STREAM_MODES.join(', ')}`
  for (const part of ['scopes', 'pages', 'primaryKey', 'map'] as const) {
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
  for (const part of ['watermarkDelay', 'lookback'] as const) {
    if (!(part in stream)) continue
    if (stream.mode === 'snapshot') return `is a snapshot, which has no ${part}`
    const milliseconds = stream[part]
    if (milliseconds === undefined) continue
    if (!(Number.isFinite(milliseconds) && milliseconds >= 0)) {
      return `must give ${part} in milliseconds, 0 or more`
    }
    if (!('time' in stream.cursor)) return `declares ${part} and must tell the time of its cursor`
  }
  return 'listKeys' in stream && typeof stream.listKeys !== 'function'
    ? 'must have a function as its listKeys'
    : undefined
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
  const jsonSchema = jsonSchemaOf(id, what, declared.attributes)
  return Object.freeze({ ...declared, jsonSchema: Object.freeze(jsonSchema) })
}

function jsonSchemaOf(id: string, what: string, schema: z.ZodType): JsonSchema {
  try {
    return z.toJSONSchema(schema, { io: 'output' })
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
