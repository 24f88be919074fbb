import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Connection } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, ended, makeSource, until } from './worker-harness.ts'

/** Sources that are read at once: when a worker is stopped, as many runs are stopped with it. */
const SOURCES = 5
const ROUNDS = Number(process.env.SYNC_STOPS ?? 10) / SOURCES
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
    const hosts = Array.from({ length: PAGE }, (_, index) => ({
      name: `${source}-${page * PAGE + index}`,
      cores: generation,
    }))
    // Whoever is stopped here gets, when it wakes up, what was true when it asked.
    if (gate !== undefined && page >= gate.page) await gate.open
    return { json: { hosts, next: page + 1 < PAGES ? page + 1 : null } }
  })
})
afterEach(async () => {
  for (const worker of workers.splice(0)) signalGroup(worker, 'SIGKILL')
  await upstream.close()
  await database.drop()
})

async function startWorker(connection: Connection, execArgv: readonly string[] = []): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
  const worker = spawn(process.execPath, [script, JSON.stringify(connection), ...execArgv], {
    stdio: ['pipe', 'pipe', 'inherit'],
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

/** What the assets of all sources must be when a round has ended, by the values they were read with. */
interface Round {
  readonly expected: Readonly<Record<string, number>>
  readonly actual: Readonly<Record<string, number>>
}

/**
 * One round: a worker gets a signal in the middle of the runs of all sources, another stands in for it, and the world
 * changes meanwhile. What was read before keeps its values, all else must have those of the one that stood in.
 */
async function round(
  sources: readonly { readonly id: string }[],
  signal: 'SIGSTOP' | 'SIGKILL',
  wakes: 'early' | 'late',
  execArgv: readonly string[] = [],
): Promise<Round> {
  const { db, connection } = database
  generation += 1
  const before = generation
  const stand = Promise.withResolvers<void>()
  const page = 2 + Math.floor(Math.random() * (PAGES - 4))
  gate = { page, open: stand.promise }
  const first = await startWorker(connection, execArgv)
  const runs = await Promise.all(sources.map(({ id }) => ask(db, id)))
  // All of them are under way, and wait for a page in their middle.
  await until(async () => {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from source_scope
      where stream = 'hosts' and run_id = any(${runs}::uuid[]) and (checkpoint ->> 'value')::int = ${page}`.execute(
      db.kysely,
    )
    return rows[0]?.waiting === SOURCES
  })
  signalGroup(first, signal)
  const stoppedAt = Date.now()
  generation += 1
  const second = await startWorker(connection)
  gate = undefined
  for (const runId of runs) {
    await until(() =>
      db.kysely
        .selectFrom('sync_run')
        .select('attempt')
        .where('id', '=', runId)
        .where('attempt', '>', 1)
        .executeTakeFirst(),
    )
  }
  // Measured for whoever reads the log; nothing depends on it.
  process.stdout.write(`${signal}: all ${SOURCES} runs taken over after ${Date.now() - stoppedAt} ms\n`)
  stand.resolve()
  if (wakes === 'early') signalGroup(first, 'SIGCONT')
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
  for (const worker of [first, second]) signalGroup(worker, 'SIGKILL')
  workers.splice(0)
  const read = page * PAGE * SOURCES
  return {
    expected: { [`LIVE ${before}`]: read, [`LIVE ${generation}`]: SOURCES * PAGES * PAGE - read },
    actual: await counts(),
  }
}

async function makeSources() {
  const sources = []
  for (let index = 0; index < SOURCES; index += 1) {
    const name = `site-${index}`
    sources.push(await makeSource(database.db, 'test-inventory', { url: `${upstream.url}/${name}` }, name))
  }
  return sources
}

test.each(['SIGSTOP', 'SIGKILL'] as const)(
  `a worker that gets %s in the middle of ${SOURCES} runs is stood in for by another, and writes nothing more when it goes on`,
  { timeout: 900_000 },
  async (signal) => {
    const sources = await makeSources()
    for (let number = 0; number < ROUNDS; number += 1) {
      const { expected, actual } = await round(sources, signal, number % 2 === 0 ? 'early' : 'late')
      expect(actual).toEqual(expected)
    }
  },
)

test('a worker without its fence writes old values over new ones when it goes on', {
  timeout: 300_000,
}, async () => {
  const hook = fileURLToPath(new URL('./fixtures/no-fence.ts', import.meta.url))
  const { expected, actual } = await round(await makeSources(), 'SIGSTOP', 'late', ['--import', hook])
  expect(actual).not.toEqual(expected)
})
