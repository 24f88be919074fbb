import { connect } from '@throughline/db'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createToken, revokeToken } from '../../src/access/tokens.ts'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { startApi, type TestApi } from '../harness.ts'
import { at, make } from './mutate.ts'
import { changeOf, openChanges as open, until } from './node-changes.ts'

vi.setConfig({ testTimeout: 60_000 })

let api: TestApi
/** A second process's worth of server on the same database. */
let other: RunningServer
const otherDb = () => connect(api.db.connection, { max: 3 })
let db: ReturnType<typeof otherDb>

beforeAll(async () => {
  api = await startApi()
  db = otherDb()
  other = await startServer({
    db,
    log: pino({ level: 'silent' }),
    streams: { perToken: 3, perProcess: 5 },
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
  })
})
afterAll(async () => {
  await other.stop()
  await db.close()
  await api.stop()
})

const createTeam = (name: string) => make(api, 'Team', { name, kind: 'IT' })
const renameTeam = (id: string, name: string) =>
  api.get(
    `mutation ($id: ID!, $name: String!) { updateTeam(input: { team: { id: $id }, name: $name }) { __typename } }`,
    {
      id,
      name,
    },
  )
const deleteTeam = (id: string) =>
  api.get(`mutation ($id: ID!) { deleteTeam(input: { team: { id: $id } }) { __typename } }`, { id })
test('a viewer hears of nodes that another process creates, updates and deletes', async () => {
  const leaving = new AbortController()
  const { events, first } = await open(
    other.url,
    await api.tokenFor('VIEWER'),
    { types: ['TEAM'] },
    leaving.signal,
  )
  const nodeId = await createTeam('Payments')
  const told = (change: string, name: string | undefined) => ({
    type: 'TEAM',
    nodeId,
    change,
    node: name === undefined ? null : { id: nodeId, name },
  })
  expect(changeOf(await first)).toEqual(told('CREATED', 'Payments'))
  await renameTeam(nodeId, 'Billing')
  expect(changeOf(await events.next())).toEqual(told('UPDATED', 'Billing'))
  await deleteTeam(nodeId)
  expect(changeOf(await events.next())).toEqual(told('DELETED', undefined))
  leaving.abort()
  await events.next().catch(() => undefined)
})

test('of the nodes that are followed, no others are heard of', async () => {
  const [mine, others] = [await createTeam('Followed'), await createTeam('Another')]
  const { events, first } = await open(api.url, api.token, { ids: [mine] })
  await renameTeam(others, 'Another one')
  await renameTeam(mine, 'Followed still')
  const heard = await until(events, first, (change) => at(change, 'change') === 'UPDATED')
  expect(new Set(heard.map((one) => at(one, 'nodeId')))).toEqual(new Set([mine]))
  await events.return(undefined)
})

test('a statement that changes many rows is one event', async () => {
  const { events, first } = await open(api.url, api.token, { types: ['TEAM'] })
  await sql`insert into team (name, kind) select 'Team ' || n, 'IT' from generate_series(1, 1001) n`.execute(
    api.db.kysely,
  )
  expect(changeOf(await first)).toEqual({ type: 'TEAM', nodeId: null, change: 'MANY', node: null })
  const next = events.next()
  await sql`insert into team (name, kind) select 'More ' || n, 'IT' from generate_series(1, 300) n`.execute(
    api.db.kysely,
  )
  const heard = [changeOf(await next)]
  while (heard.length < 300) heard.push(changeOf(await events.next()))
  expect(new Set(heard.map((one) => at(one, 'nodeId'))).size).toBe(300)
  expect(new Set(heard.map((one) => at(one, 'change')))).toEqual(new Set(['CREATED']))
  await events.return(undefined)
})

test('types that only an administrator may read are refused to a viewer, and are not among all types', async () => {
  const viewer = await api.tokenFor('VIEWER')
  const refused = await open(api.url, viewer, { types: ['SURVEY_RESPONSE'] })
  expect(at((await refused.first).value, 'errors', 0, 'extensions', 'code')).toBe('FORBIDDEN')
  const id = encodeGlobalId('SurveyResponse', '00000000-0000-7000-8000-000000000000')
  const byId = await open(api.url, viewer, { ids: [id] })
  expect(at((await byId.first).value, 'errors', 0, 'extensions', 'code')).toBe('FORBIDDEN')

  const { events, first } = await open(api.url, viewer, {})
  await sql`with made as (
      insert into survey (title, template, subject) values ('Pulse', 'CUSTOM', 'ORGANISATION') returning id
    ) insert into survey_response (survey_id, submitted_at, answers) select id, now(), '{}' from made`.execute(
    api.db.kysely,
  )
  const team = await createTeam('After the response')
  const heard = [changeOf(await first), changeOf(await events.next())]
  expect(heard.map((one) => at(one, 'type'))).toEqual(['SURVEY', 'TEAM'])
  expect(at(heard[1], 'nodeId')).toBe(team)
  await events.return(undefined)
})

