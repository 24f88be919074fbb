import type { JsonObject, JsonValue } from '@throughline/db'
import { normalizedText } from '@throughline/plugin-kit'
import { UsageError } from './exit.ts'

/** A setting as the command line writes it. */
interface Written {
  /** Names with dots between them. */
  readonly path: readonly string[]
  readonly text: string
}

/**
 * The configuration with `name=value` settings in it, dots leading into objects. A value is JSON where it can be and
 * the plugin does not want a text there, else it is a text: `cluster=2024` names a cluster.
 *
 * @throws UsageError where a setting is not written like that.
 */
export function withSettings(config: JsonObject, pairs: readonly string[], schema: unknown): JsonObject {
  return pairs
    .map(normalizedText)
    .map(settingOf)
    .reduce((before, { path, text }) => {
      const value = wantsText(schemaAt(schema, path)) ? text : jsonOrText(text)
      return withValue(before, path, value)
    }, config)
}

/** The configuration without these settings. */
export function withoutSettings(config: JsonObject, fields: readonly string[]): JsonObject {
  return fields.reduce((before, field) => withValue(before, pathOf(field, '--unset'), undefined), config)
}

function settingOf(pair: string): Written {
  const equals = pair.indexOf('=')
  if (equals < 1) throw new UsageError(`--set ${pair}: write it as name=value`)
  return { path: pathOf(pair.slice(0, equals), '--set'), text: pair.slice(equals + 1) }
}

/** @throws UsageError where a name is empty. */
export function pathOf(field: string, option: string): readonly string[] {
  const path = field.split('.')
  if (path.every((name) => name !== '')) return path
  throw new UsageError(`${option} ${field}: write names with one dot between them`)
}

/** An object with a value at a place; undefined takes it out. */
export function withValue(
  config: JsonObject,
  [name = '', ...below]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  if (below.length > 0) {
    const inner = config[name]
    return { ...config, [name]: withValue(isObject(inner) ? inner : {}, below, value) }
  }
  if (value !== undefined) return { ...config, [name]: value }
  const { [name]: _, ...rest } = config
  return rest
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // Not JSON is plain text.
    return text
  }
}

/** What a JSON Schema says of a place; undefined where it says nothing. */
function schemaAt(schema: unknown, path: readonly string[]): unknown {
  const [name, ...below] = path
  if (name === undefined) return schema
  for (const part of [schema, ...branches(schema)]) {
    const properties = memberOf(part, 'properties')
    const found = memberOf(properties, name) ?? memberOf(part, 'additionalProperties')
    if (found !== undefined) return schemaAt(found, below)
  }
  return undefined
}

function wantsText(schema: unknown): boolean {
  const types = [schema, ...branches(schema)].flatMap((part) => memberOf(part, 'type') ?? [])
  return types.length > 0 && types.every((type) => type === 'string' || type === 'null')
}

function branches(schema: unknown): readonly unknown[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const parts = memberOf(schema, key)
    return Array.isArray(parts) ? parts : []
  })
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
