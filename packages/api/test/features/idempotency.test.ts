import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { startServer } from '../../src/server.ts'
import { runMaintenance } from '../../src/sync/runs/maintenance.ts'
import { type RawAnswer, send } from '../graph/bad-input/answers.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let other: pg.Client

beforeAll(async () => {
  // A caller has half of them: the transaction of its first request, and two for everything else.
  api = await startApi({ connect: { max: 6 } })
  other = new pg.Client('url' in api.db.connection ? api.db.connection.url : api.db.connection)
  await other.connect()
})
afterAll(async () => {
  await other.end()
  await api.stop()
})

const CREATE = `mutation ($name: String!) {
  createTicket(input: { title: $name, kind: TASK }) {
    ... on CreateTicketPayload { ticket { id } }
    ... on Error { code }
  }
}`

interface Keyed {
  readonly query?: string
  readonly operationName?: string
  readonly token?: string | undefined
}

/** The answer without its `extensions`: the points that are left are those of the request. */
async function keyed(
  key: string,
  name: string,
  { query = CREATE, operationName, token = api.token }: Keyed = {},
) {
  const body = JSON.stringify({ query, operationName, variables: { name } })
  const answer = await send(api, body, {
    headers: { 'idempotency-key': key, authorization: `Bearer ${token}` },
  })
  const { extensions: _, ...answered } = JSON.parse(answer.text) as Record<string, unknown>
  return { ...answer, text: JSON.stringify(answered) }
}

async function tickets(name: string): Promise<number> {
  const { rows } = await other.query<{ count: number }>(
    'select count(*)::int as count from ticket where title = $1',
    [name],
  )
  return rows[0]?.count ?? 0
}

/** Until so many statements of this database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (let found = -1; found !== count; ) {
    const { rows } = await other.query<{ found: number }>(
      `select count(*)::int as found from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    found = rows[0]?.found ?? 0
  }
}

test('a repeated request takes effect once and gets the first answer', async () => {
  const first = await keyed('repeated', 'Once')
  expect(first.codes).toEqual([])
  expect(await keyed('repeated', 'Once')).toEqual(first)
  expect(await keyed('repeated', 'Once')).toEqual(first)
  expect(await tickets('Once')).toBe(1)
  const { text } = await keyed('another', 'Once')
  expect(text).not.toBe(first.text)
  expect(await tickets('Once')).toBe(2)
})

test('an answer that refuses a mutation is repeated, too', async () => {
  const invalid = await keyed('refused', ' ')
  expect(invalid.codes).toEqual(['INVALID_INPUT'])
  expect(await keyed('refused', ' ')).toEqual(invalid)
})

test('a key belongs to the service account, whichever of its tokens is sent, and to no other', async () => {
  const token = { name: 'ADMIN', role: 'ADMIN' } as const
  const [first, renewed, other] = await Promise.all(
    ['one', 'one', 'another'].map((serviceAccount) =>
      createToken(api.db.kysely, { ...token, serviceAccount }),
    ),
  )
  const mine = await keyed('shared', 'Actors', { token: first?.secret })
  expect(await keyed('shared', 'Actors', { token: renewed?.secret })).toEqual(mine)
  const theirs = await keyed('shared', 'Actors', { token: other?.secret })
  expect(theirs.status).toBe(200)
  expect(theirs.text).not.toBe(mine.text)
})

test('another document, operation name or variables under the same key are refused', async () => {
  const query = `${CREATE.replace('mutation', 'mutation A')} ${CREATE.replace('mutation', 'mutation B')}`
  await keyed('reused', 'Reused', { query, operationName: 'A' })
  const refused = { status: 409, codes: ['IDEMPOTENCY_KEY_REUSED'] }
  expect(await keyed('reused', 'Reused', { query, operationName: 'B' })).toMatchObject(refused)
  expect(await keyed('reused', 'Other', { query, operationName: 'A' })).toMatchObject(refused)
  expect(await keyed('reused', 'Reused')).toMatchObject(refused)
  expect(await tickets('Reused')).toBe(1)
})

test('requests with the key of one that is still executed wait without a connection and get its answer', async () => {
  await other.query('begin; lock table ticket')
  const first = keyed('slow', 'Slow')
  await waiting(1)
  const others = Array.from({ length: 6 }, () => keyed('slow', 'Slow'))
  // Each of them would take one of the two connections that are left to the caller.
  for (let round = 0; round < 10; round += 1) {
    expect((await send(api, JSON.stringify({ query: '{ services { totalCount } }' }))).status).toBe(200)
  }
  await waiting(1)
  await other.query('rollback')
  const answer = await first
  expect(answer).toMatchObject({ status: 200, codes: [] })
  for (const repeated of await Promise.all(others)) expect(repeated).toEqual(answer)
  expect(await tickets('Slow')).toBe(1)
})

test('at its deadline a waiting request gets UNAVAILABLE and when to come back', async () => {
  await other.query('begin; lock table ticket')
  const first = keyed('stuck', 'Stuck')
  await waiting(1)
  const options = {
    db: api.db,
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
  }
  const hasty = await startServer({ ...options, keyWait: 20 })
  const response = await fetch(hasty.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${api.token}`,
      'idempotency-key': 'stuck',
    },
    body: JSON.stringify({ query: CREATE, variables: { name: 'Stuck' } }),
  })
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 1 } }],
  })
  await hasty.stop()
  await other.query('rollback')
  expect(await keyed('stuck', 'Stuck')).toEqual(await first)
  expect(await tickets('Stuck')).toBe(1)
})

test('where the connection breaks, nothing is stored and the key is free again', async () => {
  await other.query('begin; lock table ticket')
  const first = keyed('broken', 'Broken')
  await waiting(1)
  await other.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  )
  expect((await first).codes).toEqual(['UNAVAILABLE'])
  await other.query('rollback')
  expect((await keyed('broken', 'Broken')).codes).toEqual([])
  expect(await tickets('Broken')).toBe(1)
})

test('a key has 1 to 255 printable ASCII characters; a query has none', async () => {
  for (const key of ['', 'x'.repeat(256), 'schl\u00fcssel']) {
    const refused = await keyed(key, 'Keyless')
    expect(refused, key).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] })
  }
  expect(await tickets('Keyless')).toBe(0)
  const query = 'query ($name: String!) { teams(filter: { name: { eq: $name } }) { totalCount } }'
  expect(await keyed('x'.repeat(256), 'Keyless', { query })).toMatchObject({ status: 200, codes: [] })
})

test('keys and answers cannot be read from the database, and are deleted after a day', async () => {
  await keyed('a-secret-key', 'Secretive')
  const { rows } = await other.query<{ text: string }>('select k::text as text from idempotency_key k')
  const stored = rows.map(({ text }) => text).join()
  for (const text of ['a-secret-key', 'Secretive', 'createTicket']) {
    expect(stored).not.toContain(Buffer.from(text).toString('hex'))
  }
  const after = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  const maintain = (now: Date) => runMaintenance(api.db.kysely, now, { actor: 'test', requestId: 'test' })
  await maintain(after(23))
  expect((await other.query('select from idempotency_key')).rowCount).toBe(rows.length)
  await maintain(after(25))
  expect((await other.query('select from idempotency_key')).rowCount).toBe(0)
})

test('without a key every request takes effect', async () => {
  const body = JSON.stringify({ query: CREATE, variables: { name: 'Keyless twice' } })
  const answers: RawAnswer[] = [await send(api, body), await send(api, body)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await tickets('Keyless twice')).toBe(2)
})
