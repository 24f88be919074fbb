import { ConfigError, type PluginContext, TransientError, textProblem } from '@throughline/plugin-kit'
import type { Document } from '@throughline/plugin-kit/yaml'
import { z } from 'zod'
import { SERVICE_ANNOTATIONS } from './annotations.ts'
import type { ApiConfig, KubernetesConfig } from './config.ts'
import { at, isFields } from './fields.ts'
import { type ReadKind, resourcesOf } from './resources.ts'

type Context = PluginContext<KubernetesConfig>

/** How often a list is begun anew because the cluster forgot, between two pages of it, what it looked like. */
const MAX_RESTARTS = 3

const listSchema = z.looseObject({
  kind: z.string().regex(/.List$/),
  metadata: z.looseObject({ continue: z.string().exactOptional() }),
  items: z.array(z.unknown()).nullable(),
})
type List = z.infer<typeof listSchema>

/**
 * Every object of the kinds that are read, as documents: just what a file with the same lists would hold.
 *
 * @throws AuthError when the account may not list one of them: what cannot be seen must not be taken for gone.
 */
export async function readCluster(ctx: Context, api: ApiConfig): Promise<Document[]> {
  const documents: Document[] = []
  for (const kind of api.kinds) {
    for (const resource of resourcesOf(kind, api.namespaces)) {
      const found = resource.isList
        ? await listWhole(ctx, api, resource.path)
        : await readOne(ctx, api, resource.path)
      documents.push(...found.map((value) => documentOf(resource.path, value)))
    }
  }
  return documents
}

/** At most one object of a kind: whether the account may list it. */
export async function tryKind(ctx: Context, api: ApiConfig, kind: ReadKind): Promise<void> {
  for (const { path, isList } of resourcesOf(kind, api.namespaces)) {
    if (isList) await listPage(ctx, api, path, { limit: 1 })
    else await readOne(ctx, api, path)
  }
}

/** All pages of a list, which show it as it was when the first one was asked for. */
async function listWhole(ctx: Context, api: ApiConfig, path: string): Promise<List[]> {
  for (let restarts = 0; restarts <= MAX_RESTARTS; restarts += 1) {
    const pages = await listFromStart(ctx, api, path)
    if (pages !== undefined) return pages
    ctx.log.info('The cluster forgot a list while it was read; it is begun anew', { path })
  }
  throw new TransientError(
    `The cluster forgot ${path} while it was read, ${MAX_RESTARTS + 1} times: a larger pageSize reads it faster`,
  )
}

/** Undefined when the cluster does not know the place in the list any more. */
async function listFromStart(ctx: Context, api: ApiConfig, path: string): Promise<List[] | undefined> {
  const pages: List[] = []
  let token: string | undefined
  do {
    ctx.signal.throwIfAborted()
    const page = await listPage(ctx, api, path, { limit: api.pageSize, continue: token })
    if (page === undefined) return undefined
    pages.push(page)
    token = page.metadata.continue
  } while (token !== undefined && token !== '')
  // All of them are here: none is a part any more.
  return pages.map((page) => ({ ...page, metadata: {} }))
}

async function listPage(
  ctx: Context,
  api: ApiConfig,
  path: string,
  query: { readonly limit: number; readonly continue?: string | undefined },
): Promise<List | undefined> {
  const response = await get(ctx, api, path, query, query.continue === undefined ? [404] : [404, 410])
  if (response.status === 410) return undefined
  const list = response.status === 404 ? undefined : listSchema.safeParse(response.json())
  if (list?.success) return { ...list.data, items: list.data.items?.map(withoutRest) ?? [] }
  throw new ConfigError(
    `${path} is no list of a Kubernetes API: check that api.url is the address of a cluster of version 1.21 or later`,
  )
}

/** One object; none where it is not there. */
async function readOne(ctx: Context, api: ApiConfig, path: string): Promise<unknown[]> {
  const response = await get(ctx, api, path, {}, [404])
  return response.status === 404 ? [] : [withoutRest(response.json())]
}

function get(
  ctx: Context,
  { url, token, ca }: ApiConfig,
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  accept: readonly number[],
) {
  return ctx.http.request(new URL(path.slice(1), url.endsWith('/') ? url : `${url}/`), {
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: ['Bearer ', token] }),
    },
    query,
    accept,
    ...(ca === undefined ? {} : { ca }),
  })
}

function documentOf(path: string, value: unknown): Document {
  const place = { file: path }
  return { place, value, placeOf: () => place }
}

/**
 * An object without what is never looked at and takes most of the room, and without text that no database keeps: a
 * person can mend a file, but a living cluster must be read with all that is in it.
 */
function withoutRest(object: unknown): unknown {
  if (!isFields(object) || !isFields(object.metadata)) return object
  const { annotations, managedFields: _managedFields, ...metadata } = object.metadata
  const { binaryData: _binaryData, ...members } = object
  const kept = SERVICE_ANNOTATIONS.map((key) => [key, at(annotations, key)] as const)
  return storable({ ...members, metadata: { ...metadata, annotations: Object.fromEntries(kept) } })
}

function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value === 'string') return textProblem(value) === undefined ? value : undefined
  if (!isFields(value)) return value
  const kept = Object.entries(value).flatMap(([key, member]) => {
    const child = storable(member)
    return child === undefined || textProblem(key) !== undefined ? [] : [[key, child] as const]
  })
  return Object.fromEntries(kept)
}
