import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gaps } from './gap-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Kinds and number of gaps of a page of all kinds, and the statements that it takes. */
async function reported(): Promise<{ kinds: number; found: number; statements: number }> {
  let statements = 0
  const db = database.db.kysely.withPlugin({
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const page = await gaps(db, { on: '2026-06-01', limit: 5_000 })
  return { kinds: new Set(page.gaps.map(({ kind }) => kind)).size, found: page.gaps.length, statements }
}

async function add(count: number): Promise<void> {
  await sql`
    with o as (insert into objective (title, status) select 'o' || gen_random_uuid(), 'ACTIVE' from generate_series(1, ${count}) returning id),
      k as (insert into key_result (objective_id, title, unit, start_value, target_value, current_value)
        select id, 'k', '1', 0, 1, 0 from o returning id),
      a as (insert into asset (kind, name) select 'server', 'a' || gen_random_uuid() from generate_series(1, ${count}))
    insert into service (name, kind, availability) select 's' || gen_random_uuid(), 'BUSINESS', 0.9 from generate_series(1, ${count})`.execute(
    database.db.kysely,
  )
  await sql`
    with m as (insert into metric (name, unit, kind, service_id) select 'm', '1', 'RATIO', id from service
        where not exists (select from metric m where m.service_id = service.id) returning id, service_id),
      a as (insert into agreement (service_id, kind, external_party) select service_id, 'SLA', 'x' from m returning id),
      v as (insert into agreement_version (agreement_id, number, target, proposed_by_name, proposed_at)
        select id, 1, 0.9, 'x', '2026-01-01' from a)
    insert into slo (name, service_id, indicator, metric_id, target, duration)
    select 'l' || gen_random_uuid(), service_id, 'RATIO', id, 0.99, '30d' from m`.execute(database.db.kysely)
}

test('the number of statements depends neither on the rows nor on the gaps', async () => {
  await add(2)
  const few = await reported()
  await add(200)
  const many = await reported()
  expect(few.kinds).toBeGreaterThan(6)
  expect(many.kinds).toBe(few.kinds)
  expect(many.found).toBeGreaterThan(50 * few.found)
  expect(many.statements).toBe(few.statements)
  expect(many.statements).toBeLessThan(25)
})
