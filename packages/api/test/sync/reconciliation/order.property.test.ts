import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { TransientError } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeAssets } from '../../../src/sync/merging/merge.ts'
import { asset, type Raw, relation, type Script, serial, sync } from '../scripted.ts'
import { type Reconciled, reconciled } from './reconciled.ts'

const SOURCES = ['cmdb', 'cloud', 'scanner'] as const
type SourceName = (typeof SOURCES)[number]
const DEVICES = 6

/**
 * What a source knows: one record for a device, with its serial number among others, so that who is who does not
 * depend on who comes first. Two records of a source are two assets, whatever they have in common.
 */
interface Knowledge {
  readonly devices: readonly {
    readonly device: number
    readonly cores: number
    readonly named: boolean
    readonly kind: string
    readonly also: readonly string[]
  }[]
  readonly links: readonly (readonly [number, number])[]
}

/** One reading of a source: in some order, cut into pages, perhaps breaking off. */
interface ReadScopeOptions {
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
      kind: fc.constantFrom('test.thing', 'test.other'),
      also: fc.uniqueArray(fc.constantFrom('uid', 'fqdn', 'mac-address'), { maxLength: 2 }),
    }),
    { selector: ({ device }) => device, maxLength: DEVICES },
  ),
  links: fc.uniqueArray(fc.tuple(fc.nat(DEVICES - 1), fc.nat(DEVICES - 1)), {
    selector: String,
    maxLength: 4,
  }),
})

const reading: fc.Arbitrary<ReadScopeOptions> = fc.record({
  source: fc.constantFrom(...SOURCES),
  order: fc.array(fc.nat(), { minLength: DEVICES, maxLength: DEVICES }),
  pageSize: fc.integer({ min: 1, max: DEVICES }),
  breaksOff: fc.boolean(),
})

function script(source: SourceName, { devices, links }: Knowledge, read: ReadScopeOptions): Script {
  const assets = devices.map(({ device, cores, named, kind, also }) =>
    asset(
      `${source}-${device}`,
      { cores, [source]: named },
      {
        kind,
        identifiers: [
          ...also.map((what) => ({ kind: what, value: `dev-${device}` })),
          { kind: 'serial-number', value: `SN-${device}` },
        ],
        ...(named ? { environment: source } : {}),
      },
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
      if (read.breaksOff) throw new TransientError('The connection was closed.')
    }
  }
  return { assets: () => pages(assets), relations: () => pages(relations) }
}

const precedenceOf = (source: SourceName) => 10 * (SOURCES.indexOf(source) + 1)

/** Does something with a database of three sources, one of which is believed more of one attribute. */
async function withSources<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { db, drop } = await testDatabase()
  try {
    const sources = await db.kysely
      .insertInto('source')
      .values(SOURCES.map((name) => ({ name, plugin: 'scripted', precedence: precedenceOf(name) })))
      .returning(['id', 'name'])
      .execute()
    const scanner = sources.find(({ name }) => name === 'scanner')?.id ?? ''
    await db.kysely
      .insertInto('precedence_rule')
      .values([
        { asset_kind: '*', attribute: 'attributes.cores', source_id: scanner, precedence: 1 },
        {
          asset_kind: 'test.other',
          attribute: 'name',
          source_id: scanner,
          precedence: 5,
          stale_after: '1 year',
        },
      ])
      .execute()
    return await work(db)
  } finally {
    await drop()
  }
}

async function readAll(
  db: Db,
  known: Readonly<Record<SourceName, Knowledge>>,
  readings: readonly ReadScopeOptions[],
) {
  for (const read of readings) {
    const { source } = read
    const settings = { source, precedence: precedenceOf(source) }
    await sync(db, script(source, known[source], read), settings).catch((error: unknown) => {
      if (!(error instanceof TransientError)) throw error
    })
  }
}

const plain = (source: SourceName): ReadScopeOptions => ({
  source,
  order: [],
  pageSize: 2 * DEVICES,
  breaksOff: false,
})
const anyOrder = fc.shuffledSubarray([...SOURCES], { minLength: SOURCES.length })
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 15), interruptAfterTimeLimit: 200_000 }

test('sources read in any order, again and again, in pieces: the same state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ cmdb: knowledge, cloud: knowledge, scanner: knowledge }),
      fc.array(reading, { maxLength: 5 }),
      anyOrder,
      async (known, readings, last) => {
        const stateAfter = (all: readonly ReadScopeOptions[]) =>
          withSources(async (db) => {
            await readAll(db, known, all)
            return reconciled(db)
          })
        // Each source comes to its end at least once.
        const state = await stateAfter([...readings, ...last.map(plain)])
        expect(state).toEqual(await stateAfter(SOURCES.map(plain)))
        expect(state.tasks).toEqual([])
      },
    ),
    RUNS,
  )
}, 300_000)

/** What a source knows by identifiers alone, any of them: records may be tied by a third that comes later. */
type Loose = readonly {
  readonly name: number
  readonly identifiers: readonly string[]
  readonly cores: number
}[]

const loose: fc.Arbitrary<Loose> = fc.uniqueArray(
  fc.record({
    name: fc.nat(3),
    identifiers: fc.uniqueArray(fc.constantFrom('SN-A', 'SN-B', 'SN-C', 'SN-D', 'SN-E'), {
      minLength: 1,
      maxLength: 2,
    }),
    cores: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ name }) => name, maxLength: 4 },
)

