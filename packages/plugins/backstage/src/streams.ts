import { inPages, type PluginContext, relationId, type SnapshotStream } from '@throughline/plugin-kit'
import type { BackstageConfig } from './config.ts'
import { danglingIn, type Edge, edgesOf } from './edges.ts'
import { type EntityFacts, factsOf } from './facts.ts'
import { mapEdge, mapEntity } from './map.ts'
import { readCatalog } from './reader.ts'

type Context = PluginContext<BackstageConfig>

/** Everything the input says, with its references looked at, so that either stream refuses what is wrong. */
export async function readAll(ctx: Context): Promise<{ facts: EntityFacts[]; edges: Edge[] }> {
  const catalog = await readCatalog(ctx)
  return { facts: factsOf(catalog), edges: edgesOf(catalog) }
}

const scopes = async () => [{ id: 'catalog' }]

/** Every entity of a kind that is read. */
export const assets: SnapshotStream<EntityFacts, BackstageConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    yield* inPages(ctx, (await readAll(ctx)).facts)
  },
  primaryKey: ({ reference }) => reference,
  map: mapEntity,
}

/** How those entities hang together. */
export const relations: SnapshotStream<Edge, BackstageConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const { edges } = await readAll(ctx)
    const dangling = danglingIn(await readCatalog(ctx))
    if (dangling > 0) {
      ctx.log.info('References lead to entities that are not in the input; those relations are left out', {
        entities: dangling,
      })
    }
    yield* inPages(ctx, edges)
  },
  primaryKey: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapEdge,
}
