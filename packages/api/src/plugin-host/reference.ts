import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire, findPackageJSON } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PluginError } from '@throughline/plugin-kit'
import { PLUGIN_IDS } from '../plugins.ts'

/** Where a plugin is found: built in, or where the configuration of the operator says. */
export type PluginReference =
  | { readonly origin: 'built-in'; readonly id: string }
  /** A package name, or a path; both as seen from the directory. */
  | { readonly origin: 'external'; readonly specifier: string; readonly directory: string }

/** A reference as messages name it. */
export function describeReference(reference: PluginReference): string {
  return reference.origin === 'built-in' ? reference.id : reference.specifier
}

/**
 * The module to import for an external plugin, as a file URL.
 *
 * @throws PluginError when there is nothing to import.
 */
export function moduleOf(specifier: string, directory: string): string {
  if (specifier.startsWith('.') || isAbsolute(specifier)) {
    return pathToFileURL(entryOf(resolve(directory, specifier), specifier)).href
  }
  const base = join(directory, 'throughline.config.js')
  try {
    return pathToFileURL(createRequire(base).resolve(specifier)).href
  } catch {
    // A package that can be imported alone, and not required, is found by its package.json.
    const manifest = packageOf(specifier, base)
    if (manifest === undefined) {
      throw new PluginError(
        `There is no plugin, package or path ${specifier}: no package of that name is installed in ${directory}, and a path begins with ./ or /. Built-in plugins are ${PLUGIN_IDS.join(', ')}`,
      )
    }
    return pathToFileURL(entryOf(join(manifest, '..'), specifier)).href
  }
}

function packageOf(specifier: string, base: string): string | undefined {
  try {
    return findPackageJSON(specifier, pathToFileURL(base))
  } catch {
    // It names the file from which it looks, which need not exist.
    return undefined
  }
}

const ENTRIES = ['src/index.ts', 'index.ts', 'index.js', 'index.mjs']

/** The file to import of a file or a directory with a package in it. */
function entryOf(path: string, specifier: string): string {
  if (!existsSync(path)) throw new PluginError(`The plugin ${specifier} is not there: ${path} does not exist`)
  if (statSync(path).isFile()) return path
  const named = exportOf(join(path, 'package.json'))
  const found = [...(named === undefined ? [] : [named]), ...ENTRIES].find((entry) =>
    existsSync(join(path, entry)),
  )
  if (found === undefined) {
    throw new PluginError(
      `The plugin ${specifier} has no module to load: name it as exports in ${path}/package.json`,
    )
  }
  return join(path, found)
}

function exportOf(manifest: string): string | undefined {
  if (!existsSync(manifest)) return undefined
  const { exports, main }: { exports?: unknown; main?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'))
  const root = memberOf(exports, '.') ?? exports
  const entry =
    [root, memberOf(root, 'import'), memberOf(root, 'node'), memberOf(root, 'default'), main].find(
      (candidate) => typeof candidate === 'string',
    ) ?? undefined
  return typeof entry === 'string' ? entry : undefined
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
