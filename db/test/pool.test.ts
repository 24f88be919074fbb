import { once } from 'node:events'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, connect } from '../src/index.ts'
import { clientConfig, serverAddress } from '../src/session.ts'
import { type TestDatabase, testDatabase } from '../src/testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

function as(user: string, connection: Connection): Connection {
  if (!('url' in connection)) return { ...connection, user }
  return { url: Object.assign(new URL(connection.url), { username: user }).href }
}

/** A way to the server that can go silent, for connections that are open and for new ones, as a stopped server does. */
async function relay(): Promise<{ connection: Connection; silence(): void; close(): void }> {
  const settings = { applicationName: '', statementTimeout: 0, idleInTransactionTimeout: 0 }
  const { host, port } = serverAddress(clientConfig(database.connection, settings))
  const sockets: Socket[] = []
  let silent = false
  const server = createServer((near) => {
    near.on('error', () => {})
    sockets.push(near)
    if (silent) return
    const far = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host)
    far.on('error', () => {})
    near.pipe(far).pipe(near)
    sockets.push(far)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  const { connection } = database
  return {
    connection:
      'url' in connection
        ? { url: Object.assign(new URL(connection.url), { host: `127.0.0.1:${own}`, search: '' }).href }
        : { ...connection, host: '127.0.0.1', port: own },
    silence() {
      silent = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test('while the server has no connection left, callers wait for those of the pool', async () => {
  const role = `limited_${process.pid}`
  await database.db.pool.query(`create role ${role} login connection limit 2`)
  const db = connect(as(role, database.connection), { max: 10 })
  try {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => db.pool.query('select pg_sleep(0.02)::text as slept')),
    )
    expect(results).toHaveLength(20)
    expect(db.pool.totalCount).toBeLessThanOrEqual(2)
  } finally {
    await db.close()
    await database.db.pool.query(`drop role ${role}`)
  }
})

test('a statement that takes long is waited for, and one whose server is stopped is given up', async () => {
  const way = await relay()
  const db = connect(way.connection, { max: 1, silenceTimeout: 0 })
  try {
    expect((await db.pool.query('select pg_sleep(3.5)::text as slept')).rowCount).toBe(1)
    const statement = db.pool.query('select pg_sleep(60)')
    const failed = expect(statement).rejects.toThrow(/PostgreSQL has not answered|Connection terminated/)
    way.silence()
    await failed
  } finally {
    way.close()
    await db.close()
  }
})

test('a process that computes for long does not take its server for stopped', async () => {
  const db = connect(database.connection, { max: 1, silenceTimeout: 0 })
  try {
    let slept: unknown
    const statement = db.pool.query('select pg_sleep(7)').then(
      ({ rowCount }) => {
        slept = rowCount
      },
      (error: unknown) => {
        slept = error
      },
    )
    // Between two computations the event loop turns a few times, not long enough to hear the server out.
    for (let turns = 0; slept === undefined && turns < 2_000; turns++) {
      const end = performance.now() + 2_100
      if (turns % 4 === 0) while (performance.now() < end);
      await setImmediate()
    }
    await statement
    expect(slept).toBe(1)
  } finally {
    await db.close()
  }
})
