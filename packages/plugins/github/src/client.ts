import type { HttpRequest, HttpResponse, PluginContext } from '@throughline/plugin-kit'
import type { Listed } from '@throughline/plugin-kit/forges'
import { z } from 'zod'
import { answerOf } from './answers.ts'
import type { GithubConfig } from './config.ts'
import { refusalOf } from './refusal.ts'

export type Context = PluginContext<GithubConfig>

/** Calls GitHub. @throws the errors of `ctx.http`; RateLimitedError also where GitHub says so in its own way. */
export async function call(ctx: Context, path: string, request: HttpRequest = {}): Promise<HttpResponse> {
  const response = await ctx.http.request(`${ctx.config.url.replace(/\/+$/, '')}${path}`, {
    ...request,
    accept: [403, ...(request.accept ?? [])],
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'throughline',
      'x-github-api-version': '2022-11-28',
      authorization: ['Bearer ', ctx.config.token],
    },
  })
  if (response.status === 403) throw refusalOf(response, ctx.clock())
  return response
}

/** A list of GitHub's, in the order that its query asks for. */
export interface List<Item> {
  readonly path: string
  readonly item: z.ZodType<Item>
  readonly query?: HttpRequest['query']
  /** The status that says that the repository has no such thing: the list is then empty. */
  readonly without?: number
}

/** One page of a list, from page 1 on. */
export async function list<Item>(ctx: Context, of: List<Item>, page: number): Promise<Listed<Item>> {
  ctx.signal.throwIfAborted()
  const response = await call(ctx, of.path, {
    query: { ...of.query, per_page: ctx.config.pageSize, ...(page === 1 ? {} : { page }) },
    ...(of.without === undefined ? {} : { accept: [of.without] }),
  })
  if (response.status === of.without) return { items: [], more: false }
  return { items: answerOf(z.array(of.item), response), more: hasNext(response) }
}

/** A whole list, page after page. */
export async function* listAll<Item>(ctx: Context, of: List<Item>): AsyncGenerator<readonly Item[]> {
  for (let page = 1; ; page++) {
    const { items, more } = await list(ctx, of, page)
    yield items
    if (!more || items.length === 0) return
  }
}

function hasNext(response: HttpResponse): boolean {
  return /;\s*rel="next"/.test(response.header('link') ?? '')
}
