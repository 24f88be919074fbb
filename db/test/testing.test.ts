import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Connection, withDatabase } from '../src/index.ts'
import { testDatabase } from '../src/testing.ts'
import { ask, hold, temporaryDirectory } from './embedded-harness.ts'

const script = fileURLToPath(new URL('./test-server-process.ts', import.meta.url))

/** Starts a run of tests elsewhere; as soon as it has a database, it is killed or ends in order. */
async function runElsewhere(
  end: 'killed' | 'in order',
  place: { DATABASE_URL: string } | { TMPDIR: string },
): Promise<Connection> {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [script], {
    env: { ...environment, ...place },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the run ended without an answer'))),
  ])
  if (end === 'killed') child.kill('SIGKILL')
  else child.stdin.end()
  await ended
  return JSON.parse(line)
}

describe('testDatabase', { timeout: 120_000 }, () => {
  it('gives each caller a migrated database of its own', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()])
    await one.db.kysely.insertInto('team').values({ name: 'Payments', kind: 'IT' }).execute()
    const count = (db: typeof one.db) => db.kysely.selectFrom('team').selectAll().execute()
    expect(await count(one.db)).toHaveLength(1)
    expect(await count(other.db)).toHaveLength(0)
    await one.drop()
    await other.drop()
  })

  it('prepares a template once, and again after a preparation that failed', async () => {
    let prepared = 0
    const demo = () =>
      testDatabase({
        template: 'once',
        async prepare(db) {
          prepared += 1
          if (prepared === 1) throw new Error('first time')
          await db.kysely.insertInto('team').values({ name: 'Demo', kind: 'BUSINESS' }).execute()
        },
      })
    await expect(demo()).rejects.toThrow('first time')
    const databases = await Promise.all([demo(), demo(), demo()])
    expect(prepared).toBe(2)
    for (const { db, drop } of databases) {
      expect(await db.kysely.selectFrom('team').select('name').execute()).toEqual([{ name: 'Demo' }])
      await drop()
    }
  })

  it('clears away the databases that a killed run left on the server of DATABASE_URL', async () => {
    const { connection } = await hold({ home: temporaryDirectory(), settings: { fsync: 'off' } })
    if (!('host' in connection)) throw new Error('a socket is expected')
    const url = `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host)}`
    const databases = () =>
      ask(
        withDatabase(connection, 'postgres'),
        `select from pg_database where datname like 'throughline_test_%'`,
      )
    await runElsewhere('killed', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(2)
    await runElsewhere('killed', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(2)
    await runElsewhere('in order', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(0)
  })

  it('clears away the cluster that a killed run left', async () => {
    // A directory of its own, as any run that starts on this machine clears the usual one.
    const place = { TMPDIR: temporaryDirectory() }
    const killed = await runElsewhere('killed', place)
    if (!('host' in killed)) throw new Error('a socket is expected')
    expect(existsSync(killed.host)).toBe(true)
    const next = await runElsewhere('in order', place)
    expect(existsSync(killed.host)).toBe(false)
    expect('host' in next && existsSync(next.host)).toBe(false)
  })
})
