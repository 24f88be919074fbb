import { randomUUID } from 'node:crypto'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimRun } from '../../../src/sync/runs/claim.ts'
import { handleRunFailure } from '../../../src/sync/runs/handle-failure.ts'
import { enqueueRun } from '../../../src/sync/runs/request.ts'
import { decideRetry } from '../../../src/sync/runs/retry-policy.ts'
import { recordProgress } from '../../../src/sync/runs/store.ts'
import { sourceNamed } from '../../../src/sync/sources/store.ts'

const AUDIT_CONTEXT = { actor: 'test', requestId: 'test' }
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** What happens in one attempt of a run: it stores a page, or fails with a code. */
type Event =
  | 'page'
  | 'PLUGIN_HUNG'
  | 'PLUGIN_MEMORY'
  | 'PLUGIN_CRASHED'
  | 'PLUGIN_ERROR'
  | 'TRANSIENT'
  | 'INTERRUPTED'

/** Lets the events happen to a run of a new source. Returns how it and its source stand. */
async function after(events: readonly Event[], pluginAttempts?: number) {
  const { kysely } = database.db
  const source = await sourceNamed(kysely, { name: randomUUID(), plugin: 'csv', config: {} }, AUDIT_CONTEXT)
  const { id } = await kysely
    .transaction()
    .execute((transaction) =>
      enqueueRun(transaction, { sourceId: source.id, actor: 'test', at: new Date(), trigger: 'MANUAL' }),
    )
  const later = new Date(Date.now() + 24 * 60 * 60 * 1000)
  const claim = async () => {
    const claimed = await claimRun(kysely, source.id, 'test', later)
    if (claimed === undefined) throw new Error('there is no run to go on with')
    return { runId: id, attempt: claimed.run.attempt }
  }
  let hold: { runId: string; attempt: number } | undefined
  for (const event of events) {
    hold ??= await claim()
    if (event === 'page') {
      const held = hold
      await kysely.transaction().execute((transaction) => recordProgress(transaction, held, {}))
    } else {
      const failed = { code: event, message: 'It failed.' }
      await handleRunFailure(kysely, hold, failed, {
        now: new Date(),
        auditContext: AUDIT_CONTEXT,
        ...(pluginAttempts === undefined ? {} : { pluginAttempts }),
      })
      hold = undefined
    }
  }
  return kysely
    .selectFrom('sync_run as r')
    .innerJoin('source as s', 's.id', 'r.source_id')
    .select(['r.status', 'r.consecutive_failures as failures', 's.status as source'])
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow()
}

const WAITING = { status: 'RETRY_SCHEDULED', source: 'ACTIVE' }
const QUARANTINED = { status: 'FAILED', source: 'QUARANTINED' }

test.for<[string, readonly Event[], object, number?]>([
  ['once is tried again', ['PLUGIN_HUNG'], WAITING],
  ['twice is tried again', ['PLUGIN_HUNG', 'PLUGIN_HUNG'], WAITING],
  [
    'three times is quarantined',
    ['PLUGIN_HUNG', 'PLUGIN_MEMORY', 'PLUGIN_CRASHED'],
    { ...QUARANTINED, failures: 3 },
  ],
  ['twice is quarantined where two are allowed', ['PLUGIN_HUNG', 'PLUGIN_HUNG'], QUARANTINED, 2],
  [
    'three times, each after it has stored something, is quarantined',
    ['page', 'PLUGIN_HUNG', 'page', 'PLUGIN_HUNG', 'page', 'PLUGIN_HUNG'],
    QUARANTINED,
  ],
  [
    'three times, but not in a row, is tried again',
    ['PLUGIN_HUNG', 'PLUGIN_HUNG', 'TRANSIENT', 'PLUGIN_HUNG'],
    { ...WAITING, failures: 1 },
  ],
  [
    'that has no part in what fails otherwise',
    ['TRANSIENT', 'TRANSIENT', 'TRANSIENT', 'PLUGIN_HUNG'],
    WAITING,
  ],
  [
    'is never quarantined for what the machine did',
    Array<Event>(9).fill('INTERRUPTED'),
    { status: 'FAILED', source: 'ACTIVE' },
  ],
  [
    'that gets on between failures of others begins again',
    ['TRANSIENT', 'page', 'TRANSIENT'],
    { ...WAITING, failures: 1 },
  ],
  ['that does not fit the contract is quarantined at once', ['PLUGIN_ERROR'], QUARANTINED],
])('a plugin that failed %s', async ([, events, expected, pluginAttempts]) => {
  expect(await after(events, pluginAttempts)).toMatchObject(expected)
})

test('the pauses before another attempt grow, and are drawn by lot', () => {
  const at = (failures: number, random: number) =>
    decideRetry({ code: 'PLUGIN_HUNG', failures, pluginAttempts: 9 }, new Date(0), () => random)
  expect([1, 2, 3].map((failures) => at(failures, 1))).toEqual(
    [5_000, 10_000, 20_000].map((pause) => ({ kind: 'RETRY', at: new Date(pause) })),
  )
  expect(at(1, 0)).toEqual({ kind: 'RETRY', at: new Date(0) })
})
