import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database.ts'
import type { TestDatabase } from '../../src/testing.ts'
import { ASSETS } from '../assets/all.ts'
import { DISAGREEMENTS, SOURCES } from '../sources.ts'
import { seededDatabase } from './database.ts'

let demo: TestDatabase
let db: Kysely<Database>
beforeAll(async () => {
  demo = await seededDatabase()
  db = demo.db.kysely
})
afterAll(() => demo.drop())

async function rowsOf(query: ReturnType<typeof sql<Record<string, unknown>>>) {
  return (await query.execute(db)).rows
}

describe('assets and their sources', () => {
  test('a live asset has a claim of a source, a retired one has none', async () => {
    const wrong = await rowsOf(sql`
      select name, lifecycle from asset a where (lifecycle = 'LIVE') <>
        exists (select from asset_claim c where c.asset_id = a.id and c.source_id is not null)`)
    expect(wrong).toEqual([])
    expect(await rowsOf(sql`select from asset where lifecycle = 'RETIRED'`)).toHaveLength(4)
  })

  test('an asset shows its effective claim', async () => {
    const wrong = await rowsOf(sql`
      with said as (
        select distinct on (c.asset_id, attribute) c.asset_id, attribute, document -> 'value' as value
        from asset_claim c left join source s on s.id = c.source_id, jsonb_each(c.attributes) as claim (attribute, document)
        order by c.asset_id, attribute, coalesce(s.precedence, 0)
      )
      select a.name, attribute, value from said join asset a on a.id = said.asset_id
      where value is distinct from case attribute
        when 'name' then to_jsonb(a.name) when 'environment' then to_jsonb(a.environment)
        else coalesce(a.attributes -> substr(attribute, 12), a.labels -> substr(attribute, 8)) end`)
    expect(wrong).toEqual([])
  })

  test('no attribute of an asset stands without a claim', async () => {
    const unclaimed = await rowsOf(sql`
      select a.name, attribute from asset a, jsonb_object_keys(a.attributes) as attribute
      where lifecycle = 'LIVE' and not exists (select from asset_claim c where c.asset_id = a.id and c.attributes ? ('attributes.' || attribute))`)
    expect(unclaimed).toEqual([])
  })

  test('every disagreement has an overridden claim with another value and a larger precedence', async () => {
    for (const { asset: key, source, attribute, value } of DISAGREEMENTS) {
      const asset = ASSETS.find((candidate) => candidate.key === key)
      expect(asset?.attributes[attribute], `${key} ${attribute}`).toBeDefined()
      expect(asset?.attributes[attribute]).not.toBe(value)
      const effective = asset?.sources[0] ?? source
      expect(SOURCES[effective].precedence).toBeLessThan(SOURCES[source].precedence)
    }
    const overridden = await rowsOf(sql`
      select a.name, attribute from asset_claim c join asset a on a.id = c.asset_id, jsonb_each(c.attributes) as claim (attribute, document)
      where document -> 'value' <> a.attributes -> substr(attribute, 12)`)
    expect(overridden).toHaveLength(DISAGREEMENTS.length)
  })

  test('a record of a source is gone exactly when its asset is retired', async () => {
    const wrong = await rowsOf(sql`
      select a.name from source_record r join asset a on a.id = r.asset_id
      where (r.missing_since is not null) <> (a.lifecycle = 'RETIRED')`)
    expect(wrong).toEqual([])
  })
})

describe('changes', () => {
  test('what is closed has been worked on and has an outcome, what waits has not', async () => {
    const wrong = await rowsOf(sql`
      select title from change where
        (state = 'CLOSED') and (outcome is null or actual_end is null)
        or state in ('DRAFT', 'ASSESSING', 'AWAITING_APPROVAL', 'SCHEDULED', 'REJECTED', 'CANCELLED') and actual_start is not null
        or state = 'SCHEDULED' and (planned_start is null or planned_start < '2031-05-21')
        or state = 'IMPLEMENTING' and (actual_start is null or actual_end is not null)`)
    expect(wrong).toEqual([])
  })

  test('every change but a draft says how to do it and how to undo it', async () => {
    const wrong = await rowsOf(sql`
      select title from change where state <> 'DRAFT' and (length(implementation_plan) < 20 or length(backout_plan) < 10)`)
    expect(wrong).toEqual([])
  })

  test('some windows that are still to come overlap on one service', async () => {
    const overlaps = await rowsOf(sql`
      select distinct s.name from change one
        join change_service l on l.change_id = one.id join service s on s.id = l.service_id
        join change_service m on m.service_id = s.id join change other on other.id = m.change_id and other.id > one.id
      where one.state = 'SCHEDULED' and other.state = 'SCHEDULED'
        and one.planned_start < other.planned_end and other.planned_start < one.planned_end`)
    expect(overlaps).toEqual([{ name: 'Checkout and payment' }])
  })
})

