import {
  ConfigError,
  type HttpResponse,
  type PluginContext,
  type QueryValue,
  TransientError,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import type { NetboxConfig } from './config.ts'

type Context = PluginContext<NetboxConfig>
type Query = Readonly<Record<string, QueryValue>>

/** As many ids as an address may name before a server finds it too long. */
const IDS_AT_ONCE = 100

const pageSchema = z.object({
  next: z.string().nullable(),
  results: z.array(z.looseObject({ id: z.int().positive() })),
})

/** An object as NetBox gives it. */
export type NetboxObject = z.infer<typeof pageSchema>['results'][number]

/** Objects in the order of their ids, and whether there are more. */
export interface ObjectPage {
  readonly objects: readonly NetboxObject[]
  readonly more: boolean
}

/**
 * The objects of a list whose ids come after `after`. Going by ids instead of offsets, nothing is passed over when an
 * object before it is deleted meanwhile, and nothing comes twice.
 */
export async function objectsAfter(
  ctx: Context,
  path: string,
  after: number,
  query: Query,
): Promise<ObjectPage> {
  const { next, results } = parsed(
    path,
    await get(ctx, path, { ...query, ordering: 'id', id__gt: after, limit: ctx.config.pageSize }),
  )
  const ids = [after, ...results.map((object) => object.id)]
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0))) {
    throw new ConfigError(
      `NetBox lists ${path} without regard to id__gt and ordering=id, so it cannot be read to its end: is this NetBox 4 or later?`,
    )
  }
  if (next !== null && results.length === 0)
    throw new TransientError(`NetBox gave an empty page of ${path} that is not the last`)
  return { objects: results, more: next !== null }
}

/** Every object of a list that belongs to these ids, by a filter such as `device_id`. */
export async function objectsOf(
  ctx: Context,
  path: string,
  filter: string,
  ids: readonly number[],
  fields: readonly string[],
): Promise<NetboxObject[]> {
  const found: NetboxObject[] = []
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const query = { [filter]: ids.slice(start, start + IDS_AT_ONCE), fields: fields.join(',') }
    for (let after = 0, more = true; more; after = found.at(-1)?.id ?? 0) {
      ctx.signal.throwIfAborted()
      const page = await objectsAfter(ctx, path, after, query)
      found.push(...page.objects)
      more = page.more
    }
  }
  return found
}

/** One object at most: whether a list may be read. */
export async function tryList(ctx: Context, path: string): Promise<number> {
  return parsed(path, await get(ctx, path, { limit: 1, brief: true })).results.length
}

async function get(ctx: Context, path: string, query: Query): Promise<HttpResponse> {
  const { url, token } = ctx.config
  // Tokens of version 2, which begin with nbt_, go under another scheme than those before.
  const scheme = token.reveal().startsWith('nbt_') ? 'Bearer ' : 'Token '
  const response = await ctx.http.request(new URL(`api/${path}`, url.endsWith('/') ? url : `${url}/`), {
    headers: { authorization: [scheme, token], accept: 'application/json' },
    query,
    accept: [404],
  })
  if (response.status === 404) {
    throw new ConfigError(
      `There is no api/${path} at the address: check that it is the one of NetBox, with its path`,
    )
  }
  return response
}

function parsed(path: string, response: HttpResponse): z.infer<typeof pageSchema> {
  const page = pageSchema.safeParse(response.json())
  if (page.success) return page.data
  throw new ConfigError(
    `${path} is not answered as NetBox answers: check that the address is the one of NetBox`,
  )
}
