import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, expect, test } from 'vitest'
import { Superseded } from '../../../src/sync/runs/fence.ts'
import { asset, type Raw, relation, sync } from '../scripted.ts'
import { type State, stateOf } from '../state.ts'
import { generation } from './generations.ts'
import { startSync } from './processes.ts'

const databases: TestDatabase[] = []
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop()
})

async function fresh(): Promise<TestDatabase> {
  const database = await testDatabase()
  databases.push(database)
  return database
}

/** What comes of reading these generations one after the other, undisturbed. */
async function undisturbed(...generations: number[]): Promise<State> {
  const { db } = await fresh()
  for (const n of generations) await sync(db, generation(n))
  return stateOf(db)
}

test('of two runs of one source at once the later continues; the earlier writes nothing more', async () => {
  const { db } = await fresh()
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const earlier = sync(db, {
    async *assets(): AsyncGenerator<Raw[]> {
      yield [asset('a', { by: 'earlier' })]
      reached.resolve()
      await gate.promise
      yield [asset('b', { by: 'earlier' })]
    },
  })
  await reached.promise
  const later = await sync(db, { assets: [[asset('a', { by: 'later' }), asset('c')]] })
  const state = await stateOf(db)
  gate.resolve()
  await expect(earlier).rejects.toThrow(Superseded)
  expect(later.status).toBe('SUCCEEDED')
  expect(await stateOf(db)).toEqual(state)
  const runs = await db.kysely.selectFrom('sync_run').selectAll().orderBy('started_at').execute()
  expect(runs.map(({ status, error_code }) => [status, error_code])).toEqual([
    ['FAILED', 'SUPERSEDED'],
    ['SUCCEEDED', null],
  ])
})

test('the earlier run may not begin another listing either', async () => {
  const { db } = await fresh()
  await sync(db, { assets: [[asset('a'), asset('b')]], relations: [[relation('a', 'b')]] })
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const earlier = sync(db, {
    assets: [[asset('a'), asset('b')]],
    async *relations(): AsyncGenerator<Raw[]> {
      reached.resolve()
      await gate.promise
      yield [relation('a', 'b', 'CALLS')]
    },
  })
  await reached.promise
  await sync(db, { assets: [[asset('a'), asset('b')]], relations: [[relation('a', 'b')]] })
  const state = await stateOf(db)
  gate.resolve()
  await expect(earlier).rejects.toThrow(Superseded)
  expect(await stateOf(db)).toEqual(state)
})

test('many runs of two sources at once, over the same assets, end as if they had come one by one', async () => {
  const { db } = await fresh()
  const runs = ['first', 'second'].flatMap((source) =>
    Array.from({ length: 6 }, () => sync(db, generation(1), { source })),
  )
  const ends = await Promise.allSettled(runs)
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
  expect(failures.filter((error) => !(error instanceof Superseded))).toEqual([])
  const assets = await db.kysely.selectFrom('asset').select('name').execute()
  const once = (name: string) => Number(name.replace('host-', '')) % 2 === 0
  const times = (wanted: string) => assets.filter(({ name }) => name === wanted).length
  // What has a serial number is one asset for both sources, the rest is one for each.
  expect(assets.filter(({ name }) => times(name) !== (once(name) ? 1 : 2))).toEqual([])
  for (const source of ['first', 'second']) {
    expect((await sync(db, generation(1), { source })).counts.asset).toMatchObject({ added: 0, changed: 0 })
  }
})

const KILLS = Number(process.env.SYNC_KILLS ?? 20)

test(`killed ${KILLS} times at random moments and run again: nothing lost, nothing doubled`, {
  timeout: 600_000,
}, async () => {
  const { db, connection } = await fresh()
  const reference = await fresh()
  let midway = 0
  for (let n = 1; n <= KILLS; n += 1) {
    const running = startSync({ connection, generation: n })
    const [pages, delay] = [Math.floor(Math.random() * 14), Math.random() * 15]
    await running.said(pages === 0 ? 'ready' : 'page', Math.max(1, pages))
    await new Promise((resolve) => setTimeout(resolve, delay))
    running.child.kill('SIGKILL')
    await running.ended()
    if (running.child.signalCode === 'SIGKILL') midway += 1
    await sync(db, generation(n))
    await sync(reference.db, generation(n))
    expect(await stateOf(db), `killed after ${pages} pages and ${delay} ms`).toEqual(
      await stateOf(reference.db),
    )
  }
  // Unless most of them died on the way, nothing was tried.
  expect(midway).toBeGreaterThan(KILLS / 2)
  const runs = await db.kysely.selectFrom('sync_run').select('status').execute()
  expect(runs.filter(({ status }) => status === 'RUNNING')).toEqual([])
})

/** Stops a run between two pages, lets another one pass, and wakes it up. */
async function overtaken(unguarded: boolean): Promise<{ said: string | undefined; state: State }> {
  const { db, connection } = await fresh()
  const stalled = startSync({ connection, generation: 1, waitBefore: 3, unguarded })
  await stalled.said('waiting')
  stalled.child.kill('SIGSTOP')
  await sync(db, generation(2))
  stalled.child.kill('SIGCONT')
  stalled.child.stdin?.write('go\n')
  const said = await stalled.ended()
  return { said, state: await stateOf(db) }
}

test('a run that was stopped while another one passed finds its page refused when it wakes up', async () => {
  const { said, state } = await overtaken(false)
  expect(said).toBe('SUPERSEDED')
  const { db } = await fresh()
  // What the stalled run had stored before it was stopped.
  const pages = generation(1).assets as readonly Raw[][]
  const before = async function* () {
    yield* pages.slice(0, 3)
    throw new Error('stopped')
  }
  await sync(db, { assets: before }).catch(() => {})
  await sync(db, generation(2))
  expect(state).toEqual(await stateOf(db))
})

test('without the guards the same run writes old values over new ones', async () => {
  const { said, state } = await overtaken(true)
  expect(said).not.toBe('SUPERSEDED')
  const good = await undisturbed(1, 2)
  expect(state.assets).not.toEqual(good.assets)
  expect(JSON.stringify(state.assets['test:host-102'])).toContain('"cores":102')
  expect(JSON.stringify(good.assets['test:host-102'])).toContain('"cores":2')
})
