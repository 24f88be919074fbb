import {
  AuthError,
  type HttpRequest,
  type HttpResponse,
  type PluginContext,
  ScopeGone,
  Transient,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import type { JiraConfig } from './config.ts'
import type { AdfDocument } from './markdown.ts'

export type Context = PluginContext<JiraConfig>

const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.record(z.string(), z.unknown()).default({}),
})
export type Issue = z.infer<typeof issueSchema>

const issueTypeSchema = z.object({ id: z.string(), name: z.string(), subtask: z.boolean().default(false) })
export type IssueType = z.infer<typeof issueTypeSchema>

const projectSchema = z.object({
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(issueTypeSchema).default([]),
})
export type Project = z.infer<typeof projectSchema>

const projectPageSchema = z.object({
  values: z.array(z.object({ key: z.string(), name: z.string() })),
  isLast: z.boolean(),
})
const fieldSchema = z.object({ id: z.string(), name: z.string() })
export type Field = z.infer<typeof fieldSchema>

const searchSchema = z.object({ issues: z.array(issueSchema), nextPageToken: z.string().nullish() })
const idsSchema = z.object({
  issues: z.array(z.object({ id: z.string() })),
  nextPageToken: z.string().nullish(),
})

const changedWorklogsSchema = z.object({
  values: z.array(z.object({ worklogId: z.int(), updatedTime: z.int() })),
  until: z.int().nullish(),
  lastPage: z.boolean(),
})
export type ChangedWorklogs = z.infer<typeof changedWorklogsSchema>

const worklogSchema = z.looseObject({ id: z.string(), issueId: z.string() })
export type Worklog = z.infer<typeof worklogSchema>

const metaFieldSchema = z.object({
  fieldId: z.string(),
  allowedValues: z.array(z.object({ id: z.string().optional(), name: z.string().optional() })).optional(),
})
export type MetaField = z.infer<typeof metaFieldSchema>
const metaSchema = z.object({ fields: z.array(metaFieldSchema) })

const commentPageSchema = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
    }),
  ),
  total: z.int(),
})
const madeSchema = z.object({ id: z.string(), key: z.string().optional() })

/** What Jira says of a call that it took for one of nobody, because the token is wrong or was revoked. */
const REFUSED = /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED|AUTHORISATION_FAILED/

