import { type Database, postgresDialect } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'

const ASSETS = 20_000
const PAGE = 500

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

function listing(cores: (index: number) => number, count = ASSETS): Script {
  const pages = <T>(make: (index: number) => T, total: number) =>
    Array.from({ length: Math.ceil(total / PAGE) }, (_, page) =>
      Array.from({ length: Math.min(PAGE, total - page * PAGE) }, (_, index) => make(page * PAGE + index)),
    )
  return {
    assets: pages(
      (index) =>
        asset(`host-${index}`, { cores: cores(index), rack: `r${index % 40}` }, serial(`SN-${index}`)),
      count,
    ),
    relations: pages((index) => relation(`host-${index + 1}`, `host-${index}`, 'CONNECTS_TO'), count - 1),
  }
}

const read = (script: Script) => sync(database.db, script)

test(`${ASSETS} assets and their relations, new, unchanged, changed and retired`, async () => {
  const all = { found: ASSETS, added: 0, changed: 0, unchanged: 0, retired: 0, rejected: 0 }
  expect((await read(listing(() => 4))).counts.asset).toEqual({ ...all, added: ASSETS })
  expect((await read(listing(() => 4))).counts.asset).toEqual({ ...all, unchanged: ASSETS })
  const half = (index: number) => (index % 2 === 0 ? 8 : 4)
  expect((await read(listing(half))).counts.asset).toEqual({
    ...all,
    changed: ASSETS / 2,
    unchanged: ASSETS / 2,
  })
  const left = ASSETS * 0.9
  expect((await read(listing(half, left))).counts.asset).toEqual({
    ...all,
    found: left,
    unchanged: left,
    retired: ASSETS - left,
  })
}, 300_000)

/** How many statements it takes to read a listing again that has not changed. */
async function statementsAgain(pages: number): Promise<number> {
  const { db, drop } = await testDatabase()
  let statements = 0
  const counted = new Kysely<Database>({
    dialect: postgresDialect(db.pool),
    log: () => {
      statements += 1
    },
  })
  const script = listing(() => 4, pages * PAGE)
  await sync(db, script)
  await sync({ ...db, kysely: counted }, script)
  await drop()
  return statements
}

test('a page that says nothing new takes a few statements, however many records it holds', async () => {
  const [two, four] = [await statementsAgain(2), await statementsAgain(4)]
  // Two more pages of assets and two more of relations; begin, commit, the locks and what rules are due included.
  expect((four - two) / 4).toBeLessThanOrEqual(16)
})