test('a token and a process have a limited number of subscriptions', async () => {
  const [one, two] = await Promise.all([api.tokenFor('VIEWER'), api.tokenFor('VIEWER')])
  const leaving = new AbortController()
  const openOther = (token: string) => open(other.url, token, { types: ['TEAM'] }, leaving.signal)
  const streams = await Promise.all([one, one, one].map(openOther))
  const codeOf = async ({ first }: Awaited<ReturnType<typeof open>>) => {
    const { value } = await first
    return [at(value, 'errors', 0, 'extensions', 'code'), at(value, 'errors', 0, 'message')]
  }
  expect(await codeOf(await openOther(one))).toEqual([
    'RATE_LIMITED',
    expect.stringContaining('This actor has 3'),
  ])
  streams.push(...(await Promise.all([two, two].map(openOther))))
  expect(await codeOf(await openOther(two))).toEqual([
    'RATE_LIMITED',
    expect.stringContaining('This server has 5'),
  ])
  leaving.abort()
  await Promise.all(streams.map(({ first }) => first.catch(() => undefined)))
  // Those that have left make room.
  const again = await vi.waitFor(async () => {
    const stream = await open(other.url, one, { types: ['TEAM'] })
    const nodeId = await createTeam('Room again')
    expect(at(changeOf(await stream.first), 'nodeId')).toBe(nodeId)
    return stream
  })
  await again.events.return(undefined)
})

test('a revoked token and one that expires end their streams, in another process too', async () => {
  const revoked = await createToken(api.db.kysely, { name: 'to be revoked', role: 'VIEWER' })
  const expiring = await createToken(api.db.kysely, {
    name: 'expires soon',
    role: 'VIEWER',
    expiresAt: new Date(Date.now() + 1_000),
  })
  const lasting = await api.tokenFor('VIEWER')
  const streams = await Promise.all(
    [revoked.secret, expiring.secret].map((token) => open(other.url, token, { types: ['TEAM'] })),
  )
  const kept = await open(other.url, lasting, { types: ['TEAM'] })
  await revokeToken(api.db.kysely, revoked.id)
  for (const { events, first } of streams) {
    expect(at((await first).value, 'errors', 0, 'extensions', 'code')).toBe('UNAUTHENTICATED')
    expect((await events.next()).done).toBe(true)
  }
  const nodeId = await createTeam('Only for those who may')
  expect(at(changeOf(await kept.first), 'nodeId')).toBe(nodeId)
  await kept.events.return(undefined)
})

test('after a break of the connection for notices, streams learn what they have missed', async () => {
  const followed = await createTeam('Before the break')
  const byId = await open(api.url, api.token, { ids: [followed] })
  const all = await open(api.url, api.token, { types: ['TEAM', 'SERVICE'] })
  // Renamed in the transaction that ends the listeners: no notice of it finds anybody.
  await api.db.kysely.transaction().execute(async (transaction) => {
    await sql`update team set name = 'During the break' where name = 'Before the break'`.execute(transaction)
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and application_name = 'throughline-listen'`.execute(transaction)
  })
  const missed = await until(byId.events, byId.first, (change) => at(change, 'change') === 'UPDATED')
  expect(missed.at(-1)).toEqual({
    type: 'TEAM',
    nodeId: followed,
    change: 'UPDATED',
    node: { id: followed, name: 'During the break' },
  })
  const gaps = new Set<unknown>()
  await until(all.events, all.first, (change) => {
    if (at(change, 'change') === 'MANY') gaps.add(at(change, 'type'))
    return gaps.size === 2
  })
  expect(gaps).toEqual(new Set(['SERVICE', 'TEAM']))
  const nodeId = await createTeam('After the break')
  // A listener that was back before the commit also hears of what it was told to have missed.
  const heard = await until(all.events, all.events.next(), (change) => at(change, 'change') === 'CREATED')
  expect(at(heard.at(-1), 'nodeId')).toBe(nodeId)
  await byId.events.return(undefined)
  await all.events.return(undefined)
})
