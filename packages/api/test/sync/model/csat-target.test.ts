import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { tell } from '../entities/expected-records.ts'
import { service } from './model-records.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

test('a source states the CSAT target of a service, and what a user enters takes precedence', async () => {
  const entered = await make(api, 'Service', { name: 'Mail', kind: 'TECHNICAL', csatTarget: 0.7 })
  const targets = async () => {
    const { services } = await api.get<{ services: unknown }>(
      '{ services(orderBy: [{ field: NAME }]) { nodes { id name csatTarget } } }',
    )
    return at(services, 'nodes')
  }
  await tell(api.db, {
    service: [service('Mail', { csatTarget: 0.8 }), service('Shop', { csatTarget: 0.8 })],
  })
  const told = await targets()
  expect(told).toMatchObject([
    { id: entered, csatTarget: 0.7 },
    { name: 'Shop', csatTarget: 0.8 },
  ])
  await done(api, 'updateService', { service: { id: entered }, csatTarget: null })
  await done(api, 'updateService', { service: { id: at(told, 1, 'id') }, csatTarget: 0.95 })
  await tell(api.db, {
    service: [service('Mail', { csatTarget: 0.6 }), service('Shop', { csatTarget: 0.6 })],
  })
  expect(await targets()).toMatchObject([{ csatTarget: 0.6 }, { csatTarget: 0.95 }])
  await tell(api.db, { service: [service('Mail'), service('Shop')] })
  expect(await targets()).toMatchObject([{ csatTarget: null }, { csatTarget: 0.95 }])
})
