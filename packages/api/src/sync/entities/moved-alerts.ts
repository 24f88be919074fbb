import type { Database } from '@throughline/db'
import type { AlertRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { RunContext } from '../records/run-context.ts'
import type { Mapped } from './kept-records.ts'

/**
 * Lets an alert that still fires keep its row when its source moves its start, for example after a restart of
 * Prometheus: a record with another external ID and the fingerprint of an alert that has not ended takes over the
 * record of that alert. An alert that has ended stays as it is, and what fires after it is another one.
 */
export async function adoptMovedAlerts(
  db: Kysely<Database>,
  { listing }: RunContext,
  records: readonly Mapped<AlertRecord>[],
): Promise<void> {
  if (records.length === 0) return
  const arrived = JSON.stringify(
    records.map(({ primaryKey, record: { externalId, fingerprint, endsAt } }) => ({
      primary_key: primaryKey,
      external_id: externalId,
      fingerprint,
      ends_at: endsAt ?? null,
    })),
  )
  await sql`
    with arrived as (
      select * from jsonb_to_recordset(${arrived}::jsonb)
        as a(primary_key text, external_id text, fingerprint text, ends_at timestamptz)),
    moved as (
      select distinct on (known.id) known.id, arrived.external_id, arrived.primary_key
      from arrived
      join alert on alert.source_id = ${listing.sourceId} and alert.fingerprint = arrived.fingerprint
        and alert.ends_at is null and (arrived.ends_at is null or alert.starts_at <= arrived.ends_at)
      join source_record known on known.alert_id = alert.id and known.source_id = ${listing.sourceId}
        and known.stream = ${listing.stream}
      where not exists (select from arrived same where same.external_id = known.external_id)
        and not exists (
          select from source_record other where other.source_id = ${listing.sourceId}
            and other.stream = ${listing.stream} and other.external_id = arrived.external_id)
      order by known.id, arrived.ends_at nulls first)
    update source_record set external_id = moved.external_id, primary_key = moved.primary_key
    from moved where source_record.id = moved.id`.execute(db)
}
