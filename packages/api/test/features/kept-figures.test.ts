import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectedFigures, keptFigures } from '../../src/reasoning/mirror/kept.fixture.ts'
import { startApi, type TestApi } from '../harness.ts'
import { done, make } from './mutate.ts'
import { makeWorkedExample, type WorkedExample } from './worked-example.ts'

let api: TestApi
let ids: WorkedExample

beforeAll(async () => {
  api = await startApi({ figures: true })
  ids = await makeWorkedExample(api)
})
afterAll(() => api.stop())

const kept = () => keptFigures(api.db.kysely)
const expected = () => expectedFigures(api.db.kysely, new Date().toISOString().slice(0, 10))

it('kept figures are right when a mutation is answered', async () => {
  expect([...(await kept()).values()].some((figures) => figures.startsWith('CRITICAL'))).toBe(true)
  expect(await kept()).toEqual(await expected())
  const spare = await make(api, 'Asset', { name: 'spare', kind: 'server' })
  for (const [name, input] of [
    ['linkAssetsToService', { service: { id: ids.checkout }, assets: [{ id: spare }], strength: 0.5 }],
    ['unlinkAssetsFromService', { service: { id: ids.cart }, assets: [{ id: ids['cart-db'] }] }],
    ['updateService', { service: { id: ids.ledger }, lifecycle: 'PLANNED' }],
    ['updateObjective', { objective: { id: ids.online }, weight: 7 }],
    ['updateSettings', { criticalityThresholds: { critical: 0.05, high: 0.02, medium: 0.01 } }],
    ['mergeAssets', { survivor: { id: spare }, duplicates: [{ id: ids['cart-db'] }] }],
    ['deleteService', { service: { id: ids.checkout } }],
  ] as const) {
    const before = await kept()
    await done(api, name, input)
    const after = await kept()
    expect(after, name).toEqual(await expected())
    expect(after, name).not.toEqual(before)
  }
})
