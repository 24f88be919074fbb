import {
  InputError,
  inputErrorOf,
  orInputError,
  type PluginContext,
  readOnce,
  type SourceFile,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { readDocuments } from '@throughline/plugin-kit/yaml'
import {
  type Catalog,
  type CatalogEntity,
  type Contents,
  contentsOf,
  type Flaw,
  nameOf,
  refuseUnfinished,
  withoutRepetitions,
} from './catalog.ts'
import type { BackstageConfig } from './config.ts'
import { linksOf } from './edges.ts'
import { referencesIn } from './facts.ts'
import { filesMeant, hasCatalogName, isElsewhere, isExcluded, seemsToHoldEntities } from './locations.ts'
import { membershipIn } from './organisation.ts'

type Context = PluginContext<BackstageConfig>

/**
 * Everything the input says, read to its end, once for a run. What cannot be used is a flaw and bars nothing else.
 *
 * @throws InputError when the input is a page of an answer, or holds no entity that can be used; ConfigError when the
 * run was given no files.
 */
export const readCatalog = readOnce<BackstageConfig, Catalog>(async (ctx, files) => {
  const all = await listed(ctx, files)
  const { contents, passedOver } = await readFiles(ctx, all)
  refuseUnfinished(contents.flatMap(({ page }) => page ?? []))
  const skipped = contents.flatMap((content) => content.skipped)
  const { entities, flaws } = usableEntities(contents)
  refuseNothing(ctx, all, { contents, skipped, entities, flaws })
  warnOf(
    ctx,
    contents.flatMap(({ leftOut }) => leftOut),
    flaws,
  )
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
    flaws: flaws.filter(({ entity }) => entity === undefined || kinds.includes(entity.kind)),
  }
})

/** The entities that can be used, each once. */
function usableEntities(contents: readonly Contents[]): {
  entities: ReadonlyMap<string, CatalogEntity>
  flaws: readonly Flaw[]
} {
  const flaws: Flaw[] = contents.flatMap((content) => content.flaws)
  const sound = contents
    .flatMap((content) => content.entities)
    .filter((entity) => {
      const found = orInputError(() => [referencesIn(entity), ...linksOf(entity), membershipIn(entity)])
      if (!(found instanceof InputError)) return true
      flaws.push({ error: found, entity: { kind: entity.kind, reference: entity.reference } })
      return false
    })
  const { known, flaws: repeated } = withoutRepetitions(sound)
  return { entities: known, flaws: [...flaws, ...repeated] }
}

function refuseNothing(
  ctx: Context,
  all: readonly SourceFile[],
  {
    contents,
    skipped,
    entities,
    flaws,
  }: {
    contents: readonly Contents[]
    skipped: readonly string[]
    entities: ReadonlyMap<string, CatalogEntity>
    flaws: readonly Flaw[]
  },
): void {
  if (entities.size > 0) return
  const [flaw] = flaws
  if (flaw !== undefined) throw flaw.error
  ctx.signal.throwIfAborted()
  const file = all.length === 1 ? all.map((each) => each.path).join() : `the input of ${all.length} files`
  const targets = contents.flatMap((content) => content.targets).length
  if (targets > 0) {
    throw new InputError({
      file,
      problem: `holds no entity but Locations, whose ${targets} targets are not in the input`,
      hint: 'Name the directory that holds them, or what the catalog answers to /api/catalog/entities.',
    })
  }
  if (skipped.length > 0) return
  throw new InputError({
    file,
    problem: 'holds no entity of a Backstage catalog at all',
    hint: 'Name a catalog-info.yaml, a directory with some in it, or what the catalog answers to /api/catalog/entities.',
  })
}

function warnOf({ log }: Context, leftOut: readonly string[], flaws: readonly Flaw[]): void {
  if (leftOut.length > 0) {
    log.warn('Members of entities are missing or were left out because they are wrong', {
      members: leftOut.length,
      first: leftOut.slice(0, 10),
    })
  }
  if (flaws.length > 0) {
    log.warn('Parts of the input cannot be used; what was read of them before stays', {
      parts: flaws.length,
      first: flaws.slice(0, 10).map(({ error }) => error.message),
    })
  }
}

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
    for (const content of await contentsIn(file)) {
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

/** What a file holds, document by document. */
async function contentsIn(file: SourceFile): Promise<Contents[]> {
  const text = await file.text().catch(inputErrorOf)
  if (text instanceof InputError) return [unusableContents({ error: text })]
  const hint = () => 'Correct it; nothing of the document was taken.'
  const { documents, broken } = readDocuments(file.path, text, { hint })
  return [
    ...documents.map(contentsOf),
    ...broken.map(({ error, remains }) => unusableContents({ error, ...nameOf(remains) }, true)),
  ]
}

/** @param mayHideOthers whether more entities than the one it names may be lost with it */
function unusableContents(flaw: Flaw, mayHideOthers = false): Contents {
  return { entities: [], flaws: [{ ...flaw, mayHideOthers }], leftOut: [], targets: [], skipped: [] }
}

function counted(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries([...counts].sort())
}
