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
    make(api, 'Objective', {
      title,
      weight,
      status: 'ACTIVE',
      parent: parentId === null ? null : { id: parentId },
    })
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
    await done(api, 'linkServiceToObjective', {
      service: { id: serviceId },
      objective: { id: objectiveId },
      share,
    })
  }
  const nodes = await make(api, 'RedundancyGroup', {
    service: { id: checkout },
    name: 'nodes',
    minAvailable: 2,
  })
  await done(api, 'linkServiceToService', { service: { id: checkout }, dependsOn: { id: cart } })
  await done(api, 'linkAssetsToService', {
    service: { id: checkout },
    assets: [{ id: n1 }, { id: n2 }],
    redundancyGroupId: nodes,
  })
  await done(api, 'linkAssetsToService', {
    service: { id: checkout },
    assets: [{ id: n3 }],
    level: 'SOFT',
    redundancyGroupId: nodes,
  })
  await done(api, 'linkAssetsToService', { service: { id: cart }, assets: [{ id: cartDb }], level: 'SOFT' })
  await done(api, 'linkAssetsToService', { service: { id: ledger }, assets: [{ id: host }] })
  await done(api, 'linkAssets', { from: { id: cartDb }, to: { id: host }, kind: 'RUNS_ON' })
  await done(api, 'linkAssets', { from: { id: rack }, to: { id: host }, kind: 'CONTAINS' })
  const closing = await make(api, 'Process', { name: 'close the month' })
  await done(api, 'linkProcessToObjective', { process: { id: closing }, objective: { id: save }, share: 0.6 })
  await done(api, 'linkProcess', { process: { id: closing }, services: [{ id: ledger }] })
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