async function call(ctx: Context, path: string, request: HttpRequest = {}): Promise<HttpResponse> {
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

function read<T>(schema: z.ZodType<T>, response: HttpResponse, path: string): T {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const at = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new Transient(`Jira answered ${path} in another form than it documents, at ${JSON.stringify(at)}`)
}

async function get<T>(
  ctx: Context,
  schema: z.ZodType<T>,
  path: string,
  query: HttpRequest['query'] = {},
): Promise<T> {
  return read(schema, await call(ctx, path, { query }), path)
}

/** A POST that only reads. */
async function ask<T>(ctx: Context, schema: z.ZodType<T>, path: string, json: unknown): Promise<T> {
  return read(schema, await call(ctx, path, { method: 'POST', json, idempotent: true }), path)
}

/** The account that asks. @throws AuthError when Jira does not know it. */
export async function myself(ctx: Context): Promise<{ accountId: string }> {
  return get(ctx, z.object({ accountId: z.string() }), 'myself')
}

/** Every project the account can see. */
export async function projects(ctx: Context): Promise<{ key: string; name: string }[]> {
  const all: { key: string; name: string }[] = []
  for (;;) {
    ctx.signal.throwIfAborted()
    const query = { startAt: all.length, maxResults: 50, orderBy: 'key' }
    const { values, isLast } = await get(ctx, projectPageSchema, 'project/search', query)
    all.push(...values)
    if (isLast || values.length === 0) return all
  }
}

/** A project with its issue types. @throws ScopeGone when the account cannot see it. */
export async function project(ctx: Context, key: string): Promise<Project> {
  const path = `project/${encodeURIComponent(key)}`
  const response = await call(ctx, path, { accept: [404] })
  if (response.status !== 404) return read(projectSchema, response, path)
  // To somebody it does not know, Jira says of every project that it does not exist.
  await myself(ctx)
  throw new ScopeGone(`Jira has no project ${key}, or the account may not see it`)
}

export async function fields(ctx: Context): Promise<Field[]> {
  return get(ctx, z.array(fieldSchema), 'field')
}

/** What a search is for. `token` is what the page before gave as its `nextPageToken`. */
export interface Search {
  readonly jql: string
  readonly fields: readonly string[]
  readonly pageSize: number
  readonly token: string | undefined
}

/** A page of issues, or `stale` when the page token has run out. */
export async function searchIssues(
  ctx: Context,
  search: Search,
): Promise<z.infer<typeof searchSchema> | 'stale'> {
  const { jql, fields: names, pageSize, token } = search
  const response = await call(ctx, 'search/jql', {
    method: 'POST',
    idempotent: true,
    ...(token === undefined ? {} : { accept: [400] }),
    json: {
      jql,
      fields: names,
      maxResults: pageSize,
      ...(token === undefined ? {} : { nextPageToken: token }),
    },
  })
  return response.status === 400 ? 'stale' : read(searchSchema, response, 'search/jql')
}

/** The ids of issues, as many at once as Jira gives. */
export async function* issueIds(ctx: Context, jql: string, pageSize: number): AsyncGenerator<string[]> {
  let token: string | null | undefined
  do {
    ctx.signal.throwIfAborted()
    const json = { jql, fields: ['id'], maxResults: pageSize, ...(token ? { nextPageToken: token } : {}) }
    const page: z.infer<typeof idsSchema> = await ask(ctx, idsSchema, 'search/jql', json)
    if (page.nextPageToken && page.nextPageToken === token) throw repeated()
    token = page.nextPageToken
    yield page.issues.map(({ id }) => id)
  } while (token)
}

export function repeated(): Transient {
  return new Transient('Jira gave the same page token twice, so the search would never end')
}

/** An issue as it is now, not as the search has it; undefined when there is none to see. */
export async function issue(ctx: Context, id: string, names: readonly string[]): Promise<Issue | undefined> {
  const path = `issue/${encodeURIComponent(id)}`
  const response = await call(ctx, path, { query: { fields: names.join(',') }, accept: [404] })
  return response.status === 404 ? undefined : read(issueSchema, response, path)
}

/** At most 100 issues, as they are now; those that cannot be seen are left out. */
export async function bulkIssues(
  ctx: Context,
  ids: readonly string[],
  names: readonly string[],
): Promise<Issue[]> {
  const json = { issueIdsOrKeys: ids, fields: names }
  return (await ask(ctx, z.object({ issues: z.array(issueSchema) }), 'issue/bulkfetch', json)).issues
}

/** Ids of work logs that changed after an instant, oldest first, at most 1000. Silent about the last minute. */
export async function changedWorklogs(ctx: Context, since: number): Promise<ChangedWorklogs> {
  return get(ctx, changedWorklogsSchema, 'worklog/updated', { since })
}

export async function worklogs(ctx: Context, ids: readonly number[]): Promise<Worklog[]> {
  return ids.length === 0 ? [] : ask(ctx, z.array(worklogSchema), 'worklog/list', { ids })
}

/** The fields that can be set when an issue of a type is made. */
export async function creationFields(ctx: Context, key: string, issueType: string): Promise<MetaField[]> {
  const path = `issue/createmeta/${encodeURIComponent(key)}/issuetypes/${encodeURIComponent(issueType)}`
  return (await get(ctx, metaSchema, path, { maxResults: 200 })).fields
}

export async function createIssue(
  ctx: Context,
  values: Readonly<Record<string, unknown>>,
): Promise<{ id: string; key: string }> {
  const response = await call(ctx, 'issue', { method: 'POST', json: { fields: values } })
  const made = read(madeSchema, response, 'issue')
  return { id: made.id, key: made.key ?? made.id }
}

/** Comments of an issue with their properties, the newest first. */
export async function* comments(
  ctx: Context,
  id: string,
): AsyncGenerator<z.infer<typeof commentPageSchema>['comments']> {
  const path = `issue/${encodeURIComponent(id)}/comment`
  let seen = 0
  for (;;) {
    ctx.signal.throwIfAborted()
    const query = { startAt: seen, maxResults: 100, orderBy: '-created', expand: 'properties' }
    const page = await get(ctx, commentPageSchema, path, query)
    yield page.comments
    seen += page.comments.length
    if (page.comments.length === 0 || seen >= page.total) return
  }
}

/** A comment to be made, with what is noted at it out of sight. */
export interface NewComment {
  readonly body: AdfDocument
  readonly properties: readonly { readonly key: string; readonly value: unknown }[]
}

export async function createComment(ctx: Context, id: string, comment: NewComment): Promise<{ id: string }> {
  const path = `issue/${encodeURIComponent(id)}/comment`
  return read(madeSchema, await call(ctx, path, { method: 'POST', json: comment }), path)
}

/** The names of what is noted at an account out of sight. */
export async function noteNames(ctx: Context, accountId: string): Promise<string[]> {
  const schema = z.object({ keys: z.array(z.object({ key: z.string() })) })
  return (await get(ctx, schema, 'user/properties', { accountId })).keys.map(({ key }) => key)
}

export async function putNote(ctx: Context, accountId: string, name: string): Promise<void> {
  const path = `user/properties/${encodeURIComponent(name)}`
  await call(ctx, path, { method: 'PUT', query: { accountId }, json: {} })
}

export async function dropNote(ctx: Context, accountId: string, name: string): Promise<void> {
  const path = `user/properties/${encodeURIComponent(name)}`
  await call(ctx, path, { method: 'DELETE', query: { accountId }, accept: [404] })
}

/** Whether the account has each of these permissions, in a project or at all. */
export async function permissions(
  ctx: Context,
  names: readonly string[],
  key?: string,
): Promise<Record<string, boolean>> {
  const schema = z.object({ permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })) })
  const query = { permissions: names.join(','), ...(key === undefined ? {} : { projectKey: key }) }
  const answer = await get(ctx, schema, 'mypermissions', query)
  return Object.fromEntries(names.map((name) => [name, answer.permissions[name]?.havePermission === true]))
}
