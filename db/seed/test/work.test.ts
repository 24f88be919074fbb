import { type Kysely, type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database.ts'
import type { TestDatabase } from '../../src/testing.ts'
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

describe('tickets', () => {
  test('are of every kind and in every state but cancelled', async () => {
    const [kinds, states] = await Promise.all([
      rowsOf(sql`select distinct kind from ticket order by kind`),
      rowsOf(sql`select distinct state from ticket order by state`),
    ])
    expect(kinds.map(({ kind }) => kind)).toEqual(['INCIDENT', 'PROBLEM', 'SERVICE_REQUEST', 'TASK'])
    expect(states.map(({ state }) => state)).toEqual(['CLOSED', 'IN_PROGRESS', 'ON_HOLD', 'OPEN', 'RESOLVED'])
  })

  test('are resolved after they were opened, and closed or resolved exactly then', async () => {
    const wrong = await rowsOf(sql`
      select title from ticket where resolved_at <= opened_at or (resolved_at is not null) <> (state in ('RESOLVED', 'CLOSED'))`)
    expect(wrong).toEqual([])
  })

  test('took what was booked on them, or what was stated', async () => {
    const wrong = await rowsOf(sql`
      select title from ticket t where effort_minutes is distinct from coalesce(
        (select sum(minutes) from effort e where e.ticket_id = t.id), stated_effort_minutes)`)
    expect(wrong).toEqual([])
    expect(
      await rowsOf(
        sql`select from effort e join ticket t on t.id = ticket_id where performed_at < opened_at`,
      ),
    ).toEqual([])
  })

  test('of the bad days name the change that caused them', async () => {
    const caused = await rowsOf(sql`
      select c.title, count(*)::int as tickets, min(t.cause_confidence) as least from ticket t
        join change c on c.id = t.caused_by_change_id group by c.title order by c.title`)
    expect(caused).toEqual([
      { title: 'Move the cabinet in hall 2 to the new power feed', tickets: 2, least: 0.9 },
      { title: 'Renew the certificate of the card gateway today', tickets: 2, least: 0.8 },
      { title: 'Upgrade the checkout database to PostgreSQL 16', tickets: 3, least: 0.6 },
    ])
    const early = await rowsOf(sql`
      select t.title from ticket t join change c on c.id = t.caused_by_change_id where t.opened_at < c.actual_start`)
    expect(early).toEqual([])
  })

  test('take more than a third of their effort to where no active objective is', async () => {
    const [row] = await rowsOf(sql`
      select sum(effort_minutes) filter (where not exists (
          select from ticket_service l join objective_service o on o.service_id = l.service_id
            join objective b on b.id = o.objective_id and b.status = 'ACTIVE'
          where l.ticket_id = t.id and coalesce(o.valid_to, 'infinity') >= ${TODAY}::date)) / sum(effort_minutes)::float8 as share
      from ticket t`)
    expect(Number(row?.share)).toBeGreaterThan(1 / 3)
    expect(Number(row?.share)).toBeLessThan(0.7)
  })
})

describe('alerts', () => {
  test('show the switch in hall 2 long before and long after its bad day', async () => {
    const [row] = await rowsOf(sql`
      select count(*)::int as alerts, count(*) filter (where state = 'FIRING')::int as firing,
        count(*) filter (where severity = 'CRITICAL')::int as critical
      from alert a join alert_asset l on l.alert_id = a.id join asset s on s.id = l.asset_id where s.name = 'sw-hall2-acc-07'`)
    expect(row).toEqual({ alerts: 8, firing: 1, critical: 0 })
  })

  test('that go on are the latest of what happened before', async () => {
    const firing = await rowsOf(sql`
      select title, (select count(*) from alert o where o.fingerprint = a.fingerprint)::int as times
      from alert a where state = 'FIRING' order by title`)
    expect(firing).toEqual([
      { title: 'Ports flap on sw-hall2-acc-07', times: 7 },
      { title: 'Volume of pg-dwh nearly full', times: 6 },
    ])
  })
})

describe('surveys', () => {
  const content = (title: string) =>
    rowsOf(sql`
      select avg((answers->>'content')::float8) as mean, count(*)::int as n from survey_response r
        join survey s on s.id = r.survey_id where s.title = ${title}`)

  test('show that satisfaction with the checkout fell', async () => {
    const [[spring], [summer]] = await Promise.all([
      content('Paying online, first quarter'),
      content('Paying online, second quarter'),
    ])
    expect(Number(spring?.mean) - Number(summer?.mean)).toBeGreaterThan(0.8)
    expect([spring?.n, summer?.n]).toEqual([62, 57])
  })

  test('are answered while they are open, each question by its scale or options', async () => {
    const outside = await rowsOf(sql`
      select s.title from survey_response r join survey s on s.id = r.survey_id where r.submitted_at not between s.opens_at and s.closes_at`)
    expect(outside).toEqual([])
    const wrong = await rowsOf(sql`
      select s.title, answer.key, answer.value from survey_response r join survey s on s.id = r.survey_id, jsonb_each(r.answers) as answer (key, value)
      where not exists (
        select from jsonb_array_elements(s.questions) q where q->>'id' = answer.key and case q->>'kind'
          when 'RATING' then (answer.value)::float8 between (q->'scale'->>'min')::float8 and (q->'scale'->>'max')::float8
          else q->'options' ? (answer.value #>> '{}') end)`)
    expect(wrong).toEqual([])
  })

  test('were answered by a part of those who were invited', async () => {
    const { rows } = await sql<{ rate: number | null }>`
      select (select count(*) from survey_response r where r.survey_id = s.id)
        / (select sum(invited) from survey_invitation i where i.survey_id = s.id)::float8 as rate from survey s`.execute(
      db,
    )
    for (const { rate } of rows) {
      expect(rate).toBeGreaterThan(0.2)
      expect(rate).toBeLessThan(1)
    }
  })

  test('are too few to be shown in one case alone', async () => {
    const few = await rowsOf(sql`
      select title from survey s where (select count(*) from survey_response r where r.survey_id = s.id) < 5`)
    expect(few).toEqual([{ title: 'Asking what we hold about you' }])
  })
})
