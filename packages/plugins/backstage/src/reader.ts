import {
  InputError,
  type PluginContext,
  readOnce,
  type SourceFile,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { parseDocuments } from '@throughline/plugin-kit/yaml'
import {
  type CatalogEntity,
  type Contents,
  contentsOf,
  refuseUnfinished,
  withoutRepetitions,
} from './catalog.ts'
import type { BackstageConfig } from './config.ts'
import { filesMeant, hasCatalogName, isElsewhere, isExcluded, seemsToHoldEntities } from './locations.ts'

type Context = PluginContext<BackstageConfig>

/** Everything the input says, by reference: only entities of the kinds configured. */
export interface Catalog {
  readonly config: BackstageConfig
  readonly entities: ReadonlyMap<string, CatalogEntity>
}

/**
 * Everything the input says, read and checked to its end, once for a run.
 *
 * @throws InputError when any part of it is wrong; ConfigError when the run was given no files.
 */
export const readCatalog = readOnce<BackstageConfig, Catalog>(async (ctx, files) => {
  const all = await listed(ctx, files)
  const { contents, passedOver } = await readFiles(ctx, all)
  refuseUnfinished(contents.flatMap(({ page }) => page ?? []))
  const entities = withoutRepetitions(contents.flatMap((content) => content.entities))
  const skipped = contents.flatMap((content) => content.skipped)
  const file = all.length === 1 ? all.map((each) => each.path).join() : `the input of ${all.length} files`
  const targets = contents.flatMap((content) => content.targets).length
  if (entities.size === 0 && targets > 0) {
    throw new InputError({
      file,
      problem: `holds no entity but Locations, whose ${targets} targets are not in the input`,
      hint: 'Name the directory that holds them, or what the catalog answers to /api/catalog/entities.',
    })
  }
  if (entities.size === 0 && skipped.length === 0) {
    throw new InputError({
      file,
      problem: 'holds no entity of a Backstage catalog at all',
      hint: 'Name a catalog-info.yaml, a directory with some in it, or what the catalog answers to /api/catalog/entities.',
    })
  }
  ctx.log.info('Read a Backstage catalog', {
    files: all.length - passedOver,
    filesPassedOver: passedOver,
    entities: entities.size,
    skipped: counted(skipped),
  })
  const { kinds } = ctx.config
  return {
    config: ctx.config,
    entities: new Map([...entities].filter(([, entity]) => kinds.includes(entity.kind))),
  }
})

async function listed(ctx: Context, files: SourceFiles): Promise<SourceFile[]> {
  const all: SourceFile[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    if (!isExcluded(file, ctx.config.exclude)) all.push(file)
  }
  return all
}

/**
 * A file that is alone, is called like a catalog's, looks like one or is the target of a Location is read; of a
 * directory all others are passed over, whatever is in them.
 */
async function readFiles(
  ctx: Context,
  files: readonly SourceFile[],
): Promise<{ contents: Contents[]; passedOver: number }> {
  const queue: SourceFile[] = []
  for (const file of files) {
    ctx.signal.throwIfAborted()
    if (files.length === 1 || hasCatalogName(file) || (await seemsToHoldEntities(file))) queue.push(file)
  }
  const queued = new Set(queue)
  const contents: Contents[] = []
  let unfollowed = 0
  for (const file of queue) {
    ctx.signal.throwIfAborted()
    for (const content of parseDocuments(file.path, await file.text()).map(contentsOf)) {
      contents.push(content)
      for (const target of content.targets) {
        const meant = isElsewhere(target) ? [] : filesMeant(file, target, files)
        if (meant.length === 0) unfollowed += 1
        for (const next of meant) {
          if (queued.has(next)) continue
          queued.add(next)
          queue.push(next)
        }
      }
    }
  }
  if (unfollowed > 0) {
    ctx.log.warn('Targets of Locations were not followed because they are not in the input', {
      targets: unfollowed,
      hint: 'Read the directory that holds them, or what the catalog answers to /api/catalog/entities.',
    })
  }
  return { contents, passedOver: files.length - queued.size }
}

function counted(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries([...counts].sort())
}
