import path from 'node:path'
import type { SourceFile } from '@throughline/plugin-kit'

/** Whether a file is called as the files of a catalog usually are: it is then read strictly. */
export function hasCatalogName(file: SourceFile): boolean {
  return /(?:^|[/\\])(?:[^/\\]*[._-])?catalog-info\.(?:ya?ml|json)$/i.test(file.path)
}

/** Whether a file seems to hold an entity, whatever its name. Cheap, and blind to how the text is encoded. */
export async function seemsToHoldEntities(file: SourceFile): Promise<boolean> {
  const text = Buffer.from(await file.bytes())
    .toString('latin1')
    .replaceAll('\0', '')
  return /["']?apiVersion["']?\s*:\s*["']?backstage\.io\//.test(text)
}

/** Whether a target of a Location is an address, which is never followed. */
export function isElsewhere(target: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(target)
}

/** The files of the input that a Location in `from` means by a target: a path relative to it, or a pattern. */
export function filesMeant(
  from: SourceFile,
  target: string,
  files: readonly SourceFile[],
): readonly SourceFile[] {
  const meant = path.normalize(path.join(path.dirname(from.path), target))
  const isPattern = /[*?[{]/.test(target)
  return files.filter((file) => {
    const here = path.normalize(file.path)
    return isPattern ? path.matchesGlob(here, meant) : here === meant
  })
}

/** Whether a file is left out by a pattern of the configuration. */
export function isExcluded(file: SourceFile, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => path.matchesGlob(path.normalize(file.path), pattern))
}
