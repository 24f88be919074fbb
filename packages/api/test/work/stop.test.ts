import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Connection } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, ended, makeSource, until } from './house.ts'

/** Sources that are read at once: when a worker is stopped, as many runs are stopped with it. */
const SOURCES = 5
const ROUNDS = Number(process.env.SYNC_STOPS ?? 20) / SOURCES
const PAGES = 12
const PAGE = 5

let database: TestDatabase
let upstream: Upstream
const workers: ChildProcess[] = []
let generation = 0
/** Every answer waits for this: nothing is finished before the worker was stopped. */
let gate: { readonly page: number; readonly open: Promise<void> } | undefined

beforeEach(async () => {
  database = await testDatabase()
  upstream = await startUpstream(async ({ path, query }) => {
    if (path.endsWith('/tickets')) return { json: [] }
    const [, source = ''] = path.split('/')
    const page = Number(query.get('page') ?? 0)
    if (gate !== undefined && page >= gate.page) await gate.open
    const hosts = Array.from({ length: PAGE }, (_, index) => ({
      name: `${source}-${page * PAGE + index}`,
      cores: generation,
    }))
    return { json: { hosts, next: page + 1 < PAGES ? page + 1 : null } }
  })
})
afterEach(async () => {
  for (const worker of workers.splice(0)) signalGroup(worker, 'SIGKILL')
  await upstream.close()
  await database.drop()
})

async function startWorker(connection: Connection): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
  const worker = spawn(process.execPath, [script, JSON.stringify(connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: a machine that stops takes the processes of the plugins with it.
    detached: true,
  })
  workers.push(worker)
  if (worker.stdout !== null) await once(worker.stdout, 'data')
  return worker
}

function signalGroup(worker: ChildProcess, signal: NodeJS.Signals): void {
  if (worker.pid === undefined) return
  try {
    process.kill(-worker.pid, signal)
  } catch {
    // It has ended.
  }
}

async function counts(): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select lifecycle || ' ' || (attributes ->> 'cores') as state, count(*)::int as count
    from asset group by 1`.execute(database.db.kysely)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

test.each(['SIGSTOP', 'SIGKILL'] as const)(
  `a worker that gets %s in the middle of ${SOURCES} runs is stood in for by another, and writes nothing more when it goes on`,
  { timeout: 900_000 },
  async (signal) => {
    const { db, connection } = database
    const sources = []
    for (let index = 0; index < SOURCES; index += 1) {
      const name = `site-${index}`
      sources.push(await makeSource(db, 'test-inventory', { url: `${upstream.url}/${name}` }, name))
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      generation = round + 1
      const stand = Promise.withResolvers<void>()
      gate = { page: 2 + Math.floor(Math.random() * (PAGES - 3)), open: stand.promise }
      const first = await startWorker(connection)
      const runs = await Promise.all(sources.map(({ id }) => ask(db, id)))
      // All of them are under way, and wait for a page in their middle.
      await until(async () => {
        const moving = await db.kysely
          .selectFrom('sync_cursor')
          .select('scope')
          .where('run_id', 'in', runs)
          .where('position', 'is not', null)
          .execute()
        return moving.length === SOURCES
      })
      signalGroup(first, signal)
      const stoppedAt = Date.now()
      const second = await startWorker(connection)
      // The first answer goes to a process that is stopped; the second one asks again.
      stand.resolve()
      gate = undefined
      for (const runId of runs) {
        const taken = await until(async () => {
          const run = await db.kysely
            .selectFrom('sync_run')
            .select('attempt')
            .where('id', '=', runId)
            .where('attempt', '>', 1)
            .executeTakeFirst()
          return run
        })
        expect(taken.attempt).toBeGreaterThan(1)
      }
      // Measured for whoever reads the log; nothing depends on it.
      process.stdout.write(`${signal}: all ${SOURCES} runs taken over after ${Date.now() - stoppedAt} ms\n`)
      // The first one wakes up while the second one is at it, or after it has ended.
      if (round % 2 === 0) signalGroup(first, 'SIGCONT')
      for (const runId of runs) {
        expect(await ended(db, runId)).toMatchObject({ status: 'SUCCEEDED', error_message: null })
      }
      signalGroup(first, 'SIGCONT')
      await until(async () => {
        const { rows } = await sql<{ busy: number }>`
          select count(*)::int as busy from pg_stat_activity
          where application_name = 'throughline-run' and datname = current_database()`.execute(db.kysely)
        return rows[0]?.busy === 0
      })
      expect(await counts()).toEqual({ [`LIVE ${generation}`]: SOURCES * PAGES * PAGE })
      for (const worker of [first, second]) signalGroup(worker, 'SIGKILL')
      workers.splice(0)
    }
  },
)
