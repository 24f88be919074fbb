import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/database.ts'
import { buildOrganisation } from './organisation.ts'
import { writeOrganisation } from './write.ts'

/** The tables that people and plugins fill; tokens, jobs and the audit trail may exist before. */
const ENTITY_TABLES = [
  'team',
  'objective',
  'key_result',
  'process',
  'service',
  'asset',
  'change',
  'ticket',
  'survey',
  'metric',
  'source',
  'person',
  'external_reference',
] as const

/** How much there is, by kind. */
export interface SeedSummary {
  teams: number
  objectives: number
  keyResults: number
  processes: number
  services: number
  assets: number
  relations: number
  changes: number
  tickets: number
  efforts: number
  allocations: number
  alerts: number
  surveys: number
  responses: number
  metrics: number
  samples: number
  sources: number
}

/** Thrown by {@link seedDemo} when the database is in use. Nothing was written. */
export class DatabaseNotEmptyError extends Error {
  override readonly name = 'DatabaseNotEmptyError'
  readonly code = 'DATABASE_NOT_EMPTY'
  /** The tables that have rows. */
  readonly tables: readonly string[]

  constructor(tables: readonly string[]) {
    super(
      `The demo organisation is only written into an empty database, and this one has rows in ${tables.join(', ')}. ` +
        'Nothing was changed. Point DATABASE_URL or THROUGHLINE_HOME at an empty database, or go on without the demo.',
    )
    this.tables = tables
  }
}

/**
 * Writes the demo organisation, Tannenlund Markets, in one transaction.
 *
 * @param options.today the current day in UTC, `YYYY-MM-DD`; everything is dated relative to it
 * @throws DatabaseNotEmptyError when any entity table has rows
 * @throws RangeError when `today` is not a date
 */
export async function seedDemo(db: Kysely<Database>, options: { today: string }): Promise<SeedSummary> {
  const organisation = buildOrganisation(options.today)
  return db.transaction().execute(async (transaction) => {
    // Two processes that start at once on one new database would both find it empty.
    await sql`select pg_advisory_xact_lock(hashtext('throughline.seed'))`.execute(transaction)
    const filled = await filledTables(transaction)
    if (filled.length > 0) throw new DatabaseNotEmptyError(filled)
    await keepRulesOut(transaction)
    await writeOrganisation(transaction, organisation)
    return demoSummary(transaction)
  })
}

/** The demo has its links already: the mapping rules of a new organisation are there as drafts, if at all. */
async function keepRulesOut(transaction: Kysely<Database>): Promise<void> {
  await transaction
    .updateTable('mapping_rule')
    .set({ enabled: false })
    .where('rule_set', 'is not', null)
    .execute()
  await transaction
    .updateTable('mapping_progress')
    .set({
      after: null,
      started_at: null,
      default_rules: sql`case default_rules when 'PENDING' then 'OFFERED' else default_rules end`,
    })
    .execute()
}

async function filledTables(db: Kysely<Database>): Promise<string[]> {
  const checks = ENTITY_TABLES.map(
    (table) => sql`select ${table}::text as name where exists (select from ${sql.table(table)})`,
  )
  const { rows } = await sql<{ name: string }>`${sql.join(checks, sql` union all `)}`.execute(db)
  return rows.map(({ name }) => name)
}

/** Counts what a database holds. */
export async function demoSummary(db: Kysely<Database>): Promise<SeedSummary> {
  const { rows } = await sql<SeedSummary>`
    select
      (select count(*) from team)::int as "teams",
      (select count(*) from objective)::int as "objectives",
      (select count(*) from key_result)::int as "keyResults",
      (select count(*) from process)::int as "processes",
      (select count(*) from service)::int as "services",
      (select count(*) from asset)::int as "assets",
      (select count(*) from asset_relation)::int as "relations",
      (select count(*) from change)::int as "changes",
      (select count(*) from ticket)::int as "tickets",
      (select count(*) from effort)::int as "efforts",
      (select count(*) from allocation)::int as "allocations",
      (select count(*) from alert)::int as "alerts",
      (select count(*) from survey)::int as "surveys",
      (select count(*) from survey_response)::int as "responses",
      (select count(*) from metric)::int as "metrics",
      (select count(*) from metric_sample)::int as "samples",
      (select count(*) from source)::int as "sources"
  `.execute(db)
  const [summary] = rows
  if (summary === undefined)
    throw new Error('PostgreSQL answered the count of the demo organisation without a row')
  return summary
}
