import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SourceFile } from './sources.ts'

/** The GraphQL files directly in a folder, in the order of their names; paths are given relative to `root`. */
export function readGraphqlFiles(root: string, folder: string): SourceFile[] {
  return globSync(`${folder}/*.graphql`, { cwd: root })
    .sort()
    .map((path) => readSource(root, path))
}

/** One file; its path in messages is relative to `root`. */
export function readSource(root: string, path: string): SourceFile {
  return { path, text: readFileSync(join(root, path), 'utf8') }
}

/** Each path below `folder` whose file is missing, different from `modules`, or not among them. */
export function differences(folder: string, modules: ReadonlyMap<string, string>): string[] {
  const present = globSync('**/*.ts', { cwd: folder })
  const wrong = [...modules].filter(
    ([path, text]) => !present.includes(path) || readFileSync(join(folder, path), 'utf8') !== text,
  )
  return [...wrong.map(([path]) => path), ...present.filter((path) => !modules.has(path))].sort()
}

/** Makes the folder hold these modules and no others. */
export function writeModules(folder: string, modules: ReadonlyMap<string, string>): void {
  for (const path of globSync('**/*.ts', { cwd: folder })) {
    if (!modules.has(path)) rmSync(join(folder, path))
  }
  for (const [path, text] of modules) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
