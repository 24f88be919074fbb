import { readFile } from 'node:fs/promises'
import type { JsonObject } from '@throughline/db'
import { type Plugin, parseRecord } from '@throughline/plugin-kit'
import type { ApiFixtures, FakeSystem } from '@throughline/plugin-kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { make } from '../features/mutate.ts'
import type { TestApi } from '../harness.ts'
import { type Graph, graphOf } from './graph.ts'
import { Installed } from './installed.ts'
import { type Known, toldBy, toldIn } from './told.ts'
import { differences, leaks, traces } from './traces.ts'

/** What there is to count in the graph. */
export interface Counts {
  readonly tickets?: number
  /** What all tickets took together. */
  readonly minutes?: number
  readonly changes?: number
  readonly alerts?: number
  readonly assets?: number
  readonly relations?: number
  readonly surveys?: number
  readonly responses?: number
  readonly samples?: number
}

/** What is particular about a plugin at work. */
export interface AtWork<System extends FakeSystem> extends Partial<Known> {
  /** Counted in the system itself, by other means than the plugin's. */
  readonly counted: (system: System) => Counts
  /** What else there must be before the source is read. */
  readonly prepare?: (api: TestApi) => Promise<unknown>
  /** How often the deliveries of the fixtures bring something that was not there before; never when left out. */
  readonly news?: number
}

/**
 * Has a plugin work as it does for its users, and looks at what comes of it: the runner on a real PostgreSQL, the
 * real server, real HTTP to the fake system. The steps build on each other.
 */
export function worksAtWork<System extends FakeSystem>(
  plugin: Plugin,
  fixtures: ApiFixtures<System>,
  { counted, prepare, news = 0, services = [], teams = [] }: AtWork<System>,
): void {
  let installed: Installed<System>
  let brought = 0
  beforeAll(async () => {
    installed = await Installed.start(plugin, fixtures)
    for (const name of services) {
      await make(installed.api, 'Service', { name, kind: 'BUSINESS' })
    }
    for (const name of teams) await make(installed.api, 'Team', { name, kind: 'IT' })
    await prepare?.(installed.api)
  })
  afterAll(() => installed.stop())

  test('everything that the system holds is in the graph', async () => {
    const { outcome, run } = await installed.read()
    expect([outcome, run.error_message]).toEqual(['SUCCEEDED', null])
    const letters = await installed.api.db.kysely.selectFrom('dead_letter').select('reason').execute()
    expect(letters).toEqual([])
    const graph = await graphOf(installed.api, installed.source.name)
    expect(toldIn(graph)).toEqual(toldBy(await goldenRecords(fixtures.golden), { services, teams }))
    const counts = counted(installed.system)
    expect(Object.values(counts).some((count) => count > 0)).toBe(true)
    expect(countsIn(graph)).toMatchObject(counts)
  })

  test('a second run writes nothing, and neither does a full one', async () => {
    const before = await traces(installed.api.db)
    for (const mode of ['INCREMENTAL', 'FULL'] as const) {
      installed.pass(1000)
      expect(await installed.read({ mode })).toMatchObject({ outcome: 'SUCCEEDED' })
      expect(differences(before, await traces(installed.api.db))).toEqual([])
    }
  })

  for (const delivery of fixtures.deliveries ?? []) {
    test(`a delivery is taken and has its effect: ${delivery.name}`, async () => {
      installed.pass(60_000)
      await installed.forgetDeliveries()
      installed.system.touch?.(installed.now)
      const before = await traces(installed.api.db)
      const sent = delivery.make(installed.now)
      expect(await installed.deliver(sent)).toBe(202)
      expect(await installed.processDeliveries()).toBe(1)
      const pushed = await runs(installed, 'PUSH')
      const records = Object.values(delivery.upserts ?? {}).reduce((sum, count) => sum + count, 0)
      expect(pushed.flatMap(({ counts }) => Object.values(counts)).map(({ found }) => found)).toEqual(
        records === 0 ? [] : [records],
      )
      const refetched = (await runs(installed, 'WEBHOOK')).flatMap(({ selection }) => selection ?? [])
      expect([...new Set(refetched.map(({ stream }) => stream))].sort()).toEqual(
        [...(delivery.refetches ?? [])].sort(),
      )
      if (refetched.length > 0) expect(await installed.readNext()).toMatchObject({ outcome: 'SUCCEEDED' })
      if (differences(before, await traces(installed.api.db)).length > 0) brought += 1
      // Sent again, it is known.
      expect(await installed.deliver(sent)).toBe(202)
      expect(await installed.processDeliveries()).toBe(0)
    })
  }

  test('deliveries have brought what is new', () => expect(brought).toBe(news))

  for (const [index, { action, input, count }] of (fixtures.actions ?? []).entries()) {
    test(`${action} is done once, however often it is asked for and tried`, async () => {
      const key = `a-key-of-22-letters-${String(index).padStart(4, '0')}`
      const before = count(installed.system)
      const wanted = input as JsonObject
      const { id } = await installed.ask(action, wanted, key)
      expect(await installed.ask(action, wanted, key)).toMatchObject({ id })
      expect(await installed.processActions()).toBe(1)
      const db = installed.api.db.kysely
      const outbox = () =>
        db.selectFrom('source_action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const done = await outbox()
      expect(done).toMatchObject({
        status: 'SUCCEEDED',
        error_message: null,
        external_id: expect.any(String),
      })
      expect(count(installed.system)).toBe(before + 1)
      // As if the process had died before it could note that it was done.
      await db
        .updateTable('source_action')
        .set({ status: 'QUEUED', finished_at: null })
        .where('id', '=', id)
        .execute()
      expect(await installed.processActions()).toBe(1)
      expect(await outbox()).toMatchObject({ status: 'SUCCEEDED', external_id: done.external_id })
      expect(count(installed.system)).toBe(before + 1)
    })
  }

  test('no secret and no person is in the database', async () => {
    const texts = [...Object.values(fixtures.env), ...(fixtures.canaries ?? [])]
    expect(await leaks(installed.api.db, texts)).toEqual([])
    expect(await leaks(installed.api.db, [installed.source.name])).not.toEqual([])
  })
}

async function goldenRecords(path: string | undefined) {
  if (path === undefined) throw new Error('The fixtures have no golden file.')
  return z
    .array(z.unknown())
    .parse(JSON.parse(await readFile(path, 'utf8')))
    .map(parseRecord)
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

function countsIn({ tickets, changes, alerts, assets, surveys, metrics }: Graph): Required<Counts> {
  return {
    tickets: tickets.length,
    minutes: sumOf(tickets.map(({ effortMinutes }) => effortMinutes ?? 0)),
    changes: changes.length,
    alerts: alerts.length,
    assets: assets.length,
    relations: sumOf(assets.map(({ relations }) => relations.nodes.length)),
    surveys: surveys.length,
    responses: sumOf(surveys.map(({ responses }) => responses.totalCount)),
    samples: sumOf(metrics.map(({ series }) => series[0]?.value ?? 0)),
  }
}

const noted = z.object({
  counts: z.record(z.string(), z.object({ found: z.number() })),
  selection: z.array(z.object({ stream: z.string() })).nullable(),
})

/** The runs of this moment that something set off. */
async function runs<System extends FakeSystem>({ api, now }: Installed<System>, trigger: 'PUSH' | 'WEBHOOK') {
  const rows = await api.db.kysely
    .selectFrom('sync_run')
    .select(['counts', 'selection'])
    .where('trigger', '=', trigger)
    .where('started_at', '=', now)
    .execute()
  return z.array(noted).parse(rows)
}
