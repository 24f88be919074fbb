import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { done, make, mutate, textAt } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const asset = (name: string) => make(api, 'Asset', { name, kind: 'server.virtual' })

test('nothing is linked to an asset that is merged into another, and its survivor is not deleted', async () => {
  const [survivor, duplicate, other] = [
    await asset('survivor'),
    await asset('duplicate'),
    await asset('other'),
  ]
  await done(api, 'mergeAssets', { survivor, duplicates: [duplicate] })
  const service = await make(api, 'Service', { name: 'shop', kind: 'BUSINESS' })
  const ticket = await make(api, 'Ticket', { title: 'slow', kind: 'INCIDENT' })
  const change = await make(api, 'Change', { title: 'patch', type: 'NORMAL' })
  const refused = async (name: string, input: object) => {
    const { __typename, fields } = await mutate(api, name, input)
    expect({ name, __typename, fields }).toMatchObject({
      name,
      __typename: 'InvalidInputError',
      fields: [{ message: expect.stringContaining('merge') }],
    })
  }
  await refused('linkAssetsToService', { serviceId: service, assetIds: [duplicate] })
  await refused('linkAssets', { fromId: duplicate, toId: other, kind: 'RUNS_ON' })
  await refused('linkAssets', { fromId: other, toId: duplicate, kind: 'RUNS_ON' })
  await refused('linkTicket', { id: ticket, assetIds: [duplicate] })
  await refused('linkChange', { id: change, assetIds: [duplicate] })
  await refused('createMetric', { name: 'load', kind: 'GAUGE', unit: '1', assetId: duplicate })
  await refused('deleteAsset', { id: survivor })
  // To the survivor everything can be linked, and after the merge is undone to both.
  await done(api, 'linkAssetsToService', { serviceId: service, assetIds: [survivor] })
  await done(api, 'unmergeAssets', { duplicates: [duplicate] })
  await done(api, 'linkAssetsToService', { serviceId: service, assetIds: [duplicate] })
  expect(textAt(await done(api, 'deleteAsset', { id: survivor }, 'deletedId'), 'deletedId')).toBe(survivor)
})
