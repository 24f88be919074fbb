import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database.ts'
import { type TestDatabase, testDatabase } from '../../src/testing.ts'
import { DatabaseNotEmptyError, demoSummary, seedDemo } from '../seed.ts'
import { seededDatabase, TODAY } from './database.ts'

let demo: TestDatabase
let db: Kysely<Database>
beforeAll(async () => {
  demo = await seededDatabase()
  db = demo.db.kysely
})
afterAll(() => demo.drop())

/** What only a system that runs has: what waits, what was sent, what was decided, what is to be computed. */
const RUN_BY_ITSELF = [
  'alignment_snapshot',
  'asset_merge',
  'duplicate_task',
  'duplicate_task_asset',
  'identification_rule',
  'metric_hour',
  'metric_day',
  'metric_sample_horizon',
  'slo_alert',
  'slo_figure',
  'slo_period',
  'slo_progress',
  'survey_publication',
  // Links of a demo would lead no one anywhere.
  'campaign',
  'campaign_recipient',
  'survey_key',
  // The windows of the demo are for services.
  'change_window_asset',
  'mapped_service',
  'mapping_due',
  'mapping_exclusion',
  'mapping_rule',
  'mapping_rule_version',
  'mapping_task',
  'mapping_task_service',
  'pending_reference',
  // No source of the demo organisation reports what stands above the machines.
  'duplicate_task_entity',
  'entity_claim',
  'record_link',
  // No source of the demo organisation reports costs.
  'cost',
  'cost_subject',
  'precedence_rule',
  'source_action',
  'source_pseudonym_key',
  'source_secret',
  'dry_run_change',
  'pending_record',
  'pending_refresh',
  'pending_removal',
  'identifier_lock',
  'webhook_delivery',
  'graph_change',
  'figure_progress',
]

