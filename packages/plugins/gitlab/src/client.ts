import type { HttpRequest, HttpResponse, PluginContext } from '@throughline/plugin-kit'
import type { Listed } from '@throughline/plugin-kit/forges'
import { z } from 'zod'
import { answerOf } from './answers.ts'
import type { GitlabConfig } from './config.ts'

export type Context = PluginContext<GitlabConfig>

/** Where GitLab stands, without a slash at the end. */
export function baseOf({ url }: GitlabConfig): string {
  return url.replace(/\/+$/, '')
}

/** The path of a project in the API. */
export function projectPathOf(project: string): string {
  return `/projects/${encodeURIComponent(project)}`
}

/** Calls the REST API. @throws the errors of `ctx.http`. */
export async function call(ctx: Context, path: string, request: HttpRequest = {}): Promise<HttpResponse> {
  return ctx.http.request(`${baseOf(ctx.config)}/api/v4${path}`, { ...request, headers: headersOf(ctx) })
}

/** Asks the GraphQL API; nothing but queries, so that asking twice does no harm. */
export async function ask(ctx: Context, query: string, variables: object): Promise<HttpResponse> {
  return ctx.http.request(`${baseOf(ctx.config)}/api/graphql`, {
    method: 'POST',
    idempotent: true,
    json: { query, variables },
    headers: headersOf(ctx),
  })
}

function headersOf({ config }: Context) {
  return { 'user-agent': 'throughline', 'private-token': config.token }
}

/** A list of GitLab's, in the order that its query asks for. */
export interface List<Item> {
  readonly path: string
  readonly item: z.ZodType<Item>
  readonly query?: HttpRequest['query']
}

/** One page of a list, from page 1 on. */
export async function list<Item>(ctx: Context, of: List<Item>, page: number): Promise<Listed<Item>> {
  ctx.signal.throwIfAborted()
  const response = await call(ctx, of.path, {
    query: { ...of.query, per_page: ctx.config.pageSize, page },
  })
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
