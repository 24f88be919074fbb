import { type CheckReport, checkByTrying } from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import * as client from './client.ts'
import { EFFORT_TABLE } from './efforts.ts'
import { checkOfferings } from './offerings.ts'
import { GROUP_TABLE, MEMBER_TABLE, USER_TABLE } from './organisation.ts'
import { idOf, valueAt } from './row.ts'
import { ITEM_TABLE } from './services.ts'
import { RELATION_TABLE } from './streams.ts'

/** Which tables the account may read, and whether the instance takes times as they are written. */
export async function check(ctx: Context): Promise<CheckReport[]> {
  const { ticketTables, changeTables, assetTables, relations, efforts, teams, services } = ctx.config
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['read tickets', ticketTables],
    ['read changes', changeTables],
    ['read configuration items', assetTables],
    ['read relations', relations || services ? [RELATION_TABLE] : []],
    ['read services', services ? [ITEM_TABLE] : []],
    ['read teams', teams ? [GROUP_TABLE, MEMBER_TABLE, USER_TABLE] : []],
    ['read time worked', efforts === 'entries' ? [EFFORT_TABLE] : []],
  ]
  const reports: CheckReport[] = []
  for (const [capability, tables] of parts) {
    for (const table of tables) reports.push(...(await readable(ctx, capability, table)))
    // Nothing else will fare better.
    if (reports.some(({ status }) => status === 'unreachable')) return reports
  }
  if (services) reports.push(...(await checkOfferings(ctx, ITEM_TABLE)))
  const [first] = [...ticketTables, ...changeTables, ...assetTables]
  return first === undefined ? reports : [...reports, ...(await timesAreUtc(ctx, first))]
}

async function readable(ctx: Context, capability: string, table: string): Promise<CheckReport[]> {
  let hidden = false
  const reports = await checkByTrying(capability, async () => {
    const fields = ['sys_id', 'sys_updated_on']
    const { rows, total } = await client.list(ctx, table, { query: 'ORDERBYsys_id', fields, limit: 1 })
    for (const row of rows) client.placeOf(table, row)
    hidden = rows.length === 0 && total !== undefined && total > 0
    return `${table}: ${total ?? rows.length} records`
  })
  if (!hidden) return reports
  const detail = `${table} holds records, but the account does not see the first: check its roles and the access rules of the table`
  return [{ capability, status: 'missing-permission', detail }]
}

/** Asks for the newest record by the time it says of itself: found, or times are read in another time zone than UTC. */
async function timesAreUtc(ctx: Context, table: string): Promise<CheckReport[]> {
  const capability = 'ask by time'
  let lost = false
  const reports = await checkByTrying(capability, async () => {
    const fields = ['sys_id', 'sys_updated_on']
    const newest = await client.list(ctx, table, { query: 'ORDERBYDESCsys_updated_on', fields, limit: 1 })
    const [row] = newest.rows
    if (row === undefined) return 'nothing to ask for yet'
    const query = `sys_id=${idOf(row)}^sys_updated_on=${valueAt(row, 'sys_updated_on')}`
    lost = (await client.list(ctx, table, { query, fields, limit: 1 })).rows.length === 0
    return 'times are taken as UTC'
  })
  if (!lost) return reports
  return [
    {
      capability,
      status: 'unusable',
      detail: 'Times are read in another time zone than UTC: set the time zone of the account to GMT',
    },
  ]
}
