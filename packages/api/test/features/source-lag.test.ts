import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2030-06-01T12:00:00Z')
const HOUR = 3_600_000

let api: TestApi
beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
})
afterAll(() => api.stop())

/** A UUID of version 7 that was made at an instant. */
function idMadeAt(at: Date): string {
  const digits = at.getTime().toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000001`
}

test('the lag of a source includes scopes that have never completed, from their discovery', async () => {
  const { id } = await api.db.kysely
    .insertInto('source')
    .values({ name: 'cmdb', plugin: 'csv', config: {} })
    .returning('id')
    .executeTakeFirstOrThrow()
  const lag = async () => {
    const { sources } = await api.get<{ sources: { nodes: { lagSeconds: number | null }[] } }>(
      '{ sources { nodes { lagSeconds } } }',
    )
    return sources.nodes.map(({ lagSeconds }) => lagSeconds)
  }
  expect(await lag()).toEqual([null])
  const scope = { source_id: id, stream: 'assets' }
  await api.db.kysely
    .insertInto('source_scope')
    .values({ ...scope, scope: 'read', succeeded_at: new Date(NOW.getTime() - HOUR) })
    .execute()
  expect(await lag()).toEqual([3600])
  await api.db.kysely
    .insertInto('source_scope')
    .values({
      ...scope,
      scope: 'never read',
      state: 'FAILED',
      id: idMadeAt(new Date(NOW.getTime() - 2 * HOUR)),
    })
    .execute()
  expect(await lag()).toEqual([7200])
})

test('a look-up requires what identifies the row', async () => {
  const { __schema } = await api.get<{
    __schema: { queryType: { fields: { name: string; args: { name: string; type: { kind: string } }[] }[] } }
  }>('{ __schema { queryType { fields { name args { name type { kind } } } } } }')
  const lookUps = __schema.queryType.fields.filter(({ args }) =>
    args.some(({ name }) => name === 'id' || name === 'by'),
  )
  expect(lookUps.length).toBeGreaterThan(10)
  expect(lookUps.filter(({ args }) => args[0]?.type.kind !== 'NON_NULL' || args.length > 1)).toEqual([])
})
