import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeDirectory } from '@throughline/db'
import type { PluginKind } from '@throughline/plugin-kit'
import { UsageError } from '../exit.ts'
import type { Output } from '../output.ts'
import { namesFor } from './names.ts'
import { templateFiles } from './template.ts'

export interface NewPluginOptions {
  readonly id: string
  /** Where the package's own directory is made. */
  readonly directory: string
  readonly kind: PluginKind
  /** What the package depends on the kit by: a range, or `file:` and where it lies; this release when undefined. */
  readonly kit: string | undefined
}

/**
 * Writes a package with a plugin that works, and says what to do with it.
 *
 * @throws UsageError when its directory is in use, or the id is none.
 */
export async function newPlugin(options: NewPluginOptions, output: Output): Promise<void> {
  const names = namesFor(options.id)
  const target = resolve(options.directory, names.id)
  if (await isInUse(target)) throw new UsageError(`${target} is in use already: choose another id or --dir.`)
  const files = await templateFiles(names, options.kind, options.kit)
  for (const [path, text] of files) {
    makeDirectory(dirname(join(target, path)))
    await writeFile(join(target, path), text, { flag: 'wx' })
  }
  output.say(`${target}\n${[...files.keys()].map((path) => `  ${path}`).join('\n')}`)
  output.say(
    `A plugin that works, with a fake system to test it against. Next:\n  cd ${target}\n  npm install\n  npm test`,
  )
  output.result({ id: names.id, directory: target, files: [...files.keys()] })
}

async function isInUse(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length > 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}
