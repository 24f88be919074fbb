import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/database.ts'
import type { Organisation } from './organisation.ts'
import type { MetricSamples } from './rows/metrics.ts'

/** Well below PostgreSQL's limit of 65,535 parameters for every table here. */
const CHUNK = 500

async function inChunks<Item>(
  items: readonly Item[],
  write: (chunk: Item[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += CHUNK) await write(items.slice(start, start + CHUNK))
}

/** Writes all rows, in an order that every foreign key allows. */
export async function writeOrganisation(db: Kysely<Database>, rows: Organisation): Promise<void> {
  await inChunks(rows.team, (chunk) => db.insertInto('team').values(chunk).execute())
  await inChunks(rows.person, (chunk) => db.insertInto('person').values(chunk).execute())
  await inChunks(rows.membership, (chunk) => db.insertInto('membership').values(chunk).execute())
  await inChunks(rows.objective, (chunk) => db.insertInto('objective').values(chunk).execute())
  await inChunks(rows.process, (chunk) => db.insertInto('process').values(chunk).execute())
  await inChunks(rows.service, (chunk) => db.insertInto('service').values(chunk).execute())
  await inChunks(rows.objective_service, (chunk) =>
    db.insertInto('objective_service').values(chunk).execute(),
  )
  await inChunks(rows.process_objective, (chunk) =>
    db.insertInto('process_objective').values(chunk).execute(),
  )
  await inChunks(rows.process_service, (chunk) => db.insertInto('process_service').values(chunk).execute())
  await inChunks(rows.source, (chunk) => db.insertInto('source').values(chunk).execute())
  await inChunks(rows.sync_run, (chunk) => db.insertInto('sync_run').values(chunk).execute())
  await inChunks(rows.source_scope, (chunk) => db.insertInto('source_scope').values(chunk).execute())
  await inChunks(rows.asset, (chunk) => db.insertInto('asset').values(chunk).execute())
  await inChunks(rows.asset_identifier, (chunk) => db.insertInto('asset_identifier').values(chunk).execute())
  await inChunks(rows.asset_claim, (chunk) => db.insertInto('asset_claim').values(chunk).execute())
  await inChunks(rows.asset_relation, (chunk) => db.insertInto('asset_relation').values(chunk).execute())
  await inChunks(rows.source_record, (chunk) => db.insertInto('source_record').values(chunk).execute())
  await inChunks(rows.redundancy_group, (chunk) => db.insertInto('redundancy_group').values(chunk).execute())
  await inChunks(rows.service_dependency, (chunk) =>
    db.insertInto('service_dependency').values(chunk).execute(),
  )
  await inChunks(rows.change, (chunk) => db.insertInto('change').values(chunk).execute())
  await inChunks(rows.change_service, (chunk) => db.insertInto('change_service').values(chunk).execute())
  await inChunks(rows.change_asset, (chunk) => db.insertInto('change_asset').values(chunk).execute())
  await inChunks(rows.ticket, (chunk) => db.insertInto('ticket').values(chunk).execute())
  await inChunks(rows.ticket_service, (chunk) => db.insertInto('ticket_service').values(chunk).execute())
  await inChunks(rows.ticket_asset, (chunk) => db.insertInto('ticket_asset').values(chunk).execute())
  await inChunks(rows.ticket_event, (chunk) => db.insertInto('ticket_event').values(chunk).execute())
  await inChunks(rows.effort, (chunk) => db.insertInto('effort').values(chunk).execute())
  await inChunks(rows.allocation, (chunk) => db.insertInto('allocation').values(chunk).execute())
  await inChunks(rows.alert, (chunk) => db.insertInto('alert').values(chunk).execute())
  await inChunks(rows.alert_service, (chunk) => db.insertInto('alert_service').values(chunk).execute())
  await inChunks(rows.alert_asset, (chunk) => db.insertInto('alert_asset').values(chunk).execute())
  await inChunks(rows.survey, (chunk) => db.insertInto('survey').values(chunk).execute())
  await inChunks(rows.survey_invitation, (chunk) =>
    db.insertInto('survey_invitation').values(chunk).execute(),
  )
  await inChunks(rows.response, (chunk) => db.insertInto('survey_response').values(chunk).execute())
  await inChunks(rows.metric, (chunk) => db.insertInto('metric').values(chunk).execute())
  await sql`select metric_sample_partitions(${rows.from}, ${rows.to})`.execute(db)
  for (const run of rows.samples) await writeSamples(db, run)
  await inChunks(rows.slo, (chunk) => db.insertInto('slo').values(chunk).execute())
  await inChunks(rows.expectation, (chunk) => db.insertInto('expectation').values(chunk).execute())
  await inChunks(rows.agreement, (chunk) => db.insertInto('agreement').values(chunk).execute())
  await inChunks(rows.agreement_version, (chunk) =>
    db.insertInto('agreement_version').values(chunk).execute(),
  )
  await inChunks(rows.change_window, (chunk) => db.insertInto('change_window').values(chunk).execute())
  await inChunks(rows.change_window_service, (chunk) =>
    db.insertInto('change_window_service').values(chunk).execute(),
  )
  await inChunks(rows.key_result, (chunk) => db.insertInto('key_result').values(chunk).execute())
  await inChunks(rows.key_result_check_in, (chunk) =>
    db.insertInto('key_result_check_in').values(chunk).execute(),
  )
  await inChunks(rows.external_reference, (chunk) =>
    db.insertInto('external_reference').values(chunk).execute(),
  )
}

/** One statement per metric: only the values travel, the instants are counted on the server. */
async function writeSamples(
  db: Kysely<Database>,
  { metricId, from, step, values, totals }: MetricSamples,
): Promise<void> {
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metricId}::uuid, ${from}::timestamptz + (place - 1) * ${`${step} minutes`}::interval, value, total
    from unnest(${values}::float8[], ${totals ?? values.map(() => null)}::float8[]) with ordinality as sample (value, total, place)
  `.execute(db)
}
