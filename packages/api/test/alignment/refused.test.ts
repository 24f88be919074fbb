import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepAlignment } from '../../src/alignment/flow/snapshots-store.ts'
import { at } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { rowsIn } from './rows.ts'

const NOW = new Date('2026-11-10T00:01:00Z')
let api: TestApi

/** 330 services that all depend on one another, and one that supports an objective and depends on all of them. */
beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  for (const statement of [
    `insert into objective (title, status) values ('win', 'ACTIVE')`,
    `insert into service (name, kind) select 's' || i, 'TECHNICAL' from generate_series(0, 330) i`,
    `insert into objective_service (objective_id, service_id)
      select o.id, s.id from objective o, service s where s.name = 's0'`,
    `insert into service_dependency (service_id, on_service_id, strength)
      select a.id, b.id, 0.5 from service a, service b where a.id <> b.id and b.name <> 's0'`,
    `insert into ticket (title, kind, opened_at, stated_effort_minutes) values ('x', 'TASK', '2026-10-10', 60)`,
    `insert into ticket_service (ticket_id, service_id)
      select t.id, s.id from ticket t, service s where s.name = 's7'`,
  ]) {
    await api.db.pool.query(statement)
  }
  const { rows } = await api.db.pool.query<{ id: string }>(`select id from service where name = 's0'`)
  const october = ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'] as const
  await rowsIn(api).cost('12', 'EUR', october, { service_id: rows[0]?.id })
})
afterAll(() => api.stop())

it('a circle that is too dense to be solved is refused, where work goes through it', async () => {
  const { errors } = await api.ask('{ alignment(period: "2026-10") { fit } }')
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  expect(errors[0]?.message).toContain('period: cannot be computed: 330 places pass work on to one another')
  const other = await api.get('{ alignment(period: "2026-09") { fit ceiling } }')
  expect(at(other, 'alignment')).toEqual({ fit: null, ceiling: 1 })
})

it('a month that cannot be computed is kept as such, and not tried again', async () => {
  const kept = async () =>
    (
      await api.db.pool.query(
        `select to_char(day, 'YYYY-MM-DD') as day, fit, fit_reason, computed_at from alignment_snapshot
       where fit_reason = 'TOO_LARGE'`,
      )
    ).rows
  await keepAlignment(api.db.kysely, NOW)
  expect(await kept()).toEqual([{ day: '2026-10-31', fit: null, fit_reason: 'TOO_LARGE', computed_at: NOW }])
  const { rows: costs } = await api.db.pool.query(
    `select fit from alignment_snapshot where measure = 'COST' and day = '2026-10-31'`,
  )
  expect(costs).toEqual([{ fit: 1 }])
  await keepAlignment(api.db.kysely, new Date(NOW.getTime() + 60_000))
  expect(await kept()).toMatchObject([{ computed_at: NOW }])
  const { alignment } = await api.get<{ alignment: { history: unknown[] } }>(
    '{ alignment(period: "2026-10") { history(months: 1) { month value } } }',
  )
  expect(alignment.history).toEqual([{ month: '2026-10', value: null }])
})
