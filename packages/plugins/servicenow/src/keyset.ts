import { ConfigError, type Page, type Scope, type TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type Context, list, placeOf } from './client.ts'
import type { Row } from './row.ts'

/**
 * The last record that was read: when it changed, by the second, and its sys_id, empty where everything from that
 * second on is to be read. `offset` counts records after it that the account may not see.
 */
const cursorSchema = z.strictObject({
  at: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  id: z.string().regex(/^[0-9a-zA-Z]{0,64}$/),
  offset: z.int().min(1).exactOptional(),
})
export type KeysetCursor = z.infer<typeof cursorSchema>

const BEGINNING: KeysetCursor = { at: '1970-01-01 00:00:00', id: '' }

export const keysetCursor: TimedCursorSpec<KeysetCursor> = {
  version: 1,
  schema: cursorSchema,
  time: {
    of: ({ at }) => new Date(`${at.replace(' ', 'T')}Z`),
    at: (instant) => ({ at: writtenTime(instant), id: '' }),
  },
}

/** An instant as ServiceNow stores it: in UTC, by the second. */
export function writtenTime(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace('T', ' ')
}

/** What a listing of a table is to hold. */
export interface Listing {
  /** An encoded query, or an empty text. */
  readonly condition: string
  readonly fields: readonly string[]
}

/**
 * The records of a table in the order in which they changed, those of one second by their sys_id. Each page begins
 * after the last record of the one before, whatever has changed since.
 */
export async function* keysetPages<Facts>(
  ctx: Context,
  { id: table }: Scope,
  listing: Listing,
  from: KeysetCursor | null,
  until: Date,
  factsOf: (row: Row) => Facts | null,
): AsyncGenerator<Page<Facts, KeysetCursor>> {
  let cursor = from ?? BEGINNING
  const end = writtenTime(until)
  for (;;) {
    ctx.signal.throwIfAborted()
    const { rows, more } = await list(ctx, table, {
      query: queryAfter(listing.condition, cursor),
      fields: ['sys_id', 'sys_updated_on', ...listing.fields],
      limit: ctx.config.pageSize,
      ...(cursor.offset === undefined ? {} : { offset: cursor.offset }),
    })
    const places = rows.map((row) => placeOf(table, row))
    refuseEarlier(table, cursor, places)
    cursor = places.at(-1) ?? (more ? { ...cursor, offset: (cursor.offset ?? 0) + stepOf(ctx) } : cursor)
    yield { raw: rows.flatMap((row) => factsOf(row) ?? []), next: cursor }
    // What changed after the run began is for the next run: else a busy table would never be done.
    if (!more || cursor.at > end) return
  }
}

/**
 * `^OR` binds its two neighbours alone, before `^`: this reads (since that second) and (after it, or with a later
 * sys_id). `^NQ` would do as well, but rules of an instance that narrow queries apply to what stands before it only.
 */
function queryAfter(condition: string, { at, id }: KeysetCursor): string {
  const since = `sys_updated_on>=${at}`
  const after = id === '' ? since : `${since}^sys_updated_on>${at}^ORsys_id>${id}`
  return `${joined(condition, after)}^ORDERBYsys_updated_on^ORDERBYsys_id`
}

/** The sys_ids of all records of a table that a condition finds. */
export async function* allSysIds(
  ctx: Context,
  { id: table }: Scope,
  condition: string,
): AsyncGenerator<string[]> {
  for await (const rows of pagesBySysId(ctx, table, { condition, fields: [] })) {
    yield rows.map((row) => placeOf(table, row).id)
  }
}

/** All records of a table that a condition finds, in the order of their sys_ids. */
export async function everyRow(
  ctx: Context,
  table: string,
  condition: string,
  fields: readonly string[],
): Promise<Row[]> {
  const all: Row[] = []
  for await (const rows of pagesBySysId(ctx, table, { condition, fields })) all.push(...rows)
  return all
}

async function* pagesBySysId(
  ctx: Context,
  table: string,
  { condition, fields }: Listing,
): AsyncGenerator<readonly Row[]> {
  let [last, offset] = ['', 0]
  for (;;) {
    ctx.signal.throwIfAborted()
    const query = `${joined(condition, last === '' ? '' : `sys_id>${last}`)}^ORDERBYsys_id`.replace(/^\^/, '')
    const limit = ctx.config.pageSize
    const { rows, more } = await list(ctx, table, {
      query,
      fields: ['sys_id', 'sys_updated_on', ...fields],
      limit,
      offset,
    })
    const ids = rows.map((row) => placeOf(table, row).id)
    yield rows
    if (!more) return
    const end = ids.at(-1)
    if (end === undefined) offset += stepOf(ctx)
    else [last, offset] = [end, 0]
  }
}

/**
 * How far to go on where a page showed nothing: half a page, so that a hidden record that leaves its place meanwhile
 * does not push one that can be seen out of sight.
 */
function stepOf({ config }: Context): number {
  return Math.max(1, Math.floor(config.pageSize / 2))
}

/** Both conditions, either of which may be empty. */
export function joined(...conditions: readonly string[]): string {
  return conditions.filter((condition) => condition !== '').join('^')
}

/** Records from before what was asked for show that the instance reads written times in another time zone. */
function refuseEarlier(table: string, { at }: KeysetCursor, places: readonly KeysetCursor[]): void {
  if (places.some((place) => place.at < at)) {
    throw new ConfigError(
      `ServiceNow reads times in a time zone of its own when asked for ${table}: set the time zone of the account to GMT`,
    )
  }
}
