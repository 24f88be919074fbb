import {
  inPages,
  keyed,
  type Page,
  type PluginContext,
  ScopeNotFoundError,
  type SnapshotStream,
  type Unusable,
  unusable,
  usable,
} from '@throughline/plugin-kit'
import type { TerraformConfig } from './config.ts'
import { withState } from './http-state.ts'
import { type Dependency, externalId, type Inventory, type ResourceFacts } from './inventory.ts'
import { dependencyId, mapDependency, mapResource } from './map.ts'
import { readInventory } from './reader.ts'

type Context = PluginContext<TerraformConfig>

const scopes = async (ctx: Context) => [{ id: ctx.config.workspace }]

/** Every instance of a resource. */
export const assets: SnapshotStream<ResourceFacts | Unusable, TerraformConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) =>
    pagesOf(ctx, scope.id, until, (inventory) => [...inventory.resources, ...unusableIn(inventory)]),
  primaryKey: keyed(({ workspace, address }) => externalId(workspace, address)),
  map: usable(mapResource),
}

/** A dead letter for each state that cannot be used. No workspace contains a space, so no resource has such a key. */
function unusableIn({ flaws }: Inventory): Unusable[] {
  return flaws.map(({ file, error }) => unusable(error, `state ${file.slice(-900)}`))
}

/** What needs what. */
export const relations: SnapshotStream<Dependency, TerraformConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope, _from, until) => pagesOf(ctx, scope.id, until, ({ dependencies }) => dependencies),
  primaryKey: dependencyId,
  map: mapDependency,
}

async function* pagesOf<Raw>(
  ctx: Context,
  workspace: string,
  until: Date,
  list: (inventory: Inventory) => readonly Raw[],
): AsyncGenerator<Page<Raw, never>> {
  if (workspace !== ctx.config.workspace) {
    throw new ScopeNotFoundError(
      `The workspace ${workspace} is not the one configured, which is ${ctx.config.workspace}`,
    )
  }
  const inventory = await readInventory(withState(ctx, until))
  const pageSize = ctx.files === undefined ? ctx.config.http?.pageSize : undefined
  // What a state that cannot be used had is not gone.
  yield* inPages(ctx, list(inventory), pageSize, inventory.flaws.length > 0)
}
