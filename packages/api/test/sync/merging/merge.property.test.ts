import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeAssets } from '../../../src/sync/merging/merge.ts'
import { unmergeAssets } from '../../../src/sync/merging/unmerge.ts'
import { reconciled } from '../reconciliation/reconciled.ts'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'
import { snapshot } from './merge-snapshot.ts'

/** Does something with two databases, and drops them. */
async function withDatabases(work: (one: Db, other: Db) => Promise<void>): Promise<void> {
  const databases: TestDatabase[] = []
  const made = async () => {
    const database = await testDatabase()
    databases.push(database)
    return database.db
  }
  try {
    await work(await made(), await made())
  } finally {
    for (const database of databases) await database.drop()
  }
}

const SOURCES = ['cmdb', 'cloud', 'scanner'] as const
type SourceName = (typeof SOURCES)[number]
const DEVICES = 4

/** What a source knows, and what it has come to say in its n-th reading. */
interface Knowledge {
  readonly devices: readonly {
    readonly device: number
    readonly also: number
    readonly cores: readonly number[]
  }[]
  readonly links: readonly (readonly [number, number])[]
}

const knowledge: fc.Arbitrary<Knowledge> = fc.record({
  devices: fc.uniqueArray(
    fc.record({
      device: fc.nat(DEVICES - 1),
      // Of another device, or of none: what makes records meet several assets.
      also: fc.integer({ min: -DEVICES, max: DEVICES - 1 }),
      cores: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    }),
    { selector: ({ device }) => device, minLength: 1, maxLength: DEVICES },
  ),
  links: fc.uniqueArray(fc.tuple(fc.nat(DEVICES - 1), fc.nat(DEVICES - 1)), {
    selector: String,
    maxLength: 4,
  }),
})

function script(source: SourceName, { devices, links }: Knowledge, reading: number): Script {
  return {
    assets: [
      devices.map(({ device, also, cores }) =>
        asset(
          `${source}-${device}`,
          { cores: cores[reading % cores.length], [source]: reading },
          serial(`SN-A${device}`, ...(also < 0 ? [] : [`SN-A${also}`])),
        ),
      ),
    ],
    relations: [
      links
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => relation(`${source}-${from}`, `${source}-${to}`, 'CONNECTS_TO')),
    ],
  }
}

type Known = Readonly<Record<SourceName, Knowledge>>

async function read(db: Db, known: Known, source: SourceName, reading: number): Promise<void> {
  const precedence = 10 * (SOURCES.indexOf(source) + 1)
  await sync(db, script(source, known[source], reading), { source, precedence })
}

async function begin(db: Db, known: Known): Promise<void> {
  for (const source of SOURCES) await read(db, known, source, 0)
}

const writer = { at: new Date('2031-01-01T00:00:00Z'), auditContext: { actor: 'test', requestId: 'test' } }

/** Some assets, in the order of what sources call them, so that two databases choose alike. */
async function chosen(db: Db, picks: readonly number[]): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('external_reference')
    .select(['asset_id', 'source', 'external_id'])
    .where('asset_id', 'is not', null)
    .orderBy('source')
    .orderBy('external_id')
    .$narrowType<{ asset_id: string }>()
    .execute()
  const ids = [...new Set(rows.map(({ asset_id }) => asset_id))]
  return [...new Set(picks.map((pick) => ids[pick % ids.length] ?? ''))]
}

/** The records that have an asset. */
async function placed(db: Db): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('external_reference')
    .select(['source', 'external_id'])
    .where('asset_id', 'is not', null)
    .execute()
  return rows.map(({ source, external_id }) => `${source} ${external_id}`).sort()
}

async function merge(db: Db, [survivorId = '', ...duplicateIds]: readonly string[]): Promise<void> {
  if (duplicateIds.length === 0) return
  await db.kysely
    .transaction()
    .execute((transaction) => mergeAssets(transaction, writer, { survivorId, duplicateIds, taskId: null }))
}

async function unmerge(db: Db, [, ...duplicateIds]: readonly string[]): Promise<void> {
  if (duplicateIds.length === 0) return
  await db.kysely.transaction().execute((transaction) => unmergeAssets(transaction, writer, duplicateIds))
}

const all = fc.record({ cmdb: knowledge, cloud: knowledge, scanner: knowledge })
const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 3 })

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 15), interruptAfterTimeLimit: 200_000 }

test('a merge and its undoing leave everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(all, picks, (known, which) =>
      withDatabases(async (db) => {
        await begin(db, known)
        const before = await snapshot(db)
        const assets = await chosen(db, which)
        await merge(db, assets)
        await unmerge(db, assets)
        expect(await snapshot(db)).toEqual(before)
      }),
    ),
    RUNS,
  )
}, 300_000)

test('what sources come to say between a merge and its undoing ends where it belongs', async () => {
  await fc.assert(
    fc.asyncProperty(
      all,
      picks,
      fc.array(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 4 }),
      (known, which, between) =>
        withDatabases(async (merged, plain) => {
          await begin(merged, known)
          await begin(plain, known)
          const assets = await chosen(merged, which)
          await merge(merged, assets)
          for (const [index, source] of between.entries()) {
            await read(merged, known, source, index + 1)
            await read(plain, known, source, index + 1)
          }
          // While assets are one, a record that met several of them may find its place, where it then stays.
          fc.pre(String(await placed(merged)) === String(await placed(plain)))
          await unmerge(merged, assets)
          // Relations that were told while the ends were one are told again.
          for (const db of [merged, plain]) for (const source of SOURCES) await read(db, known, source, 2)
          expect(await reconciled(merged)).toEqual(await reconciled(plain))
        }),
    ),
    RUNS,
  )
}, 300_000)
