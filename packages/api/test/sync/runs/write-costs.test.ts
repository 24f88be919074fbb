import { loadavg } from 'node:os'
import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { expect, test, vi } from 'vitest'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'

vi.setConfig({ testTimeout: 600_000 })

/** An ordinary run is small; THROUGHLINE_TEST_COSTS=full takes the numbers of rows of a large organisation, three times. */
const FULL = process.env.THROUGHLINE_TEST_COSTS === 'full'
const ROUNDS = FULL ? 3 : 1
const RELATIONS = FULL ? 50_000 : 2_000
const ASSETS_OF_SOURCE = FULL ? 5_000 : 500
const PAGE = 1_000

function pages<T>(total: number, make: (index: number) => T): T[][] {
  return Array.from({ length: Math.ceil(total / PAGE) }, (_, page) =>
    Array.from({ length: Math.min(PAGE, total - page * PAGE) }, (_, index) => make(page * PAGE + index)),
  )
}

const hosts = (name: string, total: number): Script => ({
  assets: pages(total, (index) => asset(`${name}-${index}`, { cores: 4 }, serial(`SN-${name}-${index}`))),
})

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** On a database of its own: what a way of working takes, in milliseconds. */
type Way = (db: Db) => Promise<number>

/** Takes both ways in turn and prints their times and their ratio, which no test asserts: the machine has other work. */
async function compare(
  what: string,
  names: readonly [string, string],
  ways: readonly [Way, Way],
): Promise<void> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { db, drop } = await testDatabase()
      times[way].push(await ways[way](db))
      await drop()
    }
  }
  const [one, other] = times.map((each) => each.map((time) => time.toFixed(0)).join(', '))
  const ratios = times[0].map((time, round) => (time / (times[1][round] ?? Number.NaN)).toFixed(2))
  const load = loadavg().map((each) => each.toFixed(1))
  console.info(
    `${what}: ${names[0]} ${one} ms; ${names[1]} ${other} ms; ratios ${ratios.join(', ')}; load ${load.join(' ')}`,
  )
}

async function countOf(db: Db, table: 'asset' | 'asset_relation'): Promise<number> {
  const { count } = await db.kysely
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

test(`two sources with ${ASSETS_OF_SOURCE} assets each that have nothing in common, one after the other and at once`, async () => {
  const run = (db: Db, source: string) => sync(db, hosts(source, ASSETS_OF_SOURCE), { source })
  const check = async (db: Db) => expect(await countOf(db, 'asset')).toBe(2 * ASSETS_OF_SOURCE)
  await compare(
    'two sources',
    ['one after the other', 'at once'],
    [
      async (db) => {
        const time = await timed(async () => {
          await run(db, 'a')
          await run(db, 'b')
        })
        await check(db)
        return time
      },
      async (db) => {
        const time = await timed(() => Promise.all([run(db, 'a'), run(db, 'b')]))
        await check(db)
        return time
      },
    ],
  )
})

test(`a page of ${PAGE} assets with and without notices of changed nodes`, async () => {
  const write = async (db: Db) => {
    const time = await timed(() => sync(db, hosts('a', PAGE)))
    expect(await countOf(db, 'asset')).toBe(PAGE)
    return time
  }
  await compare(
    `a page of ${PAGE} assets`,
    ['with notices', 'without'],
    [
      write,
      async (db) => {
        await disable(db, 'notify_node_change')
        return write(db)
      },
    ],
  )
})

test(`${RELATIONS} relations with and without the triggers of the audit trail`, async () => {
  const nodes = 1_000
  const script: Script = {
    ...hosts('a', nodes),
    relations: pages(RELATIONS, (index) => {
      const from = index % nodes
      return relation(`a-${from}`, `a-${(from + 1 + Math.floor(index / nodes)) % nodes}`, 'CONNECTS_TO')
    }),
  }
  const write = async (db: Db) => {
    await sync(db, hosts('a', nodes))
    const time = await timed(() => sync(db, script))
    expect(await countOf(db, 'asset_relation')).toBe(RELATIONS)
    return time
  }
  await compare(
    `${RELATIONS} relations`,
    ['with audit', 'without'],
    [
      write,
      async (db) => {
        await disable(db, 'audit_rows', 'asset_relation')
        return write(db)
      },
    ],
  )
})

/** Switches off all triggers that call this function, of all tables or of one. */
async function disable(db: Db, called: string, table: string | null = null): Promise<void> {
  const { rows } = await db.pool.query<{ name: string; table: string }>(
    `select tgname as name, tgrelid::regclass::text as table from pg_trigger
     where tgfoid in (select oid from pg_proc where proname = $1) and not tgisinternal
       and ($2::text is null or tgrelid = $2::regclass)`,
    [called, table],
  )
  expect(rows).not.toEqual([])
  for (const { name, table } of rows) await db.pool.query(`alter table ${table} disable trigger "${name}"`)
}