/** The tables that the demo fills, without the partitions. */
async function filledTables(of: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not like 'audit\\_%'
      and relname not in ('schema_migration', 'api_token', 'service_account', 'role_grant', 'person_sign_in', 'organisation_setting', 'idempotency_key', 'rate_limit', 'dead_letter', ${sql.join(RUN_BY_ITSELF)})
    order by relname
  `.execute(of)
  return rows.map(({ name }) => name)
}

/** One hash per table over all of its rows, or over some columns of them. */
async function fingerprints(of: Kysely<Database>, column = 'row_of::text', tables?: readonly string[]) {
  const prints: Record<string, string | null> = {}
  for (const table of tables ?? (await filledTables(of))) {
    const { rows } = await sql<{ hash: string | null }>`
      select md5(string_agg(value, chr(10) order by value)) as hash
      from (select ${sql.raw(column)} as value from ${sql.table(table)} row_of) as listed
    `.execute(of)
    prints[table] = rows[0]?.hash ?? null
  }
  return prints
}

describe('how much there is', () => {
  test('is what the README promises', async () => {
    expect(await demoSummary(db)).toEqual({
      teams: 10,
      objectives: 10,
      keyResults: 23,
      processes: 6,
      services: 25,
      assets: 318,
      relations: 370,
      changes: 120,
      tickets: 286,
      efforts: 853,
      allocations: 79,
      alerts: 63,
      surveys: 7,
      responses: 289,
      metrics: 42,
      samples: 116_860,
      sources: 7,
    })
  })

  test('leaves no table of the model empty', async () => {
    const prints = await fingerprints(db, `'x'`)
    expect(Object.entries(prints).filter(([, hash]) => hash === null)).toEqual([])
  })

  test('covers every type and state of a change and every outcome', async () => {
    const states = await db.selectFrom('change').select('state').distinct().execute()
    const types = await db.selectFrom('change').select('type').distinct().execute()
    const outcomes = await db
      .selectFrom('change')
      .select('outcome')
      .where('outcome', 'is not', null)
      .distinct()
      .execute()
    expect([states.length, types.length, outcomes.length]).toEqual([9, 3, 4])
  })
})

describe('the same day', () => {
  test('gives the same rows', async () => {
    const other = await testDatabase()
    try {
      await seedDemo(other.db.kysely, { today: TODAY })
      expect(await fingerprints(other.db.kysely)).toEqual(await fingerprints(db))
    } finally {
      await other.drop()
    }
  })
})

describe('another day', () => {
  test('gives the same ids and names, and dates moved along', async () => {
    const other = await testDatabase()
    try {
      await seedDemo(other.db.kysely, { today: '2031-08-14' })
      const { rows } = await sql<{ table_name: string }>`
        select table_name from information_schema.columns
        where table_schema = 'public' and column_name = 'id' and table_name not in ('api_token', 'service_account', 'role_grant', 'audit_event', 'dead_letter')
      `.execute(db)
      const withId = rows.map(({ table_name }) => table_name).sort()
      expect(withId.length).toBeGreaterThan(15)
      expect(await fingerprints(other.db.kysely, 'id::text', withId)).toEqual(
        await fingerprints(db, 'id::text', withId),
      )

      const moved = `concat_ws('|', id, title, planned_start, planned_end, actual_start, actual_end, created_at, updated_at)`
      const back = moved.replaceAll(/(planned|actual|created|updated)_(\w+)/g, `$1_$2 - interval '86 days'`)
      expect(await fingerprints(other.db.kysely, back, ['change'])).toEqual(
        await fingerprints(db, moved, ['change']),
      )
    } finally {
      await other.drop()
    }
  })
})

describe('dates', () => {
  test('nothing that has happened lies after the begin of the day', async () => {
    const { rows: columns } = await sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns
      join pg_class on relname = table_name and relnamespace = 'public'::regnamespace and not relispartition
      where table_schema = 'public' and data_type = 'timestamp with time zone'
        and column_name not in ('planned_start', 'planned_end', 'due_at', 'closes_at', 'applied_at')
    `.execute(db)
    expect(columns.length).toBeGreaterThan(40)
    for (const { table, column } of columns) {
      const { rows } = await sql<{ later: number }>`
        select count(*)::int as later from ${sql.table(table)} where ${sql.ref(column)} > ${TODAY}::date
      `.execute(db)
      expect({ table, column, later: rows[0]?.later }).toEqual({ table, column, later: 0 })
    }
  })

  test('no row is older than its creation and no change was asked for after its work began', async () => {
    const { rows } = await sql<{ name: string }>`
      select title as name from change where updated_at < created_at or created_at > least(actual_start, planned_start)
      union all select name from asset where updated_at < created_at
      union all select title from objective where updated_at < created_at or created_at::date >= starts_on
    `.execute(db)
    expect(rows).toEqual([])
  })
})

describe('a database in use', () => {
  test('is refused with the tables that have rows, and stays as it is', async () => {
    const before = await demoSummary(db)
    const refusal = await seedDemo(db, { today: TODAY }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DatabaseNotEmptyError)
    expect(refusal).toMatchObject({
      code: 'DATABASE_NOT_EMPTY',
      tables: expect.arrayContaining(['team', 'external_reference']),
    })
    expect(await demoSummary(db)).toEqual(before)
  })

  test('is refused when only one entity was made', async () => {
    const other = await testDatabase()
    try {
      await other.db.kysely.insertInto('process').values({ name: 'Bake bread' }).execute()
      await expect(seedDemo(other.db.kysely, { today: TODAY })).rejects.toThrow(
        'this one has rows in process.',
      )
      expect((await demoSummary(other.db.kysely)).teams).toBe(0)
    } finally {
      await other.drop()
    }
  })

  test('two who seed at once: one does, the other is refused', async () => {
    const other = await testDatabase()
    try {
      const attempts = await Promise.allSettled([1, 2].map(() => seedDemo(other.db.kysely, { today: TODAY })))
      const refused = attempts.filter((attempt) => attempt.status === 'rejected')
      expect(refused.map(({ reason }) => reason)).toEqual([expect.any(DatabaseNotEmptyError)])
      expect(await demoSummary(other.db.kysely)).toEqual(await demoSummary(db))
    } finally {
      await other.drop()
    }
  })

  test.each(['2031-02-30', 'today', '2031-5-2', ''])('a day that is none is refused: "%s"', async (today) => {
    await expect(seedDemo(db, { today })).rejects.toThrow('today must be a date such as 2031-05-20')
  })
})
