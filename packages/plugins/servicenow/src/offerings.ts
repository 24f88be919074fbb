import { type CheckReport, checkByTrying } from '@throughline/plugin-kit'
import { type Context, list } from './client.ts'
import { everyRow } from './keyset.ts'
import { idOf, valueAt } from './row.ts'

/** Of all classes of services, only this one has the field `parent`, which a query of the CMDB as a whole does not give. */
export const OFFERING_TABLE = 'service_offering'

/** The services that offerings belong to, by the sys_id of the offering. Without offerings, nothing is asked. */
export async function parentsOf(
  ctx: Context,
  classes: Iterable<string | null>,
): Promise<ReadonlyMap<string, string>> {
  if (![...classes].includes(OFFERING_TABLE)) return new Map()
  const rows = await everyRow(ctx, OFFERING_TABLE, ctx.config.filters[OFFERING_TABLE] ?? '', ['parent'])
  return new Map(
    rows.flatMap((row) => {
      const [offering, service] = [idOf(row), valueAt(row, 'parent')]
      return offering === null || service === null || offering === service
        ? []
        : [[offering, service] as const]
    }),
  )
}

/** Whether the offerings that there are may be read. */
export async function checkOfferings(ctx: Context, table: string): Promise<CheckReport[]> {
  return checkByTrying('read services', async () => {
    const one = { fields: ['sys_id', 'sys_updated_on'], limit: 1 }
    const found = await list(ctx, table, { ...one, query: `sys_class_name=${OFFERING_TABLE}` })
    if (found.rows.length === 0) return 'no service offerings'
    const { rows, total } = await list(ctx, OFFERING_TABLE, { ...one, query: 'ORDERBYsys_id' })
    return `${OFFERING_TABLE}: ${total ?? rows.length} records`
  })
}
