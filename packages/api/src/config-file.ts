import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { PluginReference } from './plugin-host/reference.ts'
import { DEFAULT_SETTINGS } from './sync/sources/settings.ts'

const NAMES = ['throughline.config.ts', 'throughline.config.js', 'throughline.config.mjs']

const sourceSchema = z.strictObject({
  name: z.string(),
  plugin: z.string(),
  config: z.record(z.string(), z.json()).default({}),
  schedule: z.string().nullable().default(null),
  timeZone: z.string().default('UTC'),
  precedence: z.int().min(1).max(1000).default(100),
  input: z.string().nullable().default(null),
  allowPrivateHosts: z.boolean().default(false),
  retirementGraceSeconds: z.int().min(0).default(DEFAULT_SETTINGS.retirementGraceSeconds),
  deletionCheckIntervalSeconds: z.int().min(0).default(DEFAULT_SETTINGS.deletionCheckIntervalSeconds),
})

const fileSchema = z.strictObject({
  plugins: z.array(z.string().min(1)).default([]),
  sources: z.array(sourceSchema).default([]),
})

/** A source as the configuration file writes it. */
export type ConfiguredSource = z.output<typeof sourceSchema>

/** What the operator's configuration file says. */
export interface ConfigFile {
  /** The file; undefined where there is none. */
  readonly path: string | undefined
  readonly plugins: readonly PluginReference[]
  readonly sources: readonly ConfiguredSource[]
}

/**
 * Reads `throughline.config.ts` (or `.js`, `.mjs`) of a directory, or the file that is named. Its default export says
 * which plugins and sources there are.
 *
 * @throws ConfigError that names the file and what is wrong in it.
 */
export async function readConfigFile(directory: string, named?: string): Promise<ConfigFile> {
  const path =
    named === undefined
      ? NAMES.map((name) => join(directory, name)).find((candidate) => existsSync(candidate))
      : resolve(directory, named)
  if (path === undefined) return { path: undefined, plugins: [], sources: [] }
  const content = await contentOf(path)
  const parsed = fileSchema.safeParse(content)
  if (!parsed.success) throw new ConfigError(`${path} is wrong:\n${problemsOf(parsed.error, content)}`)
  const { plugins, sources } = parsed.data
  const twice = sources.find(({ name }, index) => sources.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) throw new ConfigError(`${path} has two sources that are called ${twice.name}`)
  return {
    path,
    plugins: plugins.map((specifier) => ({ origin: 'external', specifier, directory: dirname(path) })),
    sources,
  }
}

/** What is wrong, a line each, with the source by its name and the field. */
function problemsOf({ issues }: z.ZodError, content: unknown): string {
  return issues
    .map(({ path: [list, index, ...field], path, message }) => {
      if (path.length === 0) return `  its default export: ${message}`
      const name = list === 'sources' && typeof index === 'number' ? nameAt(content, index) : undefined
      if (name === undefined) return `  ${path.join('.')}: ${message}`
      return `  the source ${name}${field.length === 0 ? '' : `, ${field.join('.')}`}: ${message}`
    })
    .join('\n')
}

/** How the source in a place of the list is called, or its place, counted as people count. */
function nameAt(content: unknown, index: number): string {
  const sources = memberOf(content, 'sources')
  const name: unknown = Array.isArray(sources) ? memberOf(sources[index], 'name') : undefined
  return typeof name === 'string' && name !== '' ? name : `number ${index + 1}`
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

async function contentOf(path: string): Promise<unknown> {
  try {
    const { default: content }: { default?: unknown } = await import(pathToFileURL(path).href)
    return content
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`${path} cannot be read: ${reason}`, { cause })
  }
}
