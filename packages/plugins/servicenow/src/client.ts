import {
  AuthError,
  ConfigError,
  type HttpRequest,
  type HttpResponse,
  type PluginContext,
  TransientError,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import type { ServiceNowConfig } from './config.ts'
import { idOf, type Row, rowSchema, valueAt } from './row.ts'

export type Context = PluginContext<ServiceNowConfig>

const listSchema = z.object({ result: z.array(rowSchema) })
const oneSchema = z.object({ result: rowSchema })

/** What is asked of a table. */
export interface Question {
  readonly query: string
  readonly fields: readonly string[]
  readonly limit: number
  readonly offset?: number
}

/** Records of a table, and whether there are more. */
export interface Answer {
  readonly rows: readonly Row[]
  /**
   * Counted before ServiceNow takes out what the account may not see: a page with fewer records than were asked for,
   * or with none, is not the last one for that.
   */
  readonly more: boolean
  /** How many records the query finds, those that are hidden among them; undefined where ServiceNow does not say. */
  readonly total: number | undefined
}

/** Every value as it is stored and as people see it. */
const SHOWN = { sysparm_display_value: 'all', sysparm_exclude_reference_link: 'true' }

async function call(ctx: Context, path: string, request: HttpRequest = {}): Promise<HttpResponse> {
  const { url, user, password, token } = ctx.config
  const headers = { accept: 'application/json' }
  const credentials: HttpRequest =
    user !== undefined && password !== undefined
      ? { headers, basic: { user, password } }
      : { headers: { ...headers, ...(token === undefined ? {} : { authorization: ['Bearer ', token] }) } }
  return ctx.http.request(`${url.replace(/\/+$/, '')}/api/now/table/${path}`, { ...credentials, ...request })
}

/** @throws TransientError when ServiceNow broke off: it then says so beside part of the result, with status 200. */
function read<T>(schema: z.ZodType<T>, response: HttpResponse, path: string): T {
  const body = response.json()
  if (typeof body === 'object' && body !== null && 'error' in body) {
    throw new TransientError(
      `ServiceNow broke off its answer on ${path}: ask for less at once by pageSize if it happens again`,
    )
  }
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new TransientError(`ServiceNow answered on ${path} in another form than it documents`)
}

export async function list(ctx: Context, table: string, question: Question): Promise<Answer> {
  const { query, fields, limit, offset = 0 } = question
  const response = await call(ctx, table, {
    query: {
      ...SHOWN,
      sysparm_query: query,
      sysparm_fields: fields.join(','),
      sysparm_limit: limit,
      ...(offset === 0 ? {} : { sysparm_offset: offset }),
    },
  })
  const rows = read(listSchema, response, table).result
  return { rows, ...moreOf(response, rows.length, limit, offset) }
}

function moreOf(
  response: HttpResponse,
  count: number,
  limit: number,
  offset: number,
): Pick<Answer, 'more' | 'total'> {
  const counted = response.header('x-total-count')
  if (counted !== undefined && /^\d+$/.test(counted)) {
    return { total: Number(counted), more: Number(counted) > offset + limit }
  }
  const link = response.header('link')
  return { total: undefined, more: link === undefined ? count >= limit : /rel="?next"?/.test(link) }
}

/** One record by its sys_id. @throws ScopeNotFoundError when there is none to see. */
export async function record(
  ctx: Context,
  table: string,
  id: string,
  fields: readonly string[],
): Promise<Row> {
  const path = `${table}/${encodeURIComponent(id)}`
  return read(
    oneSchema,
    await call(ctx, path, { query: { ...SHOWN, sysparm_fields: fields.join(',') } }),
    table,
  ).result
}

export async function create(
  ctx: Context,
  table: string,
  values: Readonly<Record<string, string>>,
): Promise<Row> {
  const query = { ...SHOWN, sysparm_fields: 'sys_id,number,correlation_id' }
  return read(oneSchema, await call(ctx, table, { method: 'POST', query, json: values }), table).result
}

export async function change(
  ctx: Context,
  table: string,
  id: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const query = { ...SHOWN, sysparm_fields: 'sys_id' }
  await call(ctx, `${table}/${encodeURIComponent(id)}`, { method: 'PATCH', query, json: values })
}

/** The place of a record in the order that is read in. @throws AuthError when the account may not see it. */
export function placeOf(table: string, row: Row): { at: string; id: string } {
  const [at, id] = [valueAt(row, 'sys_updated_on'), idOf(row)]
  if (at === null || id === null) {
    throw new AuthError(
      `The account may not read sys_updated_on and sys_id of ${table}: give it a role that may`,
    )
  }
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(at)) {
    throw new ConfigError(`ServiceNow writes the times of ${table} in another form than 2026-03-01 12:00:00`)
  }
  return { at, id }
}
