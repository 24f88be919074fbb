import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'
import type { MappedPage } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import { expireClaims } from './expire-claims.ts'

/**
 * Notes as gone what the source said under these identities before and does not say under them any more, such as a
 * booking that was taken out of a record that holds several. It ends as what is missing from a listing does: at once,
 * unless the source is given time. Gives the external ids.
 */
export async function expireWithdrawn(
  db: Kysely<Database>,
  { listing, at, auditContext, sourceName }: RunContext,
  { records, whole = [] }: MappedPage,
): Promise<readonly string[]> {
  if (whole.length === 0) return []
  const { sourceId, stream } = listing
  const { rows } = await sql<{ external_id: string }>`
    update source_record r set missing_since = ${at}, retired_at = null
    where r.source_id = ${sourceId} and r.stream = ${stream} and r.primary_key = ${anyText(whole)} and r.missing_since is null
      and not exists (
        select from unnest(${records.map(({ primaryKey }) => primaryKey)}::text[],
          ${records.map(({ record }) => record.externalId)}::text[]) as said (primaryKey, external_id)
        where said.primaryKey = r.primary_key and said.external_id = r.external_id)
    returning r.external_id`.execute(db)
  if (rows.length > 0) await expireClaims(db, { at, auditContext }, { sourceId, sourceName })
  return rows.map(({ external_id }) => external_id)
}
