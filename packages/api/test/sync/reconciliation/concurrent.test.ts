import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asset, relation, type Script, sync } from '../scripted.ts'
import { reconciled } from './reconciled.ts'

const SOURCES = ['cmdb', 'cloud', 'scanner'] as const
type SourceName = (typeof SOURCES)[number]

const known = fc.record({
  devices: fc.uniqueArray(fc.nat(9), { minLength: 4, maxLength: 10 }),
  pageSize: fc.integer({ min: 1, max: 4 }),
})
type Known = typeof known extends fc.Arbitrary<infer T> ? T : never

function script(source: SourceName, { devices, pageSize }: Known): Script {
  const records = devices.map((device) =>
    asset(
      `${source}-${device}`,
      { cores: device, [source]: true },
      {
        identifiers: [
          { kind: 'serial-number', value: `SN-${device}` },
          { kind: 'fqdn', value: `device-${device}.example.org` },
        ],
      },
    ),
  )
  const pages = []
  for (let start = 0; start < records.length; start += pageSize)
    pages.push(records.slice(start, start + pageSize))
  const [first = 0, ...others] = devices
  return {
    assets: pages,
    relations: [others.map((other) => relation(`${source}-${first}`, `${source}-${other}`))],
  }
}

async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { db, drop } = await testDatabase()
  try {
    await db.kysely
      .insertInto('source')
      .values(
        SOURCES.map((name, index) => ({
          name,
          plugin: 'scripted',
          config: {},
          precedence: 10 * (index + 1),
        })),
      )
      .execute()
    return await work(db)
  } finally {
    await drop()
  }
}

test('sources that are read at the same time come to the state that they come to one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ cmdb: known, cloud: known, scanner: known }), async (all) => {
      const read = (db: Db, source: SourceName) => sync(db, script(source, all[source]), { source })
      const together = await withDatabase(async (db) => {
        // The second time everything is known, and the assets of all are seen again.
        for (let time = 0; time < 2; time += 1) await Promise.all(SOURCES.map((source) => read(db, source)))
        return reconciled(db)
      })
      const inTurn = await withDatabase(async (db) => {
        for (const source of SOURCES) await read(db, source)
        return reconciled(db)
      })
      expect(together).toEqual(inTurn)
      expect(together.tasks).toEqual([])
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 3), seed: 7 },
  )
}, 120_000)
