import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import {
  definePlugin,
  disabledHttp,
  type IncrementalStream,
  type NeutralRecord,
  type Plugin,
  pseudonymsWith,
} from '@throughline/plugin-kit'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { replay } from '../../../src/sync/runs/replay.ts'
import { beginRun } from '../../../src/sync/runs/store.ts'
import { effort, everything, rowsOf, ticket } from '../entities/expected-records.ts'
import { type SyncSettings, syncPlugin } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

/** An issue with all the work on it, as some systems tell it. */
interface Issue {
  readonly id: string
  readonly minutes: readonly number[]
}

const issue = (id: string, ...minutes: number[]): Issue => ({ id, minutes })
const everyBooking = ({ id, minutes }: Issue) =>
  minutes.map((each, index) => effort(`${id}/${index}`, id, each) as NeutralRecord)

/** A source that tells of issues as they change, the work on each beside it. */
function issues(pages: readonly (readonly Issue[])[], bookings = everyBooking): Plugin {
  const stream = (name: string, record: 'ticket' | 'effort', map: (raw: Issue) => unknown) =>
    ({
      name,
      record,
      mode: 'incremental',
      cursor: { version: 1, schema: z.number() },
      scopes: async () => [{ id: 'main' }],
      async *pages() {
        for (const [next, raw] of pages.entries()) yield { raw, next }
      },
      primaryKey: ({ id }: Issue) => id,
      map,
    }) as unknown as IncrementalStream<Issue>
  return definePlugin({
    id: 'issues',
    title: 'Issues',
    kind: 'ticketing',
    apiRange: '^2.0.0',
    config: z.unknown(),
    check: async () => [],
    streams: [stream('tickets', 'ticket', ({ id }) => ticket(id)), stream('efforts', 'effort', bookings)],
  })
}

const read = (pages: readonly (readonly Issue[])[], settings: SyncSettings = {}) =>
  syncPlugin(db, issues(pages), { config: {} }, settings)

async function booked(): Promise<number[]> {
  const rows = await rowsOf(db, 'effort')
  return rows.map(({ minutes }) => Number(minutes)).sort((a, b) => a - b)
}

test('a booking that is no longer part of its issue is removed, and counts no more', async () => {
  await read([[issue('A', 30, 15, 5), issue('B', 60)]])
  expect(await booked()).toEqual([5, 15, 30, 60])
  const { counts } = await read([[issue('A', 30)]])
  expect(counts.effort).toMatchObject({ found: 1, unchanged: 0, changed: 1, retired: 2 })
  expect(await booked()).toEqual([30, 60])
  expect(await rowsOf(db, 'ticket')).toContainEqual(
    expect.objectContaining({ title: 'Ticket A', effort_minutes: 30 }),
  )
  // Told once more, nothing is taken back a second time.
  const before = await everything(db)
  expect((await read([[issue('A', 30)]])).counts.effort).toMatchObject({ unchanged: 1, retired: 0 })
  expect(await everything(db)).toBe(before)
})

test('an issue without any booking left has none, and may have some again', async () => {
  await read([[issue('A', 30, 15)]])
  expect((await read([[issue('A')]])).counts.effort).toMatchObject({ found: 0, retired: 2 })
  expect(await booked()).toEqual([])
  expect((await read([[issue('A', 30)]])).counts.effort).toMatchObject({ added: 1, retired: 0 })
  expect(await booked()).toEqual([30])
})

test('of an issue that comes twice, what it said last counts, in one page or in two', async () => {
  await read([[issue('A', 30, 15), issue('B', 60), issue('A', 20)]])
  expect(await booked()).toEqual([20, 60])
  await read([[issue('A', 1, 2, 3)], [issue('A', 1, 2)]])
  expect(await booked()).toEqual([1, 2, 60])
})

test('a source that is given time gets it here, too', async () => {
  await read([[issue('A', 30, 15)]])
  await db.kysely
    .updateTable('source')
    .set({ retirement_grace_seconds: 2 * 24 * 60 * 60 })
    .execute()
  await read([[issue('A', 30)]], { at: new Date('2031-01-01T00:00:00Z') })
  expect(await booked()).toEqual([15, 30])
  await read([[issue('B', 1)]], { at: new Date('2031-01-03T00:00:00Z') })
  expect(await booked()).toEqual([1, 30])
})

test('an issue whose mapping fails keeps what it said last', async () => {
  await read([[issue('A', 30, 15)]])
  await read([[issue('A', 30, -1)]])
  expect(await rowsOf(db, 'dead_letter')).toHaveLength(1)
  expect(await booked()).toEqual([15, 30])
})

test('a mapping that has learnt to leave something out takes it back when stored records are mapped again', async () => {
  await read([[issue('A', 30, 0), issue('B', 0, 5)]])
  const plugin = issues([], (raw) =>
    everyBooking(raw).filter((record) => 'minutes' in record && record.minutes > 0),
  )
  const source = await db.kysely.selectFrom('source').selectAll().executeTakeFirstOrThrow()
  const at = new Date('2031-01-01T00:00:00Z')
  const run = await beginRun(db.kysely, { sourceId: source.id, actor: 'test', at, mode: 'REPLAY' })
  const quiet = () => {}
  await replay(
    db.kysely,
    {
      plugin,
      source,
      auditContext: { actor: 'test', requestId: 'test' },
      context: {
        config: {},
        signal: new AbortController().signal,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        clock: () => at,
        http: disabledHttp,
        pseudonym: pseudonymsWith('test'),
      },
    },
    run,
  )
  expect(await booked()).toEqual([5, 30])
})

test('whatever is told in whatever order, of each issue the last word counts', async () => {
  const said = fc.record({
    id: fc.constantFrom('A', 'B', 'C'),
    minutes: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  })
  const runs = fc.array(fc.array(fc.array(said, { maxLength: 4 }), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  })
  let number = 0
  await fc.assert(
    fc.asyncProperty(runs, async (told) => {
      number += 1
      await db.kysely.deleteFrom('effort').execute()
      const last = new Map<string, readonly number[]>()
      for (const pages of told) {
        await read(pages, { source: `source-${number}` })
        for (const { id, minutes } of pages.flat()) last.set(id, minutes)
        expect(await booked()).toEqual([...last.values()].flat().sort((a, b) => a - b))
      }
    }),
    { numRuns: 20 },
  )
})
