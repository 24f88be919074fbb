import { z } from 'zod'
import { type Context, call, get, read } from './call.ts'
import type { AdfDocument } from './markdown.ts'

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
