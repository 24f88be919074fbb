import type { JsonValue } from '@throughline/plugin-kit'
import { listAt, textAt, textsAt } from './fields.ts'
import { externalId, type Inventory } from './inventory.ts'
import type { Manifest } from './manifests.ts'
import { trim } from './trim.ts'

/** An object as it is listed and stored: what its mapping needs, and nothing that may hold a secret. */
export interface AssetFacts {
  readonly cluster: string
  readonly namespace: string | null
  readonly environment?: string
  /** Host names that only this Ingress or HTTPRoute of the input serves. */
  readonly soleHosts?: readonly string[]
  readonly object: JsonValue
}

/** The facts of every asset of an inventory, in the order of their external ids. Pure. */
export function assetFacts(inventory: Inventory): AssetFacts[] {
  const servedBy = new Map<string, Set<string>>()
  for (const asset of inventory.assets) {
    if (!servesHosts(asset)) continue
    for (const host of hostsOf(asset.value)) {
      servedBy.set(host, (servedBy.get(host) ?? new Set()).add(externalId('', asset)))
    }
  }
  return inventory.assets.map((asset) => {
    const environment = environmentOf(asset, inventory)
    const soleHosts = servesHosts(asset)
      ? hostsOf(asset.value).filter((host) => servedBy.get(host)?.size === 1)
      : []
    return {
      cluster: inventory.config.cluster,
      namespace: asset.namespace,
      ...(environment === undefined ? {} : { environment }),
      ...(soleHosts.length === 0 ? {} : { soleHosts }),
      object: trim(asset.kind, asset.value),
    }
  })
}

function servesHosts({ kind }: Manifest): boolean {
  return kind === 'Ingress' || kind === 'HTTPRoute'
}

/** The host names an Ingress or an HTTPRoute serves, each once, lower-case; wildcards included. */
export function hostsOf(ingress: unknown): string[] {
  const names = textsAt(ingress, 'spec', 'hostnames')
  const rules = listAt(ingress, 'spec', 'rules').map((rule) => textAt(rule, 'host'))
  const tls = listAt(ingress, 'spec', 'tls').flatMap((entry) => textsAt(entry, 'hosts'))
  const hosts = [...names, ...rules, ...tls].flatMap((host) =>
    host === undefined ? [] : [host.toLowerCase()],
  )
  return [...new Set(hosts)]
}

/** As configured, else as the object's labels say, else as its namespace's labels say. */
function environmentOf(asset: Manifest, inventory: Inventory): string | undefined {
  const { environment } = inventory.config
  if (environment !== undefined) return environment
  const own = environmentLabel(asset)
  if (own !== undefined || asset.namespace === null) return own
  const namespace = inventory.find('Namespace', null, asset.namespace)
  return namespace === undefined ? undefined : environmentLabel(namespace)
}

function environmentLabel(manifest: Manifest): string | undefined {
  const labels = ['environment', 'env'].map((key) =>
    textAt(manifest.value, 'metadata', 'labels', key)?.trim(),
  )
  return labels.find((label) => label !== undefined && label !== '')
}
