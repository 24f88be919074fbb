import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf, eventsOfRequest, uuidFrom } from './audit-trail.ts'
import { make, mutate } from './mutate.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

it('does its work again after PostgreSQL ended it because it and another waited for each other', async () => {
  const team = await make(api, 'Team', { name: 'Wanted', kind: 'IT' })
  const process = await make(api, 'Process', { name: 'Wanted too' })
  const other = await api.db.pool.connect()
  try {
    await other.query('begin')
    // The other one never gives up, so that it is the mutation that has to.
    await other.query(`set local deadlock_timeout = '1h'`)
    await other.query('select from team where id = $1 for update', [uuidFrom(team)])
    const mutation = mutate(
      api,
      'updateProcess',
      { process: { id: process }, owner: { id: team } },
      'process { owner { id } }',
    )
    await waiting()
    await other.query('update process set description = $2 where id = $1', [
      uuidFrom(process),
      'by the other',
    ])
    await other.query('commit')
    const result = await mutation
    expect(result).toMatchObject({ process: { owner: { id: team } } })
    expect(await eventsOfRequest(api, result.requestId)).toHaveLength(1)
    const [, event] = await eventsOf(api, process)
    expect(event?.before).toMatchObject({ description: 'by the other', version: 2 })
  } finally {
    other.release()
  }
})

/** Until somebody in this database waits for a lock. */
async function waiting(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits
    `.execute(api.db.kysely)
    if (rows[0]?.waits === true) return
  }
}
