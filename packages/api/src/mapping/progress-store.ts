import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { mapAssets } from './evaluate-store.ts'
import type { MappingWriter } from './writer.ts'

const ASSETS_AT_ONCE = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Has maintenance apply the rules to all assets, from the first one on; the caller has locked the rules. */
export async function applyRulesAgain(transaction: Kysely<Database>, at: Date): Promise<void> {
  await transaction
    .updateTable('mapping_progress')
    .set({
      after: FIRST,
      evaluated: 0,
      total: sql<number>`(select count(*)::int from asset)`,
      started_at: at,
      finished_at: null,
    })
    .execute()
}

/**
 * One step of what maintenance has to do for the rules, in a transaction of its own: assets that changed without being
 * evaluated, then the next assets to which changed rules are to be applied. Links stay as they are until their step.
 * Gives whether there may be more to do.
 */
export async function mappingStep(transaction: Kysely<Database>, writer: MappingWriter): Promise<boolean> {
  // The order of locks is that of a change of rules.
  const { rows: used } = await sql<{ used: boolean }>`select mapping_in_use() as used`.execute(transaction)
  const due = await sql<{ asset_id: string }>`
    delete from mapping_due where (xid, asset_id) in (
      select xid, asset_id from mapping_due order by xid, asset_id limit ${ASSETS_AT_ONCE} for update skip locked)
    returning asset_id`.execute(transaction)
  if (due.rows.length > 0) {
    await mapAssets(transaction, writer, [...new Set(due.rows.map(({ asset_id }) => asset_id))])
    return true
  }
  const progress = await transaction.selectFrom('mapping_progress').selectAll().forUpdate().executeTakeFirst()
  if (progress?.after == null) return false
  const assets = await transaction
    .selectFrom('asset')
    .select('id')
    .where('id', '>', progress.after)
    .orderBy('id')
    .limit(ASSETS_AT_ONCE)
    .execute()
  const inUse = used[0]?.used === true
  const ids = inUse ? assets.map(({ id }) => id) : []
  await mapAssets(transaction, writer, ids)
  const last = ids.length < ASSETS_AT_ONCE ? null : (ids.at(-1) ?? null)
  // Without rules and links of rules, all assets are as they are to be.
  const evaluated = inUse ? progress.evaluated + ids.length : progress.total
  await transaction
    .updateTable('mapping_progress')
    .set({
      after: last,
      evaluated,
      // Assets may have come meanwhile.
      total: last === null ? evaluated : Math.max(progress.total, evaluated),
      ...(last === null ? { finished_at: writer.at } : {}),
    })
    .execute()
  return last !== null
}
