import { addressesIn, type FoundAddress } from '../address.ts'
import type { Inventory, Workload } from '../inventory.ts'
import { settingsOf } from '../settings.ts'
import type { Link } from './edge.ts'
import { listensOn, type Resolved, resolveService } from './resolve.ts'

/**
 * Workload → the Services whose addresses it is configured with. An address counts when nothing else can be meant:
 * it has a scheme or the cluster's domain, or its setting is named like an address, or its port is one the Service
 * listens on. A workload does not call itself through a Service of its own.
 */
export function* calls(inventory: Inventory): Generator<Link> {
  for (const workload of inventory.workloads) {
    const from = workload.manifest
    for (const setting of settingsOf(workload, inventory)) {
      for (const address of addressesIn(setting.name, setting.value)) {
        const resolved = resolveService(address.host, from.namespace, inventory)
        if (resolved === undefined || !isMeant(address, resolved)) continue
        if (isOwn(workload, resolved, inventory)) continue
        yield {
          kind: 'CALLS',
          from,
          to: resolved.service,
          because: `${setting.container}: ${setting.origin}`,
        }
      }
    }
  }
}

function isMeant(address: FoundAddress, { service, qualified }: Resolved): boolean {
  if (address.hasScheme || address.named || qualified) return true
  return address.port !== undefined && listensOn(service, address.port)
}

function isOwn(workload: Workload, { service }: Resolved, inventory: Inventory): boolean {
  return inventory.selectedBy(service).includes(workload)
}
