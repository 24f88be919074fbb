import { inPages, relationId, type SnapshotStream } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import type { Edge } from './edges.ts'
import { type AssetFacts, mapAsset, mapEdge } from './map.ts'
import { readInventory } from './reader.ts'

const scopes = async () => [{ id: 'tables' }]

/** Every row of a table of assets. */
export const assets: SnapshotStream<AssetFacts, CsvConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    yield* inPages(ctx, (await readInventory(ctx)).assets)
  },
  identity: ({ externalId }) => externalId,
  map: mapAsset,
}

/** Every row that names two assets. */
export const relations: SnapshotStream<Edge, CsvConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    yield* inPages(ctx, (await readInventory(ctx)).edges)
  },
  identity: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapEdge,
}
