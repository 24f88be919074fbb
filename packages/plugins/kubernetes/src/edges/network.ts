import { parseAddress } from '../address.ts'
import { at, listAt, textAt } from '../fields.ts'
import type { Inventory } from '../inventory.ts'
import type { Manifest } from '../manifests.ts'
import type { Link } from './edge.ts'
import { resolveService } from './resolve.ts'

/** Service → the workloads whose pods it selects. */
export function* selects(inventory: Inventory): Generator<Link> {
  for (const from of inventory.assets) {
    if (from.kind !== 'Service') continue
    for (const { manifest: to } of inventory.selectedBy(from)) yield { kind: 'SELECTS', from, to }
  }
}

/** Ingress or HTTPRoute → the Services behind it; an ExternalName Service → the Service of the cluster it stands for. */
export function* routesTo(inventory: Inventory): Generator<Link> {
  for (const from of inventory.assets) {
    for (const to of targetsOf(from, inventory)) if (to !== undefined) yield { kind: 'ROUTES_TO', from, to }
  }
}

function targetsOf(asset: Manifest, inventory: Inventory): (Manifest | undefined)[] {
  if (asset.kind === 'Ingress') {
    return backendsOf(asset).map((name) => inventory.find('Service', asset.namespace, name))
  }
  if (asset.kind === 'HTTPRoute') return servicesOf(asset, inventory)
  const external = asset.kind === 'Service' ? textAt(asset.value, 'spec', 'externalName') : undefined
  const address = external === undefined ? undefined : parseAddress(external)
  return address === undefined ? [] : [resolveService(address.host, asset.namespace, inventory)?.service]
}

/** The Services an Ingress names, in the shape of networking.k8s.io/v1 or of the versions before it. */
function backendsOf(ingress: Manifest): string[] {
  const spec = at(ingress.value, 'spec')
  const paths = listAt(spec, 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'))
  const backends = [
    at(spec, 'defaultBackend'),
    at(spec, 'backend'),
    ...paths.map((path) => at(path, 'backend')),
  ]
  return backends.flatMap(
    (backend) => textAt(backend, 'service', 'name') ?? textAt(backend, 'serviceName') ?? [],
  )
}

/** The Services an HTTPRoute names, also in another namespace. */
function servicesOf(route: Manifest, inventory: Inventory): (Manifest | undefined)[] {
  return listAt(route.value, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .flatMap((backend) => {
      const name = textAt(backend, 'name')
      if (name === undefined || (textAt(backend, 'kind') ?? 'Service') !== 'Service') return []
      return [inventory.find('Service', textAt(backend, 'namespace') ?? route.namespace, name)]
    })
}
