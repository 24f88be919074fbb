import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, make } from './mutate.ts'
import { changeOf, openChanges } from './node-changes.ts'

vi.setConfig({ testTimeout: 60_000 })

const MANY = 300

let api: TestApi
beforeAll(async () => {
  // In tests the server would send a comment on each stream three times a second.
  vi.stubEnv('NODE_ENV', 'production')
  api = await startApi()
})
afterAll(async () => {
  await api.stop()
  vi.unstubAllEnvs()
})

const listeners = async () => {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and application_name = 'throughline-listen'
  `.execute(api.db.kysely)
  return rows.map(({ pid }) => pid)
}

test(`${MANY} subscriptions of one process share one connection`, async () => {
  const leaving = new AbortController()
  const tokens = await Promise.all([1, 2, 3].map(() => api.tokenFor('VIEWER')))
  const before = (await listeners()).length
  const streams = await Promise.all(
    Array.from({ length: MANY }, (_, place) =>
      openChanges(api.url, tokens[place % tokens.length] ?? '', { types: ['TEAM'] }, leaving.signal),
    ),
  )
  expect((await listeners()).length - before).toBeLessThanOrEqual(1)
  // Requests are answered while all of them are open, and each of them hears of the change.
  const nodeId = await make(api, 'Team', { name: 'For everybody', kind: 'IT' })
  const heard = await Promise.all(streams.map(async ({ first }) => at(changeOf(await first), 'nodeId')))
  expect(new Set(heard)).toEqual(new Set([nodeId]))
  leaving.abort()
  await Promise.all(streams.map(({ events }) => events.next().catch(() => undefined)))
})
