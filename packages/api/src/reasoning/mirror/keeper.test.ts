import { connect, type Db, json } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fatalNext } from '../fatal-next.ts'
import { impact } from '../impact.ts'
import type { GraphParts } from '../network.ts'
import { emptyOrganisation, insertOrganisation, uuidOf } from '../organisation.fixture.ts'
import { organisations, sets } from '../organisations.fixture.ts'
import { partnersOfSet } from '../partners.ts'
import { loadWithPartners } from '../partners-store.ts'
import { DAY } from '../parts.fixture.ts'
import { loadUpward } from '../store.ts'
import { graphOfPart, upwardPart } from './graph-part.ts'
import { FigureKeeper } from './keeper-store.ts'
import { keptFigures, naiveFigures } from './kept.fixture.ts'
import { MirrorReader } from './store.ts'

let database: TestDatabase
let other: Db
beforeAll(async () => {
  database = await testDatabase()
  other = connect(database.connection, { max: 4 })
})
afterAll(async () => {
  await other?.close()
  await database?.drop()
})
beforeEach(() => emptyOrganisation(database.db.kysely))

const clock = () => new Date(`${DAY}T12:00:00Z`)
const keeper = (reader: MirrorReader, now = clock) =>
  new FigureKeeper({ db: other.kysely, reader, clock: now, log: { info() {}, warn() {}, error() {} } })

