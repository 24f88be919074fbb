import { countAt, listAt, textAt } from '../fields.ts'
import type { Inventory } from '../inventory.ts'
import type { Manifest } from '../manifests.ts'

/** A Service that a host name means. */
export interface Resolved {
  readonly service: Manifest
  /** Whether the name ends in `.svc` or `.svc.<cluster domain>` and so cannot mean anything else. */
  readonly qualified: boolean
}

/**
 * The Service of the input that a host name means for a pod in `namespace`, as the cluster's DNS would say:
 * `cart`, `cart.shop`, `cart.shop.svc`, `cart.shop.svc.cluster.local`, and with the name of a StatefulSet's pod in
 * front, `cart-0.cart`.
 */
export function resolveService(
  host: string,
  namespace: string | null,
  inventory: Inventory,
): Resolved | undefined {
  const [short, qualified] = withoutDomain(host, inventory.config.clusterDomain)
  const [first = '', second, third, ...more] = short.split('.')
  if (more.length > 0 || (qualified && second === undefined)) return undefined
  if (second === undefined) return found(inventory.find('Service', namespace, first), qualified)
  if (third !== undefined) return found(serviceOfPod(first, second, third, inventory), qualified)
  const service = inventory.find('Service', second, first)
  if (service !== undefined || qualified) return found(service, qualified)
  return found(serviceOfPod(first, second, namespace, inventory), qualified)
}

function found(service: Manifest | undefined, qualified: boolean): Resolved | undefined {
  return service === undefined ? undefined : { service, qualified }
}

function withoutDomain(host: string, clusterDomain: string): [string, boolean] {
  const suffix = [`.svc.${clusterDomain}`, '.svc'].find((ending) => host.endsWith(ending))
  return suffix === undefined ? [host, false] : [host.slice(0, -suffix.length), true]
}

function serviceOfPod(
  pod: string,
  name: string,
  namespace: string | null,
  inventory: Inventory,
): Manifest | undefined {
  const owner = inventory.find('StatefulSet', namespace, pod.replace(/-[0-9]+$/, ''))
  if (owner === undefined || owner.name === pod || textAt(owner.value, 'spec', 'serviceName') !== name)
    return undefined
  return inventory.find('Service', namespace, name)
}

/** Whether a Service listens on a port; a headless one and one without ports pass on any. */
export function listensOn(service: Manifest, port: number): boolean {
  const ports = listAt(service.value, 'spec', 'ports')
  if (ports.length === 0 || textAt(service.value, 'spec', 'clusterIP') === 'None') return true
  return ports.some((declared) => countAt(declared, 'port') === port)
}
