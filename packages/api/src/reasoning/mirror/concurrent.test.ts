import { setTimeout } from 'node:timers/promises'
import { connect, type Database, type Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { type Kysely, sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyOrganisation, insertOrganisation, uuidOf } from '../organisation.fixture.ts'
import { organisations } from '../organisations.fixture.ts'
import { DAY } from '../parts.fixture.ts'
import { FigureKeeper } from './keeper-store.ts'
import { expectedFigures, keptFigures } from './kept.fixture.ts'
import { graphChangeOf } from './progress-store.ts'
import { MirrorReader } from './store.ts'

/** As many as processes would be: each has its connections, its graph and its keeper. */
const PROCESSES = 3
const settings = { clock: () => new Date(`${DAY}T12:00:00Z`), log: { info() {}, warn() {}, error() {} } }

let database: TestDatabase
let processes: readonly { readonly db: Db; readonly keeper: FigureKeeper }[]
beforeAll(async () => {
  database = await testDatabase()
  processes = Array.from({ length: PROCESSES }, () => {
    const db = connect(database.connection, { max: 8 })
    const reader = new MirrorReader(db.kysely)
    return { db, keeper: new FigureKeeper({ db: db.kysely, reader, ...settings }) }
  })
})
afterAll(async () => {
  for (const { db } of processes) await db.close()
  await database?.drop()
})

const place = fc.nat(3)
const strength = fc.constantFrom(0, 0.25, 0.5, 1)
/** A statement that changes the graph, and how long its transaction stays open after it, in ms. */
const change = fc.tuple(
  fc.oneof(
    fc.record({ kind: fc.constant('depend' as const), at: place, on: place, strength, asset: fc.boolean() }),
    fc.record({ kind: fc.constant('free' as const), at: place, on: place, asset: fc.boolean() }),
    fc.record({ kind: fc.constant('live' as const), at: place, asset: fc.boolean(), lives: fc.boolean() }),
    fc.record({ kind: fc.constant('serve' as const), at: place, on: place, strength }),
    fc.record({ kind: fc.constant('weigh' as const), at: place, strength }),
  ),
  fc.nat(12),
)
type Change =
  typeof change extends fc.Arbitrary<infer Value extends readonly [unknown, unknown]> ? Value[0] : never

async function apply(db: Kysely<Database>, made: Change): Promise<void> {
  const own = uuidOf(`${'asset' in made && made.asset && made.kind === 'live' ? 'a' : 's'}${made.at}`)
  switch (made.kind) {
    case 'depend': {
      if (!made.asset && made.at === made.on) return
      const column = sql.ref(made.asset ? 'on_asset_id' : 'on_service_id')
      await sql`insert into service_dependency (service_id, ${column}, strength)
        values (${own}, ${uuidOf(`${made.asset ? 'a' : 's'}${made.on}`)}, ${made.strength})
        on conflict (service_id, ${column}) do update set strength = excluded.strength`.execute(db)
      return
    }
    case 'free':
      await sql`delete from service_dependency
        where service_id = ${own} and coalesce(on_asset_id, on_service_id) = ${uuidOf(`${made.asset ? 'a' : 's'}${made.on}`)}`.execute(
        db,
      )
      return
    case 'live':
      if (made.asset) {
        await sql`update asset set lifecycle = ${made.lives ? 'LIVE' : 'PLANNED'}, retired_at = null where id = ${own}`.execute(
          db,
        )
      } else
        await sql`update service set lifecycle = ${made.lives ? 'LIVE' : 'RETIRED'} where id = ${own}`.execute(
          db,
        )
      return
    case 'serve':
      await sql`insert into objective_service (objective_id, service_id, share)
        values (${uuidOf(`o${made.on}`)}, ${own}, ${made.strength})
        on conflict (objective_id, service_id) do update set share = excluded.share`.execute(db)
      return
    case 'weigh':
      await sql`update objective set weight = ${made.strength} where id = ${uuidOf(`o${made.at}`)}`.execute(
        db,
      )
  }
}

/** Does the changes of one writer, one transaction each, and keeps the figures after each as a mutation does. */
async function write(writer: number, changes: readonly (readonly [Change, number])[]): Promise<void> {
  const { db, keeper } = processes[writer % PROCESSES] ?? {}
  if (db === undefined || keeper === undefined) throw new Error('there is no such process')
  for (const [made, pause] of changes) {
    const work = async (transaction: Transaction<Database>) => {
      await apply(transaction, made)
      await setTimeout(pause)
      return graphChangeOf(transaction)
    }
    const xid = await db.kysely
      .transaction()
      .execute(work)
      .catch(() => undefined)
    if (xid !== undefined) await keeper.keep(xid)
  }
}

/** Keeps figures as the background does where many have changed: outside of the turns of the others. */
async function keepInBackground(signal: AbortSignal): Promise<void> {
  const { db } = database
  const keeper = new FigureKeeper({
    db: db.kysely,
    reader: new MirrorReader(db.kysely),
    ...settings,
    mostNodes: -1,
  })
  while (!signal.aborted) {
    await keeper.catchUp(signal)
    await setTimeout(1)
  }
}

it('kept figures are right when the last of many concurrent changes is answered', async () => {
  await fc.assert(
    fc
      .asyncProperty(
        organisations(true),
        fc.array(fc.array(change, { minLength: 4, maxLength: 8 }), { minLength: 6, maxLength: 6 }),
        async (parts, writers) => {
          await insertOrganisation(database.db.kysely, parts)
          await processes[0]?.keeper.catchUp()
          const writing = new AbortController()
          const background = keepInBackground(writing.signal)
          await Promise.all(writers.map((changes, writer) => write(writer, changes)))
          writing.abort()
          await background
          expect(await keptFigures(database.db.kysely)).toEqual(
            await expectedFigures(database.db.kysely, DAY),
          )
        },
      )
      .beforeEach(() => emptyOrganisation(database.db.kysely)),
    // Shrinking would repeat runs that depend on time.
    { numRuns: 20, endOnFailure: true },
  )
})