describe('figures', () => {
  /** Good events of all events of a ratio between two instants. */
  async function share(metric: string, from: string, to: string): Promise<number> {
    const [row] = await rowsOf(sql`
      select sum(value) / sum(total) as share from metric_sample s
        join external_reference r on r.metric_id = s.metric_id and r.external_id = ${`tannenlund_${metric}`}
      where at >= ${from}::timestamptz and at < ${to}::timestamptz`)
    return Number(row?.share)
  }

  test.each([
    [
      'checkout_availability',
      'Upgrade the checkout database to PostgreSQL 16',
      '2031-03-21T05:00Z',
      '2031-03-21T08:00Z',
    ],
    [
      'bridge_on_time',
      'Move the cabinet in hall 2 to the new power feed',
      '2031-04-17T09:30Z',
      '2031-04-17T11:30Z',
    ],
    [
      'card_answers',
      'Renew the certificate of the card gateway today',
      '2031-05-08T16:00Z',
      '2031-05-08T17:30Z',
    ],
  ])('%s falls while "%s" goes wrong', async (metric, title, from, to) => {
    const change = await db
      .selectFrom('change')
      .selectAll()
      .where('title', '=', title)
      .executeTakeFirstOrThrow()
    expect(['FAILED', 'ROLLED_BACK']).toContain(change.outcome)
    expect(change.actual_start?.getTime()).toBeLessThan(new Date(to).getTime())
    expect(change.actual_end?.getTime()).toBeGreaterThan(new Date(from).getTime())
    expect(await share(metric, from, to)).toBeLessThan(0.5)
    expect(await share(metric, '2031-02-20T00:00Z', '2031-03-15T00:00Z')).toBeGreaterThan(0.99)
  })

  test('every metric has samples from 90 days ago until the day before, evenly spaced', async () => {
    const wrong = await rowsOf(sql`
      select m.name from metric m left join metric_sample s on s.metric_id = m.id and s.at >= '2031-02-19T00:00Z'
      group by m.id
      having min(at) is distinct from '2031-02-19T00:00Z'::timestamptz or max(at) >= '2031-05-20' or max(at) < '2031-05-19'
        or count(*) not in (90, 90 * 24, 90 * 96)`)
    expect(wrong).toEqual([])
  })

  test('the metrics of SLOs, and no others, have coarser samples of the ten months before', async () => {
    const earlier = await rowsOf(sql`
      select m.id in (select metric_id from slo) as promised, count(*)::int as samples from metric m
        join metric_sample s on s.metric_id = m.id and s.at < '2031-02-19T00:00Z'
      group by m.id having min(at) = '2030-04-20T00:00Z'::timestamptz order by samples`)
    expect(earlier).toEqual(
      [305, 305, 1830, 1830, 1830, 1830, 1830].map((samples) => ({ promised: true, samples })),
    )
    const [before] = await rowsOf(
      sql`select count(*)::int as samples from metric_sample where at < '2031-02-19T00:00Z'`,
    )
    expect(before).toEqual({ samples: 2 * 305 + 5 * 1830 })
  })

  test('a counter never falls, and the busiest hour of tills is by day', async () => {
    const falls = await rowsOf(sql`
      select from (select value - lag(value) over (order by at) as step from metric_sample
        where metric_id in (select id from metric where kind = 'COUNTER')) as steps where step < 0`)
    expect(falls).toEqual([])
    const [busiest] = await rowsOf(sql`
      select extract(hour from at)::int as hour from metric_sample where metric_id in (select id from metric where name = 'Purchases per hour')
      group by 1 order by sum(value) desc limit 1`)
    expect(busiest).toEqual({ hour: 17 })
  })

  test('a key result that is bound to a metric reads a value between start and target, or close to them', async () => {
    const bound = await rowsOf(sql`
      select k.title, (latest.reading - start_value) / (target_value - start_value) as progress
      from key_result k, lateral (
        select coalesce(value / nullif(total, 0), value) as reading from metric_sample s
        where s.metric_id = k.metric_id order by at desc limit 1) as latest`)
    expect(bound).toHaveLength(11)
    expect(bound.filter(({ progress }) => Number(progress) < 0.05 || Number(progress) > 0.95)).toEqual([])
  })
})
