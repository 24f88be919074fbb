import {
  inPages,
  keyed,
  type Page,
  type PluginContext,
  relationId,
  ScopeNotFoundError,
  type SnapshotStream,
  type Unusable,
  unusable,
  usable,
} from '@throughline/plugin-kit'
import { type AssetFacts, assetFacts } from './assets.ts'
import type { KubernetesConfig } from './config.ts'
import type { Edge } from './edges/edge.ts'
import { relationsOf } from './edges/edges.ts'
import { externalId, type Inventory } from './inventory.ts'
import { identityOf, mapAsset, mapRelation } from './map.ts'
import { readInventory } from './reader.ts'

type Context = PluginContext<KubernetesConfig>

const scopes = async (ctx: Context) => [{ id: ctx.config.cluster }]

/** Every object that is an asset. */
export const assets: SnapshotStream<AssetFacts | Unusable, KubernetesConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) =>
    pagesOf(ctx, scope.id, until, (inventory) => ({
      raws: [...assetFacts(inventory), ...unusableIn(inventory)],
      partial: inventory.flaws.some(
        ({ object, hidesNothing }) => object === undefined && hidesNothing !== true,
      ),
    })),
  primaryKey: keyed(identityOf),
  map: usable(mapAsset),
}

function unusableIn({ flaws, config }: Inventory): Unusable[] {
  const byKey = new Map<string, Unusable>()
  for (const { error, object } of flaws) {
    if (object?.kind === 'ConfigMap') continue
    const part = unusable(error, object === undefined ? undefined : externalId(config.cluster, object))
    if (!byKey.has(part.primaryKey)) byKey.set(part.primaryKey, part)
  }
  return [...byKey.values()]
}

/** How those objects hang together. */
export const relations: SnapshotStream<Edge, KubernetesConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) =>
    pagesOf(ctx, scope.id, until, (inventory) => ({
      raws: relationsOf(inventory),
      partial: inventory.flaws.some(({ hidesNothing }) => hidesNothing !== true),
    })),
  primaryKey: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapRelation,
}

async function* pagesOf<Raw>(
  ctx: Context,
  cluster: string,
  until: Date,
  list: (inventory: Inventory) => { readonly raws: readonly Raw[]; readonly partial: boolean },
): AsyncGenerator<Page<Raw, never>> {
  if (cluster !== ctx.config.cluster) {
    throw new ScopeNotFoundError(
      `The cluster ${cluster} is not the one configured, which is ${ctx.config.cluster}`,
    )
  }
  const { raws, partial } = list(await readInventory(ctx, until))
  yield* inPages(ctx, raws, ctx.files === undefined ? ctx.config.api?.pageSize : undefined, partial)
}