describe('the graph in memory', () => {
  it('follows what is deleted, added and changed, and is what the database says', async () => {
    const reader = new MirrorReader(other.kysely)
    await fc.assert(
      fc
        .asyncProperty(organisations(true), sets, async (parts, set) => {
          await insertOrganisation(database.db.kysely, parts)
          const { mirror } = await reader.refreshed()
          const stored = set.map(({ type, id }) => ({ type, id: uuidOf(id) }))
          const ids = (type: string) => stored.filter((node) => node.type === type).map(({ id }) => id)
          const loaded = await loadUpward(
            database.db.kysely,
            { services: ids('Service'), assets: ids('Asset') },
            { on: DAY },
          )
          const expected = impact(loaded, stored)
          const whole = mirror.graph(DAY)
          const part = graphOfPart(upwardPart(whole, stored))
          for (const graph of [whole, part]) {
            const found = impact(graph, stored)
            expect(found.explanation).toEqual(expected.explanation)
            expect(found.affected).toEqual(expected.affected)
            expect(found.groups).toEqual(expected.groups)
          }
          const wide = graphOfPart(upwardPart(whole, [...stored, ...partnersOfSet(whole, stored)]))
          const read = await loadWithPartners(database.db.kysely, stored, { on: DAY })
          expect(fatalNext(wide, stored).nodes).toEqual(fatalNext(read, stored).nodes)
        })
        .beforeEach(() => emptyOrganisation(database.db.kysely)),
      { numRuns: 12 },
    )
  })

  it('gives every caller what was committed before it asked', async () => {
    const reader = new MirrorReader(other.kysely)
    const first = reader.refreshed()
    const insert = database.db.kysely
      .insertInto('asset')
      .values({ name: 'a', kind: 'server' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [{ id }] = await Promise.all([insert, first])
    const [second, third, fourth] = [reader.refreshed(), reader.refreshed(), reader.refreshed()]
    expect((await second).mirror.positionsOf(id)).toHaveLength(1)
    expect(await fourth).toBe(await third)
  })

  it('does not miss a transaction that commits after a later one', async () => {
    const reader = new MirrorReader(other.kysely)
    const slow = await database.db.kysely.startTransaction().execute()
    const asset = (name: string) => ({ name, kind: 'server' })
    const early = await slow
      .insertInto('asset')
      .values(asset('early'))
      .returning('id')
      .executeTakeFirstOrThrow()
    await database.db.kysely.insertInto('asset').values(asset('late')).execute()
    await reader.refreshed()
    await slow.commit().execute()
    expect((await reader.refreshed()).mirror.positionsOf(early.id)).toHaveLength(1)
  })
})

describe('kept figures', () => {
  it('let old changes go, and a graph that has missed them is read again', async () => {
    const db = database.db.kysely
    const reader = new MirrorReader(other.kysely)
    await reader.refreshed()
    const asset = { name: 'a', kind: 'server' }
    const { id } = await db.insertInto('asset').values(asset).returning('id').executeTakeFirstOrThrow()
    await keeper(new MirrorReader(other.kysely)).catchUp()
    await db.updateTable('graph_change').set({ at: '2026-01-01T00:00:00Z' }).execute()
    // A change stays while any transaction of the cluster is older, as one of another test may be.
    await vi.waitFor(
      async () => {
        await keeper(new MirrorReader(other.kysely)).catchUp()
        expect(await db.selectFrom('graph_change').selectAll().where('id', '=', id).execute()).toEqual([])
      },
      { timeout: 110_000, interval: 100 },
    )
    expect((await reader.refreshed()).mirror.positionsOf(id)).toHaveLength(1)
  }, 120_000)

  it('may take longer to compute than sessions may be idle in a transaction', async () => {
    const db = connect(database.connection, { max: 4, idleInTransactionTimeout: 400 })
    try {
      const reader = new MirrorReader(db.kysely)
      const asset = { name: 'a', kind: 'server' }
      const { id } = await database.db.kysely
        .insertInto('asset')
        .values(asset)
        .returning('id')
        .executeTakeFirstOrThrow()
      // While another transaction has the turn, the keeper waits and its guard is idle.
      const turn = await database.db.kysely.startTransaction().execute()
      await sql`select pg_advisory_xact_lock(hashtext('throughline figures'))`.execute(turn)
      const log = { info() {}, warn() {}, error() {} }
      const kept = new FigureKeeper({ db: db.kysely, reader, clock, log }).catchUp()
      await sql`select pg_sleep(1.2)`.execute(turn)
      await turn.commit().execute()
      expect(await kept).toBe(true)
      expect((await keptFigures(database.db.kysely)).get(id)).toBe('LOW 0')
    } finally {
      await db.close()
    }
  })

  it('are those of the naive rules after every change, by any keeper', async () => {
    const keepers = [0, 1].map(() => keeper(new MirrorReader(other.kysely)))
    let turn = 0
    const settled = async (parts: GraphParts) => {
      await keepers[turn++ % 2]?.catchUp()
      expect(await keptFigures(database.db.kysely)).toEqual(naiveFigures(parts))
    }
    await fc.assert(
      fc
        .asyncProperty(organisations(true), async (parts) => {
          await insertOrganisation(database.db.kysely, parts)
          await settled(parts)
          for (const [kind, table] of [
            ['dependencies', 'service_dependency'],
            ['groups', 'redundancy_group'],
          ] as const) {
            await database.db.kysely.deleteFrom(table).execute()
            await settled({ ...parts, dependencies: [], [kind]: [] })
          }
        })
        .beforeEach(() => emptyOrganisation(database.db.kysely)),
      { numRuns: 6 },
    )
  })

  it('are computed again on a new day, with new thresholds, and after a restore', async () => {
    const db = database.db.kysely
    const parts: GraphParts = {
      ...EMPTY,
      services: [{ id: 's', name: 's', lifecycle: 'LIVE' }],
      objectives: [objective('ends', DAY), objective('goes on', null)],
      contributions: [{ objectiveId: 'ends', serviceId: 's', share: 0.3, validFrom: null, validTo: null }],
    }
    await insertOrganisation(db, parts)
    const reader = new MirrorReader(other.kysely)
    await keeper(reader).catchUp()
    const kept = async () => Object.values(Object.fromEntries(await keptFigures(db)))
    expect(await kept()).toEqual(['MEDIUM 0.15'])
    const key = 'criticalityThresholds'
    await db
      .insertInto('organisation_setting')
      .values({ key, value: json({ critical: 0.1, high: 0.1 }) })
      .execute()
    await keeper(reader).catchUp()
    expect(await kept()).toEqual(['CRITICAL 0.15'])
    await keeper(reader, () => new Date('2026-06-16T12:00:00Z')).catchUp()
    expect(await kept()).toEqual(['LOW 0'])
    await db.deleteFrom('organisation_setting').execute()
    await db.updateTable('figure_progress').set({ snapshot: '900000000:900000000:' }).execute()
    await db.updateTable('node_figure').set({ computed_at: null, value_at_risk: 1 }).execute()
    await keeper(reader).catchUp()
    expect(await kept()).toEqual(['MEDIUM 0.15'])
  })
})

const EMPTY: GraphParts = {
  assets: [],
  services: [],
  processes: [],
  objectives: [],
  relations: [],
  dependencies: [],
  groups: [],
  contributions: [],
  processServices: [],
  processObjectives: [],
  on: DAY,
}

function objective(id: string, endsOn: string | null): GraphParts['objectives'][number] {
  return { id, title: id, parentId: null, weight: 1, status: 'ACTIVE', startsOn: null, endsOn }
}
