import type { z } from 'zod'
import { ConfigError } from './errors.ts'
import { nearestWord } from './nearest-word.ts'
import type { Plugin } from './plugin.ts'
import { SECRET_HINT } from './written-secrets.ts'

/** One setting that is wrong. */
export interface ConfigProblem {
  /** The names on the way to it, from the outside in; empty for the configuration as a whole. */
  readonly path: readonly string[]
  /** What is wrong with it, or what it must be. Never the value of a secret field. */
  readonly problem: string
}

/** A configuration that does not fit its plugin, with all that is wrong in it. */
export class InvalidConfig extends ConfigError {
  readonly problems: readonly ConfigProblem[]

  constructor(pluginId: string, problems: readonly ConfigProblem[], hints: readonly string[]) {
    super(`The configuration of ${pluginId} is wrong:\n${hints.join('\n')}`)
    this.problems = problems
  }
}

/**
 * A configuration as the plugin gets it, its secrets not resolved yet.
 *
 * @throws InvalidConfig that names each setting that is wrong and says what it must be.
 */
export async function parseConfig<Config>(plugin: Plugin<Config>, value: unknown): Promise<Config> {
  const result = await plugin.config.safeParseAsync(value)
  if (result.success) return result.data
  const problems = result.error.issues.flatMap(nearest).map((issue) => problemOf(plugin, issue))
  throw new InvalidConfig(
    plugin.id,
    problems,
    problems.map(({ path, problem }) => lineFor(plugin, path, problem)),
  )
}

/** Of a setting that may have several shapes, what is wrong with the shape that it comes nearest to. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const shape = issue.errors.find((issues) => issues.every((one) => one.path.length > 0 || !isOfType(one)))
  if (shape === undefined || shape.length === 0) return [issue]
  return shape.flatMap((one) => nearest({ ...one, path: [...issue.path, ...one.path] }))
}

/** Whether a value is wrong as a whole. */
function isOfType({ code }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' || code === 'invalid_value'
}

function problemOf({ secretFields, configJsonSchema }: Plugin, issue: z.core.$ZodIssue): ConfigProblem {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(propertiesOf(schemaAt(configJsonSchema, path)))
    const hints = issue.keys.flatMap((key) => nearestWord(key, known) ?? [])
    const hint =
      hints.length === 0 ? '' : `; did you mean ${hints.map((one) => JSON.stringify(one)).join(', ')}?`
    return { path, problem: `${issue.message}${hint}` }
  }
  const secret = secretFields.some((field) => within(path, field.split('.')))
  // What a schema says of a wrong value may quote it.
  return { path, problem: secret ? SECRET_HINT : issue.message }
}

function within(path: readonly string[], field: readonly string[]): boolean {
  return field.every((name, index) => path[index] === name)
}

/** `url: Invalid URL (Where the tracker is)` */
function lineFor({ configJsonSchema }: Plugin, path: readonly string[], problem: string): string {
  const description = descriptionAt(configJsonSchema, path)
  const field = path.length === 0 ? '' : `${path.join('.')}: `
  return `  ${field}${problem}${description === undefined ? '' : ` (${description})`}`
}

/** What a JSON Schema says a field is for. */
function descriptionAt(schema: unknown, path: readonly string[]): string | undefined {
  const found = schemaAt(schema, path)
  if (typeof found !== 'object' || found === null) return undefined
  return 'description' in found && typeof found.description === 'string' ? found.description : undefined
}

function schemaAt(schema: unknown, [name, ...below]: readonly string[]): unknown {
  if (name === undefined) return schema
  return schemaAt(Object.entries(propertiesOf(schema)).find(([key]) => key === name)?.[1], below)
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return {}
  const { properties } = schema
  return typeof properties === 'object' && properties !== null ? { ...properties } : {}
}
