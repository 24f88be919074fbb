import { createServer, type Socket } from 'node:net'
import { Writable } from 'node:stream'
import { type ConnectOptions, connect } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken, revokeToken } from '../../src/access/tokens.ts'
import { ERROR_CODES } from '../../src/graph/errors.ts'
import { startServer } from '../../src/server.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ask, expectAlive, type RawAnswer, send } from './bad-input/answers.ts'

const TEAMS = '{ teams { nodes { contact } } }'
const brief = ({ status, codes }: RawAnswer) => ({ status, codes })
const provoked = new Set<string>()

/** The codes seen, to be compared with those there are. */
function note(answer: RawAnswer): { status: number; codes: readonly string[] } {
  for (const code of answer.codes) provoked.add(code)
  return brief(answer)
}

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

describe('by what is asked', () => {
  test('UNAUTHENTICATED: no token, a wrong one, one revoked or expired', async () => {
    const revoked = await createToken(api.db.kysely, { name: 'revoked', role: 'ADMIN' })
    await revokeToken(api.db.kysely, revoked.id)
    const expired = await createToken(api.db.kysely, {
      name: 'expired',
      role: 'ADMIN',
      expiresAt: new Date(0),
    })
    const headers = [
      '',
      'Bearer',
      'Bearer x',
      `Basic ${api.token}`,
      `Bearer ${api.token}x`,
      `Bearer ${revoked.secret}`,
      `Bearer ${expired.secret}`,
    ]
    for (const authorization of headers) {
      const answer = await send(api, JSON.stringify({ query: TEAMS }), { headers: { authorization } })
      expect(note(answer), authorization).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] })
    }
  })

  test('FORBIDDEN: what the role does not include', async () => {
    const viewer = await api.tokenFor('VIEWER')
    const query = 'mutation { createTeam(input: {name: "Mine", kind: IT}) { __typename } }'
    const answer = await send(api, JSON.stringify({ query }), {
      headers: { authorization: `Bearer ${viewer}` },
    })
    expect(note(answer).codes).toEqual(['FORBIDDEN'])
    expect((await ask(api, '{ teams { totalCount } }')).text).toContain('"totalCount":0')
  })

  test('BAD_USER_INPUT: what cannot be', async () => {
    expect(note(await ask(api, '{ nope }'))).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] })
    expect(note(await ask(api, '{ teams(first: -1) { totalCount } }'))).toEqual({
      status: 200,
      codes: ['BAD_USER_INPUT'],
    })
  })

  test('RATE_LIMITED: more subscriptions than a token may have', async () => {
    const own = { db: api.db, log: pino({ level: 'silent' }), port: 0, host: '127.0.0.1', loopbackOnly: true }
    const server = await startServer({ ...own, streams: { perToken: 0, perProcess: 1 } })
    const query = 'subscription { nodeChanged { change } }'
    const answer = await send({ ...api, url: server.url }, JSON.stringify({ query })).finally(server.stop)
    expect(note(answer)).toEqual({ status: 429, codes: ['RATE_LIMITED'] })
  })

  test('QUERY_TOO_COMPLEX: what is too much', async () => {
    const query = `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: __typename`).join(' ')} }`
    expect(note(await ask(api, query))).toEqual({ status: 400, codes: ['QUERY_TOO_COMPLEX'] })
  })

  test('RATE_LIMITED: more than the bucket of points holds', async () => {
    const own = await startApi({ rateLimit: { burst: 10, perSecond: 1e-6 } })
    try {
      expect(note(await ask(own, TEAMS))).toEqual({ status: 429, codes: ['RATE_LIMITED'] })
    } finally {
      await own.stop()
    }
  })

  test('PAYLOAD_TOO_LARGE: a body above the limit', async () => {
    const body = JSON.stringify({ query: TEAMS, variables: { a: 'x'.repeat(1_000_001) } })
    expect(note(await send(api, body))).toEqual({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] })
  })

  test('IDEMPOTENCY_KEY_REUSED: a key that stands for another request', async () => {
    const create = (name: string) =>
      send(
        api,
        JSON.stringify({
          query: `mutation { createTeam(input: {name: "${name}", kind: IT}) { __typename } }`,
        }),
        {
          headers: { 'idempotency-key': 'one' },
        },
      )
    expect(note(await create('Red'))).toEqual({ status: 200, codes: [] })
    expect(note(await create('Green'))).toEqual({ status: 409, codes: ['IDEMPOTENCY_KEY_REUSED'] })
  })

  test('NOT_FOUND and CONFLICT: what is gone, what somebody else changed', async () => {
    const made = await api.get<{ createTeam: { team: { id: string } } }>(
      'mutation { createTeam(input: {name: "Blue", kind: IT}) { ... on CreateTeamPayload { team { id } } } }',
    )
    const update =
      'mutation ($id: ID!, $version: Int) { updateTeam(input: {team: { id: $id }, version: $version, contact: "x"}) { ... on Error { code message } } }'
    const id = made.createTeam.team.id
    expect(note(await ask(api, update, { id, version: 7 }))).toEqual({ status: 200, codes: ['CONFLICT'] })
    await api.get('mutation ($id: ID!) { deleteTeam(input: {team: { id: $id }}) { __typename } }', { id })
    expect(note(await ask(api, update, { id }))).toEqual({ status: 200, codes: ['NOT_FOUND'] })
  })
})

describe('by the state of the database', () => {
  /** A server whose database is reached, or not, in a way of the test's own. */
  async function withServer(
    options: ConnectOptions,
    use: (own: TestApi, admin: pg.Client) => Promise<void>,
  ): Promise<void> {
    const own = await startApi({ connect: options })
    const admin = new pg.Client('url' in own.db.connection ? own.db.connection.url : own.db.connection)
    await admin.connect()
    try {
      await use(own, admin)
    } finally {
      await admin.end()
      await own.stop()
    }
  }

  /** Waits until somebody waits for a lock; asked outside of the transaction that has it, where time stands still. */
  async function waiting(own: TestApi): Promise<void> {
    for (;;) {
      const { rowCount } = await own.db.pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
      if (rowCount === 1) return
    }
  }

  test('UNAVAILABLE: the connection is ended while it works', async () => {
    await withServer({}, async (own, admin) => {
      await admin.query('begin; lock table team')
      const asked = ask(own, TEAMS)
      await waiting(own)
      await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
      expect(note(await asked).codes).toEqual(['UNAVAILABLE'])
      await admin.query('rollback')
      await expectAlive(own)
    })
  })

  test('UNAVAILABLE: the disk of the database is full, which the message says', async () => {
    await api.db.pool.query(`
      create function disk_is_full() returns trigger language plpgsql as $$
      begin
        raise exception 'could not extend file: No space left on device' using errcode = '53100';
      end $$;
      create trigger disk_is_full before insert on team for each row execute function disk_is_full()`)
    const create = 'mutation { createTeam(input: { name: "Full", kind: IT }) { __typename } }'
    try {
      const { status, errors } = await api.ask(create)
      expect({ status, errors }).toMatchObject({
        status: 503,
        errors: [{ message: expect.stringContaining('disk of the database is full') }],
      })
    } finally {
      await api.db.pool.query('drop function disk_is_full cascade')
    }
    expect(await api.get(create)).toEqual({ createTeam: { __typename: 'CreateTeamPayload' } })
  })

  test('UNAVAILABLE: no connection comes free in time', async () => {
    await withServer({ max: 1, acquireTimeout: 100 }, async (own) => {
      const taken = await own.db.pool.connect()
      const answer = await ask(own, TEAMS)
      taken.release()
      expect(note(answer)).toEqual({ status: 503, codes: ['UNAVAILABLE'] })
      await expectAlive(own)
    })
  })

  test('UNAVAILABLE: the pool is closed', async () => {
    await withServer({}, async (own) => {
      await own.db.close()
      expect(note(await ask(own, TEAMS))).toEqual({ status: 503, codes: ['UNAVAILABLE'] })
    })
  })

  test.each([
    ['nobody listens', undefined],
    ['somebody hangs up', (socket: Socket) => socket.destroy()],
    ['somebody hangs up after the greeting', (socket: Socket) => socket.once('data', () => socket.destroy())],
    ['somebody never answers', () => undefined],
    ['somebody speaks something else', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('UNAVAILABLE: where PostgreSQL should be, %s', async (_what, answer) => {
    const sockets = new Set<Socket>()
    const peer = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      answer?.(socket)
    })
    const port = await new Promise<number>((resolve) => {
      peer.listen(0, '127.0.0.1', () => {
        const address = peer.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    if (answer === undefined) await new Promise((resolve) => peer.close(resolve))
    const db = connect({ url: `postgres://nobody@127.0.0.1:${port}/none` }, { acquireTimeout: 200 })
    const server = await startServer({
      db,
      log: pino({ level: 'silent' }),
      port: 0,
      host: '127.0.0.1',
      loopbackOnly: true,
    })
    try {
      const result = await send({ ...api, url: server.url }, JSON.stringify({ query: TEAMS }))
      expect(note(result)).toEqual({ status: 503, codes: ['UNAVAILABLE'] })
    } finally {
      await server.stop()
      for (const socket of sockets) socket.destroy()
      peer.close()
      await db.close()
    }
  })

  test('QUERY_TOO_COMPLEX: the statement takes longer than it may', async () => {
    await withServer({ statementTimeout: 100 }, async (own, admin) => {
      // The first request draws points, which is a statement of its own.
      await ask(own, '{ __typename }')
      await admin.query('begin; lock table team')
      expect(note(await ask(own, TEAMS))).toEqual({ status: 200, codes: ['QUERY_TOO_COMPLEX'] })
      await admin.query('rollback')
      await expectAlive(own)
    })
  })

  test('INTERNAL: what nobody foresaw is masked, and the log has it under the id that the caller gets', async () => {
    const logged: string[] = []
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged.push(chunk.toString())
        done()
      },
    })
    const { db, drop } = await testDatabase()
    const server = await startServer({ db, log: pino(sink), port: 0, host: '127.0.0.1', loopbackOnly: true })
    try {
      const { secret } = await createToken(db.kysely, { name: 'x', role: 'VIEWER' })
      await db.pool.query('alter table team rename column contact to hidden_secret')
      const answer = await send({ ...api, url: server.url, token: secret }, JSON.stringify({ query: TEAMS }))
      expect(note(answer).codes).toEqual(['INTERNAL'])
      const { errors } = JSON.parse(answer.text) as {
        errors: { message: string; extensions: { errorId: string } }[]
      }
      expect(answer.text).not.toContain('contact')
      expect(
        logged.filter(
          (line) => line.includes(errors[0]?.extensions.errorId ?? 'none') && line.includes('contact'),
        ),
      ).toHaveLength(1)
    } finally {
      await server.stop()
      await drop()
    }
  })
})

test('every code that there is was provoked', () => {
  expect(ERROR_CODES.filter((code) => !provoked.has(code))).toEqual([])
})
