import {
  inPages,
  type Page,
  type PluginContext,
  relationId,
  ScopeNotFoundError,
  type SnapshotStream,
} from '@throughline/plugin-kit'
import { type AssetFacts, assetFacts } from './assets.ts'
import type { KubernetesConfig } from './config.ts'
import type { Edge } from './edges/edge.ts'
import { relationsOf } from './edges/edges.ts'
import type { Inventory } from './inventory.ts'
import { identityOf, mapAsset, mapRelation } from './map.ts'
import { readInventory } from './reader.ts'

type Context = PluginContext<KubernetesConfig>

const scopes = async (ctx: Context) => [{ id: ctx.config.cluster }]

/** Every object that is an asset. */
export const assets: SnapshotStream<AssetFacts, KubernetesConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) => pagesOf(ctx, scope.id, until, assetFacts),
  primaryKey: identityOf,
  map: mapAsset,
}

/** How those objects hang together. */
export const relations: SnapshotStream<Edge, KubernetesConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) => pagesOf(ctx, scope.id, until, relationsOf),
  primaryKey: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapRelation,
}

async function* pagesOf<Raw>(
  ctx: Context,
  cluster: string,
  until: Date,
  list: (inventory: Inventory) => Raw[],
): AsyncGenerator<Page<Raw, never>> {
  if (cluster !== ctx.config.cluster) {
    throw new ScopeNotFoundError(
      `The cluster ${cluster} is not the one configured, which is ${ctx.config.cluster}`,
    )
  }
  const raws = list(await readInventory(ctx, until))
  yield* inPages(ctx, raws, ctx.files === undefined ? ctx.config.api?.pageSize : undefined)
}
