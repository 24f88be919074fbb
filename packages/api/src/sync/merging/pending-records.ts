import type { Database, Row } from '@throughline/db'
import { parseRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { storePage } from '../ingestion/ingest-page.ts'
import type { Writer } from '../reconciliation/write-assets.ts'

/** A record whose match is ambiguous, held until a user decides its de-duplication task. */
export type PendingRecord = Row<'pending_record'>

/** Ingests pending records as if their sources reported them now. Those whose match is still ambiguous stay pending. */
export async function ingestPending(
  db: Kysely<Database>,
  { at, auditContext }: Writer,
  pending: readonly PendingRecord[],
): Promise<void> {
  for (const row of inOrder(pending)) {
    const source = await db
      .selectFrom('source')
      .select(['name', 'precedence'])
      .where('id', '=', row.source_id)
      .executeTakeFirst()
    // Without its run it cannot be known whether the source still tells of it: its next run does.
    if (source === undefined || row.run_id === null) continue
    const run = {
      listing: { sourceId: row.source_id, runId: row.run_id, stream: row.stream, scope: row.scope },
      sourceName: source.name,
      precedence: source.precedence,
      at,
      until: at,
      auditContext,
    }
    const record = parseRecord(JSON.parse(row.record))
    const mapped = { primaryKey: row.primary_key, raw: row.raw, hash: row.content_hash, record }
    await storePage(db, run, { records: [mapped], rejected: [] })
  }
}

/**
 * Takes back that a record was taken in after it had waited. Gives whether it is there to wait again, and the assets that
 * had taken it in, whose effective values are to be computed again, with those among them that it had created.
 */
export async function withdrawIngested(
  db: Kysely<Database>,
  row: Pick<PendingRecord, 'source_id' | 'stream' | 'external_id'>,
): Promise<{
  readonly waitsAgain: boolean
  readonly assets: readonly string[]
  readonly created: readonly string[]
}> {
  const waits = await db
    .deleteFrom('pending_record')
    .where('source_id', '=', row.source_id)
    .where('stream', '=', row.stream)
    .where('external_id', '=', row.external_id)
    .returning('id')
    .execute()
  // Its claim and its identifiers go with it.
  const taken = await db
    .deleteFrom('source_record')
    .where('source_id', '=', row.source_id)
    .where('stream', '=', row.stream)
    .where('external_id', '=', row.external_id)
    .returning(['missing_since', 'asset_id', 'matched_by'])
    .execute()
  await sql`
    delete from external_reference e using source s
    where s.id = ${row.source_id} and e.source = s.name and e.external_id = ${row.external_id}
      and e.asset_id is not null`.execute(db)
  return {
    waitsAgain: waits.length > 0 || taken.some(({ missing_since }) => missing_since === null),
    assets: taken.flatMap(({ asset_id }) => asset_id ?? []),
    created: taken.flatMap(({ asset_id, matched_by }) => (matched_by === null ? (asset_id ?? []) : [])),
  }
}

function inOrder(pending: readonly PendingRecord[]): readonly PendingRecord[] {
  const name = (row: PendingRecord) => JSON.stringify([row.source_id, row.stream, row.external_id])
  return [...pending].sort((a, b) => (name(a) < name(b) ? -1 : 1))
}
