import type { TestApi } from '../harness.ts'
import { done, make } from './mutate.ts'

export type ExampleName =
  | 'grow'
  | 'online'
  | 'stores'
  | 'save'
  | 'checkout'
  | 'ledger'
  | 'cart'
  | 'n1'
  | 'n2'
  | 'n3'
  | 'cart-db'
  | 'host'
  | 'rack'
  | 'nodes'
  | 'close the month'

/** Ids of the organisation of the worked example, by name. */
export type WorkedExample = Readonly<Record<ExampleName, string>>

/** Writes the worked example of docs/reasoning.md with nothing but mutations. */
export async function makeWorkedExample(api: TestApi): Promise<WorkedExample> {
  const objective = (title: string, weight: number, parentId: string | null = null) =>
    make(api, 'Objective', { title, weight, status: 'ACTIVE', parentId })
  const service = (name: string) => make(api, 'Service', { name, kind: 'TECHNICAL' })
  const asset = (name: string) => make(api, 'Asset', { name, kind: 'server.virtual' })

  const grow = await objective('grow', 3)
  const online = await objective('online', 2, grow)
  const stores = await objective('stores', 1, grow)
  const save = await objective('save', 1)
  const [checkout, ledger, cart] = [await service('checkout'), await service('ledger'), await service('cart')]
  const [n1, n2, n3] = [await asset('n1'), await asset('n2'), await asset('n3')]
  const [cartDb, host, rack] = [await asset('cart-db'), await asset('host'), await asset('rack')]
  for (const [serviceId, objectiveId, share] of [
    [checkout, online, 0.8],
    [ledger, grow, 0.5],
    [ledger, save, 0.25],
  ] as const) {
    await done(api, 'linkServiceToObjective', { serviceId, objectiveId, share })
  }
  const nodes = await make(api, 'RedundancyGroup', { serviceId: checkout, name: 'nodes', minAvailable: 2 })
  await done(api, 'linkServiceToService', { serviceId: checkout, dependsOnId: cart })
  await done(api, 'linkAssetsToService', {
    serviceId: checkout,
    assetIds: [n1, n2],
    redundancyGroupId: nodes,
  })
  await done(api, 'linkAssetsToService', {
    serviceId: checkout,
    assetIds: [n3],
    level: 'SOFT',
    redundancyGroupId: nodes,
  })
  await done(api, 'linkAssetsToService', { serviceId: cart, assetIds: [cartDb], level: 'SOFT' })
  await done(api, 'linkAssetsToService', { serviceId: ledger, assetIds: [host] })
  await done(api, 'linkAssets', { fromId: cartDb, toId: host, kind: 'RUNS_ON' })
  await done(api, 'linkAssets', { fromId: rack, toId: host, kind: 'CONTAINS' })
  const closing = await make(api, 'Process', { name: 'close the month' })
  await done(api, 'linkProcessToObjective', { processId: closing, objectiveId: save, share: 0.6 })
  await done(api, 'linkProcess', { id: closing, serviceIds: [ledger] })
  return {
    'close the month': closing,
    grow,
    online,
    stores,
    save,
    checkout,
    ledger,
    cart,
    n1,
    n2,
    n3,
    'cart-db': cartDb,
    host,
    rack,
    nodes,
  }
}