async function readLoose(db: Db, source: SourceName, known: Loose): Promise<void> {
  const records = known.map(({ name, identifiers, cores }) =>
    asset(`${source}-${name}`, { cores }, serial(...identifiers)),
  )
  // Page by page, so that no record has another beside it.
  await sync(db, { assets: records.map((record) => [record]) }, { source, precedence: precedenceOf(source) })
}

/** Decides every task by merging, until there is none. */
async function mergeAll(db: Db): Promise<void> {
  for (;;) {
    const task = await db.kysely
      .selectFrom('duplicate_task')
      .select('id')
      .where('state', '=', 'OPEN')
      .orderBy('id')
      .executeTakeFirst()
    if (task === undefined) return
    const assets = await db.kysely
      .selectFrom('duplicate_task_asset')
      .select('asset_id')
      .where('task_id', '=', task.id)
      .orderBy('asset_id')
      .execute()
    const [survivorId = '', ...duplicateIds] = assets.map(({ asset_id }) => asset_id)
    const writer = {
      at: new Date('2031-01-01T00:00:00Z'),
      auditContext: { actor: 'test', requestId: 'test' },
    }
    await db.kysely
      .transaction()
      .execute((transaction) =>
        mergeAssets(transaction, writer, { survivorId, duplicateIds, taskId: task.id }),
      )
  }
}

/** Without what was merged into something else. */
function standing({ assets, ...rest }: Reconciled): Reconciled {
  return {
    ...rest,
    assets: assets.filter((one) => JSON.parse(JSON.stringify(one)).merged === null),
  }
}

test('where a late record ties what came before, merging comes to what an early one would have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ cmdb: loose, cloud: loose, scanner: loose }),
      anyOrder,
      anyOrder,
      async (known, one, other) => {
        const stateAfter = (order: readonly SourceName[]) =>
          withSources(async (db) => {
            for (const source of order) await readLoose(db, source, known[source])
            await mergeAll(db)
            for (const source of order) await readLoose(db, source, known[source])
            return standing(await reconciled(db))
          })
        const state = await stateAfter(one)
        expect(state).toEqual(await stateAfter(other))
        expect([state.tasks, state.waiting]).toEqual([[], []])
      },
    ),
    RUNS,
  )
}, 300_000)

test('records that tie what is there already: the same tasks, whatever the order before and among them', async () => {
  const devices = fc.uniqueArray(fc.nat(3), { minLength: 2, maxLength: 4 })
  const ties = fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(3)), { selector: String, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(devices, devices, ties, fc.nat(), async (cmdb, cloud, tied, turn) => {
      const known = (turned: boolean) => {
        const single = (list: readonly number[]) =>
          list.map((name) => ({ name, identifiers: [`SN-${name}`], cores: name }))
        const there = new Set([...cmdb, ...cloud])
        // Records of one source that share an identifier are another matter: see distinct.test.ts.
        const taken = new Set<number>()
        const both = tied
          .filter((pair) => {
            const free = pair.every((device) => there.has(device) && !taken.has(device))
            if (free) for (const device of pair) taken.add(device)
            return free
          })
          .map(([a, b], name) => ({ name, identifiers: [`SN-${a}`, `SN-${b}`], cores: 1 }))
        const order = <T>(list: readonly T[]) =>
          turned
            ? [
                ...list.slice(turn % (list.length || 1)),
                ...list.slice(0, turn % (list.length || 1)),
              ].reverse()
            : list
        return { cmdb: order(single(cmdb)), cloud: order(single(cloud)), scanner: order(both) }
      }
      const stateAfter = (first: readonly SourceName[], records: ReturnType<typeof known>, times: number) =>
        withSources(async (db) => {
          for (let time = 0; time < times; time += 1) {
            for (const source of [...first, 'scanner'] as const) await readLoose(db, source, records[source])
          }
          return reconciled(db)
        })
      expect(await stateAfter(['cloud', 'cmdb'], known(true), 2)).toEqual(
        await stateAfter(['cmdb', 'cloud'], known(false), 1),
      )
    }),
    RUNS,
  )
}, 300_000)

test('records of one source that share an identifier: the same assets and tasks, whatever the order', async () => {
  const records = fc.uniqueArray(
    fc.record({
      name: fc.nat(2),
      serials: fc.uniqueArray(fc.constantFrom('SN-A', 'SN-B'), { minLength: 1, maxLength: 1 }),
      named: fc.boolean(),
    }),
    { selector: ({ name }) => name, maxLength: 3 },
  )
  const all = fc.record({ cmdb: records, cloud: records, scanner: records })
  const orders = fc.record({
    sources: anyOrder,
    turned: fc.boolean(),
    pageSize: fc.integer({ min: 1, max: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(all, orders, orders, async (known, one, other) => {
      const stateAfter = ({ sources, turned, pageSize }: typeof one) =>
        withSources(async (db) => {
          for (const source of sources) {
            const listed = known[source].map(({ name, serials, named }) =>
              asset(`${source}-${name}`, named ? { named } : {}, serial(...serials)),
            )
            if (turned) listed.reverse()
            const pages: Raw[][] = []
            for (let start = 0; start < listed.length; start += pageSize)
              pages.push(listed.slice(start, start + pageSize))
            await sync(db, { assets: pages }, { source, precedence: precedenceOf(source) })
          }
          return reconciled(db)
        })
      expect(await stateAfter(one)).toEqual(await stateAfter(other))
    }),
    { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 2) },
  )
}, 300_000)
