import {
  inPages,
  keyed,
  type Page,
  type PluginContext,
  relationId,
  ScopeNotFoundError,
  type SnapshotStream,
  type Unusable,
  usable,
} from '@throughline/plugin-kit'
import type { CyclonedxConfig } from './config.ts'
import type { ElementFacts } from './facts.ts'
import { type Application, type Dependency, externalId } from './inventory.ts'
import { mapDependency, mapElement } from './map.ts'
import { readApplications } from './reader.ts'

type Context = PluginContext<CyclonedxConfig>

/** Each subject is a scope of its own: reading the bill of materials of one says nothing about the others. */
const scopes = async (ctx: Context) => [...(await readApplications(ctx)).keys()].map((id) => ({ id }))

/** The subject of each bill of materials, its components and its services. */
export const assets: SnapshotStream<ElementFacts | Unusable, CyclonedxConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope) =>
    pagesOf(ctx, scope.id, ({ elements, unusable, lacksElements }) => ({
      raws: [...elements, ...unusable],
      partial: lacksElements,
    })),
  primaryKey: keyed(({ subject, key }) => externalId(subject, key)),
  map: usable(mapElement),
}

/** What needs what. */
export const relations: SnapshotStream<Dependency, CyclonedxConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  pages: (ctx, scope) =>
    pagesOf(ctx, scope.id, ({ dependencies, lacksDependencies }) => ({
      raws: dependencies,
      partial: lacksDependencies,
    })),
  primaryKey: ({ from, to }) => relationId('DEPENDS_ON', from, to),
  map: mapDependency,
}

async function* pagesOf<Raw>(
  ctx: Context,
  subject: string,
  list: (application: Application) => { readonly raws: readonly Raw[]; readonly partial: boolean },
): AsyncGenerator<Page<Raw, never>> {
  const application = (await readApplications(ctx)).get(subject)
  if (application === undefined) throw new ScopeNotFoundError(`The input says nothing about ${subject}`)
  const { raws, partial } = list(application)
  yield* inPages(ctx, raws, undefined, partial)
}
