import {
  AuthError,
  type HttpRequest,
  type HttpResponse,
  type PluginContext,
  TransientError,
} from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { JiraConfig } from './config.ts'

export type Context = PluginContext<JiraConfig>

/** What Jira says of a call that it took for one of nobody, because the token is wrong or was revoked. */
const REFUSED = /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED|AUTHORISATION_FAILED/

export async function call(ctx: Context, path: string, request: HttpRequest = {}): Promise<HttpResponse> {
  const { url, email, token } = ctx.config
  const credentials: HttpRequest =
    email === undefined
      ? { headers: { accept: 'application/json', authorization: ['Bearer ', token] } }
      : { headers: { accept: 'application/json' }, basic: { user: email, password: token } }
  const response = await ctx.http.request(`${url.replace(/\/+$/, '')}/rest/api/3/${path}`, {
    ...credentials,
    ...request,
  })
  if (REFUSED.test(response.header('x-seraph-loginreason') ?? '')) {
    throw new AuthError('Jira does not know this account and API token: make a new token and set it')
  }
  return response
}

export function read<T>(schema: z.ZodType<T>, response: HttpResponse, path: string): T {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const at = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new TransientError(
    `Jira answered ${path} in another form than it documents, at ${JSON.stringify(at)}`,
  )
}

export async function get<T>(
  ctx: Context,
  schema: z.ZodType<T>,
  path: string,
  query: HttpRequest['query'] = {},
): Promise<T> {
  return read(schema, await call(ctx, path, { query }), path)
}

/** A POST that only reads. */
export async function ask<T>(ctx: Context, schema: z.ZodType<T>, path: string, json: unknown): Promise<T> {
  return read(schema, await call(ctx, path, { method: 'POST', json, idempotent: true }), path)
}
