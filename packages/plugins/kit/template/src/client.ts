import type { PluginContext } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Config } from './config.ts'

/** A thing as Sample source describes it. Only what is mapped, and a little more, is kept. */
const thingSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
})
export type Thing = z.infer<typeof thingSchema>

const pageSchema = z.object({ things: z.array(thingSchema) })

/** The things after a position, the ones that were changed first before the others. */
export async function readThings(
  ctx: PluginContext<Config>,
  after: { readonly changedAt: string; readonly id: string } | null,
): Promise<readonly Thing[]> {
  const query = { changedAt: after?.changedAt, id: after?.id, limit: ctx.config.pageSize }
  return pageSchema.parse(await call(ctx, '/api/things', query)).things
}

/** Who the token belongs to. */
export async function whoAmI(ctx: PluginContext<Config>): Promise<string> {
  return z.object({ name: z.string() }).parse(await call(ctx, '/api/me')).name
}

/** One call. `ctx.http` throws what is wrong with it, and calls again where that may help: nothing to do here. */
async function call(
  { config, http }: PluginContext<Config>,
  path: string,
  query: Record<string, string | number | undefined> = {},
): Promise<unknown> {
  const response = await http.request(new URL(path, config.url), {
    headers: { authorization: ['Bearer ', config.token] },
    query,
  })
  return response.json()
}
