import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { canonicalIdentifier, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { reviewDuplicates } from './duplicate-tasks.ts'
import { lockAssetsOf } from './lock-assets-store.ts'
import type { Writer } from './write-assets.ts'

const ROWS_AT_ONCE = 1000

/**
 * Brings identifiers that were stored without their canonical form to it, and opens de-duplication tasks for assets
 * that turn out to share one. Merges nothing. Each step is a transaction, and a step that was interrupted is done by
 * the next call. Returns the number of rows.
 */
export async function canonicalizeIdentifiers(db: Kysely<Database>, writer: Writer): Promise<number> {
  let count = 0
  for (;;) {
    const step = await retriedTransaction(db, async (transaction) => {
      if ((await uncompared(transaction)).length === 0) return 0
      await lockAssetsOf(transaction, [], async () => {
        const rows = await uncompared(transaction)
        return { changed: [...new Set(rows.map(({ asset_id }) => asset_id))] }
      })
      return canonicalizeSome(transaction, writer)
    })
    if (step === 0) return count
    count += step
  }
}

async function uncompared(db: Kysely<Database>) {
  const { rows } = await sql<WrittenIdentifier & { id: string; asset_id: string }>`
    select id, asset_id, kind, value from asset_identifier where canonical is null
    order by id limit ${ROWS_AT_ONCE}`.execute(db)
  return rows
}

async function canonicalizeSome(db: Kysely<Database>, writer: Writer): Promise<number> {
  const rows = await uncompared(db)
  if (rows.length === 0) return 0
  await sql`
    update asset_identifier i set canonical = said.canonical
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => canonicalIdentifier(row))}::text[])
      as said (id, canonical)
    where i.id = said.id`.execute(db)
  await reviewDuplicates(db, writer, [...new Set(rows.map(({ asset_id }) => asset_id))])
  return rows.length
}
