import {
  inPages,
  keyed,
  type PluginContext,
  relationId,
  type SnapshotStream,
  type Unusable,
  unusable,
  usable,
} from '@throughline/plugin-kit'
import type { Catalog } from './catalog.ts'
import type { BackstageConfig } from './config.ts'
import { danglingIn, type Edge, edgesOf } from './edges.ts'
import { type EntityFacts, factsOf } from './facts.ts'
import { mapEdge, mapEntity } from './map.ts'
import { readCatalog } from './reader.ts'

type Context = PluginContext<BackstageConfig>

/** How much the input says. */
export async function readAll(
  ctx: Context,
): Promise<Readonly<Record<'entities' | 'edges' | 'flaws', number>>> {
  const catalog = await readCatalog(ctx)
  const { entities, flaws } = catalog
  return { entities: entities.size, edges: edgesOf(catalog).length, flaws: flaws.length }
}

/** The one scope of every stream. */
export const scopes = async () => [{ id: 'catalog' }]

/** Every entity of a kind that is read, apart from users. */
export const assets: SnapshotStream<EntityFacts | Unusable, BackstageConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const catalog = await readCatalog(ctx)
    const { flaws } = catalog
    const partial = flaws.some(({ entity, mayHideOthers }) => entity === undefined || mayHideOthers === true)
    yield* inPages(ctx, [...factsOf(catalog), ...unusableIn(catalog)], undefined, partial)
  },
  primaryKey: keyed(({ reference }) => reference),
  map: usable(mapEntity),
}

/** A dead letter for each flaw. An entity that is sound elsewhere in the input keeps its own key. */
function unusableIn({ entities, flaws }: Catalog): Unusable[] {
  const byKey = new Map<string, Unusable>()
  for (const { error, entity } of flaws) {
    const key = entity === undefined || entities.has(entity.reference) ? undefined : entity.reference
    const part = unusable(error, key)
    if (!byKey.has(part.primaryKey)) byKey.set(part.primaryKey, part)
  }
  return [...byKey.values()]
}

/** How those entities hang together. What the relations of an entity that cannot be used are is not known. */
export const relations: SnapshotStream<Edge, BackstageConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const catalog = await readCatalog(ctx)
    const dangling = danglingIn(catalog)
    if (dangling > 0) {
      ctx.log.info('References lead to entities that are not in the input; those relations are left out', {
        entities: dangling,
      })
    }
    yield* inPages(ctx, edgesOf(catalog), undefined, catalog.flaws.length > 0)
  },
  primaryKey: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapEdge,
}
