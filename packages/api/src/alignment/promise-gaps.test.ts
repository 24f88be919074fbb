import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gaps } from './gap-store.ts'
import type { PromiseGapKind } from './promise-gaps.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  // One objective rests on both services; Shop is available to 99%.
  await sql`
    with objective_ as (insert into objective (title, status) values ('Sell', 'ACTIVE') returning id),
      team_ as (insert into team (name, kind) values ('Sales', 'BUSINESS') returning id),
      service_ as (insert into service (name, kind, availability) values ('Shop', 'BUSINESS', 0.99), ('Till', 'BUSINESS', null)
        returning id, name),
      link as (insert into objective_service (objective_id, service_id) select o.id, s.id from objective_ o, service_ s),
      metric_ as (insert into metric (name, unit, kind, service_id, sample_seconds)
        select m.name, '1', 'RATIO', s.id, m.seconds from service_ s,
          (values ('fresh', null), ('stale', null), ('weekly', 604800), ('empty', null)) m (name, seconds)
        where s.name = 'Shop' returning id, name),
      slo_ as (insert into slo (name, service_id, indicator, metric_id, target, duration)
        select 'on ' || m.name, s.id, 'RATIO', m.id, case m.name when 'stale' then 0.999 else 0.99 end, '30d'
        from metric_ m, service_ s where s.name = 'Shop'),
      agreement_ as (insert into agreement (service_id, kind, customer_team_id)
        select s.id, 'SLA', t.id from service_ s, team_ t where s.name = 'Shop' returning id)
    insert into agreement_version (agreement_id, number, status, target, proposed_by_name, proposed_at, valid_from,
      provider_name, provider_at, customer_name, customer_at)
    select id, v.number, v.status, v.target, 'x', v.proposed::timestamptz, '2026-01-01', 'p', '2026-01-01', v.customer,
      case when v.customer is not null then '2026-01-01'::timestamptz end
    from agreement_, (values (1, 'ACTIVE', 0.995, '2026-01-01', 'c'), (2, 'PROPOSED', 0.5, '2026-05-10T12:00Z', null))
      v (number, status, target, proposed, customer)`.execute(database.db.kysely)
  await sql`select metric_sample_partitions('2026-05-01', '2026-06-02')`.execute(database.db.kysely)
  await sql`insert into metric_sample (metric_id, at, value, total)
    select m.id, s.at::timestamptz, 1, 1 from metric m
    join (values ('fresh', '2026-05-30T23:00Z'), ('stale', '2026-05-29T23:00Z'), ('weekly', '2026-05-02T00:00Z')) s (name, at)
      on s.name = m.name`.execute(database.db.kysely)
})
afterAll(() => database.drop())

const found = async (kind: PromiseGapKind | 'SERVICE_WITHOUT_SLO', on = '2026-06-01') => {
  const page = await gaps(database.db.kysely, { on, kinds: [kind], limit: 10 })
  return page.gaps.map(
    ({ subject, related, explanation }) =>
      `${subject.name}, ${related?.name ?? ''}: ${explanation.reasons[0]?.text}`,
  )
}

it('finds promises above what is possible, by SLOs and agreements', async () => {
  expect((await found('PROMISE_NOT_POSSIBLE')).sort()).toEqual([
    'Shop, on stale: Shop promises 99.9% by on stale, and what it depends on allows 99% at most; the weakest link is Shop.',
    'Shop, the SLA with Sales: Shop promises 99.5% by the SLA with Sales, and what it depends on allows 99% at most; the weakest link is Shop.',
  ])
})

it('finds proposals that have waited for more than 14 days', async () => {
  expect(await found('AGREEMENT_NOT_ACKNOWLEDGED', '2026-05-24')).toEqual([])
  expect(await found('AGREEMENT_NOT_ACKNOWLEDGED', '2026-05-25')).toEqual([
    expect.stringContaining('was proposed on 2026-05-10 and is not acknowledged by the customer'),
  ])
})

it('finds SLOs whose metric has no samples, by the interval of the metric', async () => {
  expect((await found('SLO_WITHOUT_SAMPLES')).sort()).toEqual([
    expect.stringContaining('Shop, on empty: The metric empty of the SLO on empty has no sample'),
    expect.stringContaining(
      'Shop, on stale: The metric stale of the SLO on stale had its last sample on 2026-05-29',
    ),
  ])
})

it('finds critical services without an SLO', async () => {
  expect(await found('SERVICE_WITHOUT_SLO')).toEqual([expect.stringContaining('Till, : Till has no SLO')])
})
