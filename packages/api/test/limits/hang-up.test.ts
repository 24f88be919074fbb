import { request } from 'node:http'
import { connect } from '@throughline/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConnectionShares } from '../../src/access/connection-shares.ts'
import { RequestDatabase } from '../../src/http/request-database.ts'
import { startApi, type TestApi } from '../harness.ts'
import { holdable } from './held-connection.ts'

let api: TestApi
let viewer: string

beforeAll(async () => {
  api = await startApi({ connect: { max: 10 } })
  viewer = await api.tokenFor('VIEWER')
})
afterAll(() => api.stop())

const TEAMS = '{ teams { nodes { contact } } }'

/** Sends a request and gives a way to hang up. */
function send(query: string, token: string): { hangUp(): void } {
  const sent = request(api.url, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  })
  sent.on('error', () => undefined)
  sent.end(JSON.stringify({ query }))
  return { hangUp: () => sent.destroy() }
}

/** Resolves once so many statements wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await api.db.pool.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (rows[0]?.n === count) return
  }
}

test('the statement of a query ends when its caller hangs up', async () => {
  const lock = await api.db.pool.connect()
  await lock.query('begin; lock table team')
  const sent = send(TEAMS, viewer)
  await waiting(1)
  sent.hangUp()
  await waiting(0)
  await lock.query('rollback')
  lock.release()
  expect((await api.ask(TEAMS, {}, { token: viewer })).errors).toEqual([])
})

test('what waits for a connection is not executed any more when its caller hangs up', async () => {
  const lock = await api.db.pool.connect()
  await lock.query('begin; lock table team')
  const sent = Array.from({ length: 12 }, () => send(TEAMS, viewer))
  await waiting(5)
  for (const { hangUp } of sent) hangUp()
  await waiting(0)
  await lock.query('rollback')
  lock.release()
})

test('nothing begins once the caller has hung up: neither between two statements nor while a connection is opened', async () => {
  const shares = new ConnectionShares({ total: 9, perActor: 5, wait: 5_000 })
  const database = new RequestDatabase(api.db, shares, 'viewer')
  const caller = new AbortController()
  database.cancelOn(caller.signal)
  const idle = await database.pool.connect()
  const opening = database.pool.connect()
  caller.abort()
  await expect(opening).rejects.toThrow(/aborted/)
  await expect(idle.query('select 1')).rejects.toThrow(/aborted/)
  idle.release()
})

test('a cancel request that arrives before its statement is sent again', async () => {
  const way = await holdable(api.db)
  const db = connect(way.connection, { statementTimeout: 20_000 })
  const shares = new ConnectionShares({ total: 9, perActor: 5, wait: 5_000 })
  const database = new RequestDatabase(db, shares, 'viewer')
  const caller = new AbortController()
  database.cancelOn(caller.signal)
  const client = await database.pool.connect()
  await client.query('select 1')
  way.hold()
  const ended = expect(client.query('select pg_sleep(600)')).rejects.toThrow(/due to user request/)
  // The statement has left the process, and its caller hangs up.
  await new Promise(setImmediate)
  caller.abort()
  await way.closed
  way.goOn()
  await ended
  client.release()
  await db.close()
  way.close()
})

test('a mutation is executed although its caller hangs up', async () => {
  const lock = await api.db.pool.connect()
  await lock.query('begin; lock table team')
  const sent = send('mutation { createTeam(input: {name: "Late", kind: IT}) { __typename } }', api.token)
  await waiting(1)
  sent.hangUp()
  await lock.query('commit')
  lock.release()
  for (;;) {
    const { rowCount } = await api.db.pool.query("select from team where name = 'Late'")
    if (rowCount === 1) break
  }
})

test('one caller with twelve statements that take long leaves the others their connections', async () => {
  const lock = await api.db.pool.connect()
  await lock.query('begin; lock table team')
  const sent = Array.from({ length: 12 }, () => send(TEAMS, viewer))
  await waiting(5)
  for (let index = 0; index < 20; index += 1) {
    const { status, errors } = await api.ask('{ services { totalCount } }')
    expect({ status, errors }).toEqual({ status: 200, errors: [] })
  }
  for (const { hangUp } of sent) hangUp()
  await waiting(0)
  await lock.query('rollback')
  lock.release()
})
