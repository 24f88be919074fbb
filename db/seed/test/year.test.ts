import { type Kysely, type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database.ts'
import type { TestDatabase } from '../../src/testing.ts'
import { createCalendar } from '../calendar.ts'
import { seededDatabase, TODAY } from './database.ts'

let demo: TestDatabase
let db: Kysely<Database>
beforeAll(async () => {
  demo = await seededDatabase()
  db = demo.db.kysely
})
afterAll(() => demo.drop())

async function rowsOf(query: RawBuilder<Record<string, unknown>>) {
  return (await query.execute(db)).rows
}

describe('the work of a year', () => {
  test('is booked by teams, at least ten times in each of the thirteen times thirty days', async () => {
    const months = await rowsOf(sql`
      select (${TODAY}::date - performed_at::date - 1) / 30 as ago, count(*)::int as efforts, count(team_id)::int as teams,
        sum(minutes)::int as minutes
      from effort where performed_at >= ${TODAY}::date - 390 group by 1 order by 1`)
    expect(months.map(({ ago }) => ago)).toEqual(Array.from({ length: 13 }, (_, ago) => ago))
    for (const { ago, efforts, teams, minutes } of months) {
      expect(Number(efforts), `${ago}`).toBeGreaterThanOrEqual(10)
      expect(teams).toBe(efforts)
      expect(Number(minutes), `${ago}`).toBeGreaterThan(8000)
    }
  })

  test('of more than 90 days ago is closed, and is no incident', async () => {
    const found = await rowsOf(sql`
      select distinct state, kind = 'INCIDENT' as incident from ticket where opened_at < ${TODAY}::date - 91`)
    expect(found).toEqual([{ state: 'CLOSED', incident: false }])
  })

  test('is booked on finished changes, too, where these are no routine', async () => {
    const [row] = await rowsOf(sql`
      select count(distinct c.id)::int as changes, bool_and(c.type <> 'STANDARD' and c.actual_end is not null) as fits,
        bool_and(e.performed_at between c.created_at and c.actual_end) as meanwhile
      from effort e join change c on c.id = e.change_id`)
    expect(row).toMatchObject({ fits: true, meanwhile: true })
    expect(Number(row?.changes)).toBeGreaterThan(20)
    expect(
      await rowsOf(sql`
      select title from change c where effort_minutes is distinct from
        (select sum(minutes) from effort e where e.change_id = c.id)`),
    ).toEqual([])
  })
})

describe('what is planned', () => {
  test('is planned for five quarters, by every team of IT and by cost pools', async () => {
    const quarters = await rowsOf(sql`
      select starts_on::text as first, ends_on::text as last, count(distinct team_id)::int as teams,
        count(distinct pool)::int as pools, sum(fte)::float8 as fte from allocation group by 1, 2 order by 1`)
    expect(quarters.map(({ first, last }) => [first, last])).toEqual([
      ['2030-04-01', '2030-06-30'],
      ['2030-07-01', '2030-09-30'],
      ['2030-10-01', '2030-12-31'],
      ['2031-01-01', '2031-03-31'],
      ['2031-04-01', '2031-06-30'],
    ])
    for (const { teams, pools, fte } of quarters) {
      expect([teams, pools]).toEqual([5, 2])
      expect(Number(fte)).toBeGreaterThan(1.5)
    }
  })

  test.each([
    ['2031-01-01', 0, '2031-01-01', '2031-03-31'],
    ['2031-03-31', 1, '2030-10-01', '2030-12-31'],
    ['2032-12-31', 0, '2032-10-01', '2032-12-31'],
    ['2032-02-29', 4, '2031-01-01', '2031-03-31'],
  ])('seen from %s, the quarter %i before it goes from %s to %s', (today, before, from, to) => {
    expect(createCalendar(today).quarter(before)).toEqual({ from, to })
  })
})

test('two services divide their work between objectives, and one has a duty that no objective names', async () => {
  const divided = await rowsOf(sql`
    select s.name, sum(effort_share) as whole, count(*)::int as objectives from objective_service o
      join service s on s.id = o.service_id where effort_share is not null group by s.id order by s.name`)
  expect(divided).toEqual([
    { name: 'Delivery slot booking', whole: 1, objectives: 2 },
    { name: 'Loyalty card', whole: 1, objectives: 2 },
  ])
  const duties = await rowsOf(sql`select name from service where run_duty is not null`)
  expect(duties).toEqual([{ name: 'Accounting' }])
})
