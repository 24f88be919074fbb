import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { Transient } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { asset, type Raw, relation, type Script, serial, sync } from './scripted.ts'
import { outcomeOf } from './state.ts'

const databases: TestDatabase[] = []
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop()
})

const SOURCES = ['cmdb', 'cloud', 'scanner'] as const
type SourceName = (typeof SOURCES)[number]
const DEVICES = 6

/** What a source knows: at most one record for each device, so that who is who does not depend on who comes first. */
interface Knowledge {
  readonly devices: readonly { readonly device: number; readonly cores: number; readonly named: boolean }[]
  readonly links: readonly (readonly [number, number])[]
}

/** One reading of a source: in some order, cut into pages, perhaps breaking off. */
interface Reading {
  readonly source: SourceName
  readonly order: readonly number[]
  readonly pageSize: number
  readonly breaksOff: boolean
}

const knowledge: fc.Arbitrary<Knowledge> = fc.record({
  devices: fc.uniqueArray(
    fc.record({
      device: fc.nat(DEVICES - 1),
      cores: fc.integer({ min: 1, max: 3 }),
      named: fc.boolean(),
    }),
    { selector: ({ device }) => device, maxLength: DEVICES },
  ),
  links: fc.uniqueArray(fc.tuple(fc.nat(DEVICES - 1), fc.nat(DEVICES - 1)), {
    selector: String,
    maxLength: 4,
  }),
})

const reading: fc.Arbitrary<Reading> = fc.record({
  source: fc.constantFrom(...SOURCES),
  order: fc.array(fc.nat(), { minLength: DEVICES, maxLength: DEVICES }),
  pageSize: fc.integer({ min: 1, max: DEVICES }),
  breaksOff: fc.boolean(),
})

function script(source: SourceName, { devices, links }: Knowledge, read: Reading): Script {
  const assets = devices.map(({ device, cores, named }) =>
    asset(
      `${source}-${device}`,
      { cores, [source]: true },
      { ...serial(`SN-${device}`), ...(named ? { environment: source } : {}) },
    ),
  )
  const relations = links
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => relation(`${source}-${from}`, `${source}-${to}`))
  const shuffled = (records: readonly Raw[]) =>
    records
      .map((record, index) => [read.order[index] ?? 0, record] as const)
      .sort(([a], [b]) => a - b)
      .map(([, record]) => record)
  const pages = async function* (records: readonly Raw[]) {
    for (let start = 0; start < records.length; start += read.pageSize) {
      yield shuffled(records).slice(start, start + read.pageSize)
      if (read.breaksOff) throw new Transient('The connection was closed.')
    }
  }
  return { assets: () => pages(assets), relations: () => pages(relations) }
}

async function stateAfter(known: Readonly<Record<SourceName, Knowledge>>, readings: readonly Reading[]) {
  const { db, drop } = await testDatabase()
  try {
    await db.kysely
      .insertInto('source')
      .values(SOURCES.map((name, index) => ({ name, plugin: 'scripted', precedence: 10 * (index + 1) })))
      .execute()
    for (const read of readings) {
      const { source } = read
      const precedence = 10 * (SOURCES.indexOf(source) + 1)
      await sync(db, script(source, known[source], read), { source, precedence }).catch((error: unknown) => {
        if (!(error instanceof Transient)) throw error
      })
    }
    return await outcomeOf(db)
  } finally {
    await drop()
  }
}

test('sources read in any order, again and again, in pieces: the same state', async () => {
  const plain = (source: SourceName): Reading => ({ source, order: [], pageSize: DEVICES, breaksOff: false })
  await fc.assert(
    fc.asyncProperty(
      fc.record({ cmdb: knowledge, cloud: knowledge, scanner: knowledge }),
      fc.array(reading, { maxLength: 5 }),
      fc.shuffledSubarray([...SOURCES], { minLength: SOURCES.length }),
      async (known, readings, last) => {
        // Each source comes to its end at least once.
        const all = [...readings, ...last.map(plain)]
        const state = await stateAfter(known, all)
        expect(state).toEqual(await stateAfter(known, SOURCES.map(plain)))
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 15) },
  )
})
