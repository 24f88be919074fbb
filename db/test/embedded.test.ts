import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backupEmbedded, connect } from '../src/index.ts'
import { ask, hold, holdElsewhere, isRunning, serverProcess, temporaryDirectory } from './embedded-harness.ts'

describe('an embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('starts in an empty home, stops, and has its data when it starts again', async () => {
    const home = join(temporaryDirectory(), 'home')
    const first = await hold({ home })
    expect(first.owned).toBe(true)
    expect(first.version).toMatch(/^18\./)
    await ask(first.connection, 'create table kept as select 42 as answer')
    await first.stop()
    expect(isRunning(first.dataDirectory)).toBe(false)

    const second = await hold({ home })
    expect(second.owned).toBe(true)
    expect(await ask(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('listens on a socket alone, which only its owner can get to', async () => {
    const { connection } = await hold({ home: temporaryDirectory() })
    expect(await ask(connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect('host' in connection && statSync(connection.host).mode & 0o777).toBe(0o700)
  })

  it('stops at once although clients are in the middle of something', async () => {
    const embedded = await hold({ home: temporaryDirectory() })
    const db = connect(embedded.connection)
    const client = await db.pool.connect()
    client.on('error', () => {})
    await client.query('begin')
    const sleeping = expect(client.query('select pg_sleep(600)')).rejects.toMatchObject({ code: '57P01' })
    await embedded.stop()
    await sleeping
    client.release(true)
    await db.close()
  })

  it('is made once when two processes start it for the first time at once', async () => {
    const home = temporaryDirectory()
    const holders = await Promise.all([
      holdElsewhere({ home }),
      holdElsewhere({ home }),
      holdElsewhere({ home }),
    ])
    expect(holders.map((holder) => holder.answer.error)).toEqual([undefined, undefined, undefined])
    expect(holders.filter((holder) => holder.answer.owned)).toHaveLength(1)
    expect(new Set(holders.map((holder) => holder.answer.dataDirectory)).size).toBe(1)
    expect(readdirSync(join(home, 'postgres')).filter((name) => name.startsWith('data'))).toEqual(['data'])
  })

  it('is stopped by the last process that leaves, not by one that found it running', async () => {
    const home = temporaryDirectory()
    const server = await hold({ home })
    const command = await holdElsewhere({ home })
    expect(command.answer.owned).toBe(false)
    await command.leave()
    expect(await ask(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])

    const worker = await holdElsewhere({ home })
    await server.stop()
    expect(isRunning(server.dataDirectory)).toBe(true)
    await worker.leave()
    expect(isRunning(server.dataDirectory)).toBe(false)
  })

  it('outlives a process that is killed, and is adopted by the next', async () => {
    const home = temporaryDirectory()
    const killed = await holdElsewhere({ home })
    const { connection, dataDirectory } = killed.answer
    if (!connection || !dataDirectory) throw new Error('no server')
    await ask(connection, 'create table kept as select 42 as answer')
    const before = serverProcess(dataDirectory)
    await killed.kill()
    expect(isRunning(dataDirectory)).toBe(true)

    const next = await hold({ home })
    expect(next.owned).toBe(false)
    expect(serverProcess(next.dataDirectory)).toBe(before)
    expect(await ask(next.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
    await next.stop()
    expect(isRunning(dataDirectory)).toBe(false)
  })

  it('recovers when server and process were killed', async () => {
    const home = temporaryDirectory()
    const killed = await holdElsewhere({ home })
    const { connection, dataDirectory } = killed.answer
    if (!connection || !dataDirectory) throw new Error('no server')
    await ask(connection, 'create table kept as select 42 as answer')
    await killed.kill()
    process.kill(serverProcess(dataDirectory), 'SIGKILL')

    const next = await hold({ home })
    expect(next.owned).toBe(true)
    expect(await ask(next.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is started again when it is killed under a process that holds it', async () => {
    const embedded = await hold({ home: temporaryDirectory() })
    const db = connect(embedded.connection)
    await db.pool.query('create table kept as select 42 as answer')
    const before = serverProcess(embedded.dataDirectory)
    process.kill(before, 'SIGKILL')
    await vi.waitFor(() => expect(serverProcess(embedded.dataDirectory)).not.toBe(before), {
      timeout: 30_000,
    })
    await vi.waitFor(
      async () => expect((await db.pool.query('select answer from kept')).rows).toEqual([{ answer: 42 }]),
      { timeout: 30_000 },
    )
    await db.close()
    await embedded.stop()
    expect(isRunning(embedded.dataDirectory)).toBe(false)
  })

  it('can be copied while it is written to, and restored', async () => {
    const home = join(temporaryDirectory(), 'home')
    const embedded = await hold({ home })
    const db = connect(embedded.connection)
    await db.pool.query('create table counted (n int primary key)')
    const insert = async (from: number, to: number) => {
      for (let n = from; n <= to; n++) await db.pool.query('insert into counted values ($1)', [n])
    }
    await insert(1, 100)
    const copy = `${home} copy`
    await Promise.all([backupEmbedded(embedded, copy), insert(101, 300)])
    await insert(301, 400)
    await db.close()
    await embedded.stop()

    rmSync(embedded.dataDirectory, { recursive: true })
    renameSync(copy, embedded.dataDirectory)
    const restored = await hold({ home })
    const [row] = await ask(restored.connection, 'select count(*)::int as count, max(n) as last from counted')
    // Without a gap, with everything from before and nothing from after.
    expect(row).toEqual({ count: expect.any(Number), last: Object(row).count })
    expect(Object(row).count).toBeGreaterThanOrEqual(100)
    expect(Object(row).count).toBeLessThanOrEqual(300)
  })

  it('runs beside another with a home of its own', async () => {
    const [one, other] = await Promise.all([
      hold({ home: temporaryDirectory() }),
      hold({ home: temporaryDirectory() }),
    ])
    await ask(one.connection, 'create table mine ()')
    expect(await ask(other.connection, `select to_regclass('mine') as found`)).toEqual([{ found: null }])
  })

  it.each(['with a blank', 'größe, "quoted" 数据', `${'long/'.repeat(40)}path`])(
    'works in %j',
    async (name) => {
      const home = join(temporaryDirectory(), name)
      mkdirSync(home, { recursive: true })
      const embedded = await hold({ home })
      expect(embedded.dataDirectory.startsWith(home)).toBe(true)
      const command = await holdElsewhere({ home })
      expect(command.answer.owned).toBe(false)
      await command.leave()
      await embedded.stop()
      expect('host' in embedded.connection && embedded.connection.host.startsWith(home)).toBe(
        Buffer.byteLength(home) < 80,
      )
      // A socket directory outside the home is removed by whoever stops the server.
      expect('host' in embedded.connection && existsSync(embedded.connection.host)).toBe(
        Buffer.byteLength(home) < 80,
      )
    },
  )
})
