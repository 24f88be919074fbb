import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FiguresThread } from '../../src/cli/figures-thread.ts'
import { InvalidInput } from '../../src/graph/errors.ts'
import { fatalPage } from '../../src/reasoning/fatal-page.ts'
import { impact } from '../../src/reasoning/impact.ts'
import { graphOfPart } from '../../src/reasoning/mirror/graph-part.ts'
import { expectedFigures, keptFigures } from '../../src/reasoning/mirror/kept.fixture.ts'
import { graphChangeOf } from '../../src/reasoning/mirror/progress-store.ts'
import { insertOrganisation, uuidOf } from '../../src/reasoning/organisation.fixture.ts'
import { organisations } from '../../src/reasoning/organisations.fixture.ts'
import { loadWithPartners } from '../../src/reasoning/partners-store.ts'
import { finish } from '../../src/reasoning/steps.ts'
import { loadUpward } from '../../src/reasoning/store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const [parts] = fc.sample(organisations(true), { numRuns: 1, seed: 4 })
  if (parts !== undefined) await insertOrganisation(database.db.kysely, parts)
})
afterAll(() => database?.drop())

test('a thread computes all figures, keeps them, answers questions, and ends', async () => {
  const db = database.db.kysely
  const today = new Date().toISOString().slice(0, 10)
  const log = { info() {}, warn() {}, error() {} }
  const thread = new FiguresThread(database.connection, log)
  try {
    await thread.ready()
    expect(await keptFigures(db)).toEqual(await expectedFigures(db, today))

    const changed = await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('objective')
        .set({ status: 'ACTIVE', starts_on: null, ends_on: null })
        .execute()
      const link = { objective_id: uuidOf('o3'), service_id: uuidOf('s1'), share: 0.75 }
      await transaction.deleteFrom('objective_service').execute()
      await transaction.insertInto('objective_service').values(link).execute()
      return graphChangeOf(transaction)
    })
    await thread.keep(changed ?? '0')
    expect(await keptFigures(db)).toEqual(await expectedFigures(db, today))

    const set = [{ type: 'Service', id: uuidOf('s1') } as const]
    const part = await thread.upward(set, today)
    const loaded = await loadUpward(db, { services: [uuidOf('s1')] }, { on: today })
    expect(part && impact(graphOfPart(part), set).explanation).toEqual(impact(loaded, set).explanation)

    const question = { set, page: { first: 1 }, detailed: true } as const
    const graph = await loadWithPartners(db, set, { on: today })
    expect(await thread.fatalNext(question, today)).toEqual(finish(fatalPage(graph, question)))
    await expect(thread.fatalNext({ ...question, page: { after: 'x' } }, today)).rejects.toThrow(InvalidInput)
  } finally {
    await thread.stop()
  }
  expect(await thread.upward([], today)).toBeUndefined()
  expect(await thread.fatalNext({ set: [], page: {}, detailed: false }, today)).toBeUndefined()
})
