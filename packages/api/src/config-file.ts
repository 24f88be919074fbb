import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { PluginReference } from './plugin-host/reference.ts'

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
  const parsed = fileSchema.safeParse(await contentOf(path))
  if (!parsed.success) throw new ConfigError(`${path} is wrong:\n${z.prettifyError(parsed.error)}`)
  const { plugins, sources } = parsed.data
  const twice = sources.find(({ name }, index) => sources.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) throw new ConfigError(`${path} has two sources that are called ${twice.name}`)
  return {
    path,
    plugins: plugins.map((specifier) => ({ origin: 'external', specifier, directory: dirname(path) })),
    sources,
  }
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
