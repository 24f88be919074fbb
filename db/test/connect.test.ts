import { once } from 'node:events'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { type Connection, connect, json, type Log, type Row } from '../src/index.ts'
import { silent } from '../src/log.ts'
import { clientConfig } from '../src/session.ts'
import { type TestDatabase, testDatabase } from '../src/testing.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.drop())

/** A relay to the database that can stop passing anything on, as a broken network does. */
async function relay(): Promise<{ connection: Connection; cut(): void; close(): void }> {
  const target = clientConfig(test.connection, {
    applicationName: '',
    statementTimeout: 0,
    idleInTransactionTimeout: 0,
  })
  const parameters = new pg.Client(target)
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = parameters.host.startsWith('/')
      ? connectSocket(`${parameters.host}/.s.PGSQL.${parameters.port}`)
      : connectSocket(parameters.port, parameters.host)
    for (const socket of [near, far]) socket.on('error', () => {})
    near.pipe(far).pipe(near)
    sockets.push(near, far)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    connection: {
      host: '127.0.0.1',
      port,
      user: parameters.user ?? '',
      database: parameters.database ?? '',
      ...(parameters.password ? { password: parameters.password } : {}),
    },
    cut() {
      for (const socket of sockets.splice(0)) socket.unpipe().pause()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('connect', () => {
  it('settles every session', async () => {
    const db = connect(test.connection, { statementTimeout: 4_000, idleInTransactionTimeout: 5_000 })
    const { rows } = await db.pool.query(
      `select name, setting from pg_settings
       where name in ('TimeZone', 'jit', 'statement_timeout', 'idle_in_transaction_session_timeout', 'application_name')
       order by name collate "C"`,
    )
    expect(rows).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'application_name', setting: 'throughline' },
      { name: 'idle_in_transaction_session_timeout', setting: '5000' },
      { name: 'jit', setting: 'off' },
      { name: 'statement_timeout', setting: '4000' },
    ])
    await db.close()
    await db.close()
  })

  it('reads days and exact numbers as text, instants as Date', async () => {
    const { rows } = await test.db.pool.query({
      text: `select date '2026-02-28' as day, 9007199254740993::int8 as big, 0.10::numeric(9, 2) as exact,
               array[date '2026-02-28'] as days, array[0.10::numeric(9, 2)] as exacts, '1 day'::interval as span,
               timestamptz '2026-02-28 12:00+01' as at, 1.5::float8 as number, '{"a":[1]}'::jsonb as document`,
    })
    expect(rows).toEqual([
      {
        day: '2026-02-28',
        big: '9007199254740993',
        exact: '0.10',
        days: ['2026-02-28'],
        exacts: ['0.10'],
        span: '1 day',
        at: new Date('2026-02-28T11:00:00Z'),
        number: 1.5,
        document: { a: [1] },
      },
    ])
    // The driver's own parsers, which others in the process use, are as they were.
    expect(pg.types.getTypeParser(1082)('2026-02-28')).toBeInstanceOf(Date)
  })

  it('types rows from the migrations', async () => {
    expectTypeOf<Row<'service'>['kind']>().toEqualTypeOf<'BUSINESS' | 'TECHNICAL'>()
    expectTypeOf<Row<'service'>['owner_id']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row<'asset'>['cost_amount']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row<'asset'>['created_at']>().toEqualTypeOf<Date>()
    expectTypeOf<Row<'source_scope'>['fence']>().toEqualTypeOf<string>()
    expectTypeOf<Row<'objective'>['weight']>().toEqualTypeOf<number>()
    expectTypeOf<Row<'api_token'>['secret_hash']>().toEqualTypeOf<Buffer>()
    const team = await test.db.kysely
      .insertInto('team')
      .values({ name: 'Payments', kind: 'IT', labels: { tier: 'gold' } })
      .returning(['labels', 'version'])
      .executeTakeFirstOrThrow()
    expect(team).toEqual({ labels: { tier: 'gold' }, version: 1 })
    // @ts-expect-error -- the check constraint is in the type, too
    const wrong: NewRow<'team'> = { name: 'X', kind: 'OTHER' }
    await expect(test.db.kysely.insertInto('team').values(wrong).execute()).rejects.toThrow(/team_kind_check/)
  })

  it('writes JSON that is not an object through json()', async () => {
    const write = (after: ReturnType<typeof json>) =>
      test.db.kysely
        .insertInto('audit_event')
        .values({
          actor: 'a',
          request_id: 'r',
          action: 'test',
          entity_type: 'Team',
          entity_id: '018f0000-0000-7000-8000-000000000000',
          after,
        })
        .returning('after')
        .executeTakeFirstOrThrow()
    for (const value of [[1, 'two', null], 'text', 3, true]) {
      expect(await write(json(value))).toEqual({ after: value })
    }
  })

  it('ends a statement that takes too long', async () => {
    const db = connect(test.connection, { statementTimeout: 50 })
    await expect(db.pool.query('select pg_sleep(600)')).rejects.toMatchObject({ code: '57014' })
    await db.close()
  })

  it('does not wait for a connection for ever', async () => {
    const db = connect(test.connection, { max: 1, acquireTimeout: 1_500 })
    const client = await db.pool.connect()
    await expect(db.kysely.selectFrom('team').selectAll().execute()).rejects.toThrow(/timeout/)
    client.release()
    expect(await db.kysely.selectFrom('team').select('id').limit(0).execute()).toEqual([])
    await db.close()
  })

  it('survives and says that an idle connection was ended', async () => {
    const warn = vi.fn<Log['warn']>()
    const db = connect(test.connection, { max: 1, log: { ...silent, warn } })
    const { rows } = await db.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    await test.db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
    // The client of the error holds the settings and the secret key of the connection.
    expect(warn.mock.calls[0]?.[0]).toEqual({
      code: '57P01',
      reason: 'terminating connection due to administrator command',
    })
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await db.close()
  })

  it('says nothing of connections that end while it closes', async () => {
    const warn = vi.fn<Log['warn']>()
    const db = connect(test.connection, { max: 1, log: { ...silent, warn } })
    await db.pool.query('select 1')
    const closed = db.close()
    // As a client does that reads the farewell of a server which stops at the same time.
    db.pool.emit('error', new Error('terminating connection due to administrator command'))
    await closed
    expect(warn).not.toHaveBeenCalled()
  })

  it('survives that the connection of a transaction was ended', async () => {
    const db = connect(test.connection, { max: 1 })
    const transaction = db.kysely.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await test.db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await vi.waitFor(async () => {
        const { rowCount } = await test.db.pool.query('select from pg_stat_activity where pid = $1', [
          rows[0]?.pid,
        ])
        expect(rowCount).toBe(0)
      })
      await trx.selectFrom('team').selectAll().execute()
    })
    await expect(transaction).rejects.toThrow()
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await db.close()
  })

  it('gives up a connection behind which nobody answers, and opens another', async () => {
    const network = await relay()
    const db = connect(network.connection, { max: 1, silenceTimeout: 3_000 })
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    network.cut()
    await expect(db.kysely.selectFrom('team').selectAll().execute()).rejects.toThrow(
      /has not answered for 3000 ms/,
    )
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await db.close()
    network.close()
  })
})
