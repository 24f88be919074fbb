import { connect, migrate } from '@throughline/db'
import { emptyTestDatabase } from '@throughline/db/testing'
import { startUpstream } from '@throughline/plugin-kit/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { revokeToken } from '../../src/access/tokens.ts'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { Prepared } from '../../src/graph/prepared.ts'
import { eventsOf } from '../features/event-stream.ts'
import { at, make } from '../features/mutate.ts'
import { openChanges, until } from '../features/node-changes.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ask, makeSource, startTestWorker } from '../work/worker-harness.ts'
import { directUrl, type Pooler, startPooler } from './pgbouncer.ts'

vi.setConfig({ testTimeout: 60_000 })

const TEAMS = 'query ($name: String) { teams(filter: { name: { contains: $name } }) { nodes { name } } }'
/** Fewer than there are connections of a pool, so that transactions change sessions. */
const SESSIONS = 4

let pooler: Pooler
/** A server whose URL says that it leads through a pooler, one whose URL does not, and one with a direct URL. */
let flagged: TestApi
let unflagged: TestApi
let direct: TestApi

beforeAll(async () => {
  const { connection, drop } = await emptyTestDatabase()
  pooler = await startPooler(connection, SESSIONS)
  await drop()
  flagged = await startApi({ through: (to) => ({ url: `${pooler.url(to)}?pgbouncer=true` }) })
  unflagged = await startApi({ through: (to) => ({ url: pooler.url(to) }) })
  direct = await startApi({
    through: (to) => ({ url: `${pooler.url(to)}?pgbouncer=true`, directUrl: directUrl(to) }),
  })
})
afterAll(async () => {
  for (const api of [flagged, unflagged, direct]) await api?.stop()
  await pooler?.stop()
})

describe.each([
  ['with pgbouncer=true in the URL', () => flagged],
  ['without', () => unflagged],
])('%s', (_name, apiOf) => {
  test('equal queries and mutations at the same time succeed', async () => {
    const api = apiOf()
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, place) => make(api, 'Team', { name: `Team ${place}`, kind: 'IT' })),
    )
    expect(new Set(made).size).toBe(20)
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, place) => api.ask(TEAMS, { name: `Team ${place % 10}` })),
    )
    expect(answers.flatMap(({ errors }) => errors)).toEqual([])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })
})

test('a statement whose name the session does not know, or knows from another client, is executed all the same', async () => {
  const api = await startApi({ through: (to) => ({ url: pooler.url(to) }) })
  const db = connect(api.db.connection, { namedStatements: 'on', max: 8 })
  const statement = new Prepared('select pg_sleep(0.01)::text as slept', { binders: [], checks: [] })
  const results = await Promise.all(Array.from({ length: 80 }, () => statement.run(db.pool, [])))
  expect(results).toHaveLength(80)
  await db.close()
  await api.stop()
})

test('migrations, a sync and its progress', async () => {
  const empty = await emptyTestDatabase()
  const through = connect({ url: `${pooler.url(empty.connection)}?pgbouncer=true` })
  expect((await migrate(through)).applied.length).toBeGreaterThan(0)
  await through.close()
  await empty.drop()

  const upstream = await startUpstream(({ path }) =>
    Promise.resolve({ json: path === '/tickets' ? [] : { hosts: [{ name: 'host', cores: 1 }], next: null } }),
  )
  const worker = await startTestWorker(direct.db)
  const source = await makeSource(direct.db, 'test-inventory', { url: upstream.url }, 'hosts')
  const run = encodeGlobalId('SyncRun', await ask(direct.db, source.id))
  const query = 'subscription ($run: ID) { syncProgress(run: $run) { run { status } } }'
  const statuses: unknown[] = []
  for await (const event of eventsOf(direct.url, direct.token, { query, variables: { run } })) {
    statuses.push(at(event, 'data', 'syncProgress', 'run', 'status'))
  }
  expect(statuses.at(-1)).toBe('SUCCEEDED')
  await worker.stop()
  await upstream.close()
})

test('with a direct URL nodeChanged is sent; without one it is refused', async () => {
  const { events, first } = await openChanges(direct.url, direct.token, { types: ['TEAM'] })
  const id = await make(direct, 'Team', { name: 'Through the pooler', kind: 'IT' })
  expect(await until(events, first, (change) => at(change, 'nodeId') === id)).toHaveLength(1)
  await events.return(undefined)
  const refused = await openChanges(flagged.url, flagged.token, { types: ['TEAM'] })
  expect(at((await refused.first).value, 'errors', 0)).toMatchObject({
    message: expect.stringContaining('DATABASE_DIRECT_URL'),
    extensions: { code: 'UNAVAILABLE' },
  })
})

test('without a direct URL, too, a revoked token ends its streams', async () => {
  const token = await flagged.tokenFor('VIEWER')
  const query = 'subscription { syncProgress { run { status } } }'
  const opened = Promise.withResolvers<void>()
  const events = eventsOf(flagged.url, token, { query }, undefined, opened.resolve)
  const first = events.next()
  await opened.promise
  const { rows } = await sql<{
    id: string
  }>`select id from api_token where hint = ${token.slice(0, 9)}`.execute(flagged.db.kysely)
  await revokeToken(flagged.db.kysely, rows[0]?.id ?? '')
  expect(at((await first).value, 'errors', 0, 'extensions', 'code')).toBe('UNAUTHENTICATED')
})
