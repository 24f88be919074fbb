import type { Database } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import type { Kysely, KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gapCounts, gaps } from './gap-store.ts'
import { loadProgress } from './progress-store.ts'

const DAY = '2026-06-01'
/** More than any of these figures needs. */
const STATEMENTS = 12

let database: TestDatabase
let db: Kysely<Database>
beforeAll(async () => {
  database = await testDatabase()
  db = database.db.kysely
})
afterAll(() => database.drop())

/** The database, in which somebody else commits something after the reader's nth statement. */
function interrupted(after: number, change: () => Promise<unknown>): Kysely<Database> {
  let statements = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      statements += 1
      if (statements === after) await change()
      return result
    },
  }
  return db.withPlugin(plugin)
}

/** A live service that carries the objective; it takes the place of the one before in one transaction. */
async function carriedBy(name: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('service').execute()
    await transaction.deleteFrom('key_result').execute()
    await transaction.deleteFrom('objective').execute()
    const objective = await transaction
      .insertInto('objective')
      .values({ title: name, weight: 1, status: 'ACTIVE' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const service = await transaction
      .insertInto('service')
      .values({ name, kind: 'BUSINESS', lifecycle: 'LIVE' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('objective_service')
      .values({ objective_id: objective.id, service_id: service.id, share: 1 })
      .execute()
    await transaction
      .insertInto('key_result')
      .values({
        objective_id: objective.id,
        title: name,
        unit: 'h',
        start_value: 0,
        target_value: 1,
        current_value: 1,
        weight: 1,
      })
      .execute()
  })
}

describe('figures from several statements, while somebody else commits', () => {
  beforeEach(() => carriedBy('first'))
  const each = Array.from({ length: STATEMENTS }, (_, index) => index + 1)

  it('are those of one moment', async () => {
    for (const after of each) {
      const counts = await gapCounts(
        interrupted(after, () => carriedBy(`next ${after}`)),
        { on: DAY },
      )
      expect(counts, `after statement ${after}`).toMatchObject({
        SERVICE_WITHOUT_OBJECTIVE: 0,
        OBJECTIVE_WITHOUT_SERVICE: 0,
      })
      const page = await gaps(
        interrupted(after, () => carriedBy(`last ${after}`)),
        {
          on: DAY,
          limit: 10,
          kinds: ['OBJECTIVE_WITHOUT_SERVICE', 'SERVICE_WITHOUT_OBJECTIVE'],
        },
      )
      expect(page.gaps, `after statement ${after}`).toEqual([])
    }
  })

  it('are those of one moment for the progress of an objective', async () => {
    const { id } = await db.selectFrom('objective').select('id').executeTakeFirstOrThrow()
    const progress = await loadProgress(
      interrupted(1, () => carriedBy('next')),
      [id],
      { now: new Date(), timeZone: 'UTC' },
    )
    expect(progress.objectives).toHaveLength(1)
    expect(progress.keyResults).toHaveLength(1)
  })
})
