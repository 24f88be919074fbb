import { ScopeNotFoundError, TransientError } from '@throughline/plugin-kit'
import { z } from 'zod'
import { ask, type Context, call, get, read } from './call.ts'

/** Entries of changelogs that Jira gives at once. */
const CHANGES_AT_ONCE = 1000

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

/** A project with its issue types. @throws ScopeNotFoundError when the account cannot see it. */
export async function project(ctx: Context, key: string): Promise<Project> {
  const path = `project/${encodeURIComponent(key)}`
  const response = await call(ctx, path, { accept: [404] })
  if (response.status !== 404) return read(projectSchema, response, path)
  // To somebody it does not know, Jira says of every project that it does not exist.
  await myself(ctx)
  throw new ScopeNotFoundError(`Jira has no project ${key}, or the account may not see it`)
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

export function repeated(): TransientError {
  return new TransientError('Jira gave the same page token twice, so the search would never end')
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

const statusSchema = z.object({
  id: z.string(),
  statusCategory: z.object({ key: z.string() }).nullish(),
})

/** Every status of the site. */
export async function statuses(ctx: Context): Promise<z.infer<typeof statusSchema>[]> {
  return get(ctx, z.array(statusSchema), 'status')
}

const words = z.string().nullish()
const changeSchema = z.object({
  id: z.coerce.string(),
  created: z.union([z.string(), z.number()]),
  items: z
    .array(
      z
        .object({
          field: words,
          fieldId: words,
          from: words,
          fromString: words,
          to: words,
          // Every object has a method of this name.
          toString: z.unknown(),
        })
        .transform(({ toString: entered, ...item }) => ({
          ...item,
          entered: typeof entered === 'string' ? entered : null,
        })),
    )
    .default([]),
})
/** An entry of a changelog, with the fields that changed at once. */
export type Change = z.infer<typeof changeSchema>

const changelogsSchema = z.object({
  issueChangeLogs: z
    .array(z.object({ issueId: z.string(), changeHistories: z.array(changeSchema).default([]) }))
    .default([]),
  nextPageToken: z.string().nullish(),
})

/** The changes of fields of at most 1000 issues, by issue. */
export async function changelogs(
  ctx: Context,
  ids: readonly string[],
  fieldIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Change[]>> {
  const found = new Map<string, Change[]>()
  if (ids.length === 0) return found
  for (let token: string | undefined; ; ) {
    ctx.signal.throwIfAborted()
    const json = {
      issueIdsOrKeys: ids,
      fieldIds,
      maxResults: CHANGES_AT_ONCE,
      ...(token === undefined ? {} : { nextPageToken: token }),
    }
    const page: z.infer<typeof changelogsSchema> = await ask(
      ctx,
      changelogsSchema,
      'changelog/bulkfetch',
      json,
    )
    for (const { issueId, changeHistories } of page.issueChangeLogs)
      found.set(issueId, [...(found.get(issueId) ?? []), ...changeHistories])
    const next = page.nextPageToken ?? undefined
    if (next === undefined) return found
    if (next === token) throw repeated()
    token = next
  }
}

/** Ids of work logs that changed after an instant, oldest first, at most 1000. Silent about the last minute. */
export async function changedWorklogs(ctx: Context, since: number): Promise<ChangedWorklogs> {
  return get(ctx, changedWorklogsSchema, 'worklog/updated', { since })
}

export async function worklogs(ctx: Context, ids: readonly number[]): Promise<Worklog[]> {
  return ids.length === 0 ? [] : ask(ctx, z.array(worklogSchema), 'worklog/list', { ids })
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
