import type { KubernetesConfig } from './config.ts'
import { at, textAt, textFieldsAt } from './fields.ts'
import { isWorkloadKind, objectKind } from './kinds.ts'
import type { Flaw, Manifest } from './manifests.ts'
import { controllerOf, type OwnerReference, sameObject, stoodFor } from './ownership.ts'
import { type PodTemplate, podTemplate } from './pods.ts'
import { matchesPairs, matchesSelector } from './selector.ts'

/** A workload that is an asset, with the pods it makes. */
export interface Workload {
  readonly manifest: Manifest
  readonly template: PodTemplate
}

/** Everything the input says about a cluster, with the look-ups that mapping and relations need. */
export interface Inventory {
  readonly config: KubernetesConfig
  /** What of the input cannot be used. */
  readonly flaws: readonly Flaw[]
  /** What becomes an asset, implied namespaces included, in the order of external ids. */
  readonly assets: readonly Manifest[]
  readonly workloads: readonly Workload[]
  /** Pods of the input that are not assets themselves and have not ended. */
  readonly runningPods: readonly Manifest[]
  /** How many pods and other parts were left out although what stands for them is not in the input. */
  readonly orphans: number
  find(kind: string, namespace: string | null, name: string): Manifest | undefined
  /** The asset that an object is, or that stands for it: the Deployment of a pod. */
  assetOf(manifest: Manifest): Manifest | undefined
  /** The object an owner reference of `manifest` means. */
  ownerOf(manifest: Manifest, reference: OwnerReference): Manifest | undefined
  /** The workloads whose pods a Service selects. */
  selectedBy(service: Manifest): readonly Workload[]
}

/** The external id of an object: `cluster/namespace/Kind/name`, with `_` where there is no namespace. */
export function externalId(cluster: string, object: Pick<Manifest, 'kind' | 'name' | 'namespace'>): string {
  return `${cluster}/${object.namespace ?? '_'}/${object.kind}/${object.name}`
}

/** Orders the objects of the input. Pure: the same manifests in any order give the same inventory. */
export function takeInventory(
  manifests: readonly Manifest[],
  config: KubernetesConfig,
  flaws: readonly Flaw[] = [],
): Inventory {
  const all = [...manifests, ...impliedNamespaces(manifests)]
  const listed = new Set(all.filter(isAsset).map(({ kind }) => kind))
  const isPart = (manifest: Manifest) => stoodFor(manifest, listed)
  const byId = new Map(all.map((manifest) => [externalId('', manifest), manifest]))
  const find: Inventory['find'] = (kind, namespace, name) =>
    byId.get(externalId('', { kind, namespace, name }))

  const ownerOf: Inventory['ownerOf'] = (manifest, reference) => {
    const owner =
      find(reference.kind, manifest.namespace, reference.name) ?? find(reference.kind, null, reference.name)
    return owner !== undefined && sameObject(reference, owner) ? owner : undefined
  }
  const assetOf = (manifest: Manifest, depth = 0): Manifest | undefined => {
    if (!isPart(manifest)) return isAsset(manifest) ? manifest : undefined
    const controller = controllerOf(manifest)
    if (controller === undefined || depth > 5) return undefined
    const owner = ownerOf(manifest, controller) ?? inferredDeployment(manifest, controller, find)
    return owner === undefined ? undefined : assetOf(owner, depth + 1)
  }

  const assets = all
    .filter((manifest) => isAsset(manifest) && !isPart(manifest))
    .sort((a, b) => (externalId('', a) < externalId('', b) ? -1 : 1))
  const workloads = assets.flatMap((manifest) =>
    isWorkloadKind(manifest.kind) ? [{ manifest, template: podTemplate(manifest.kind, manifest) }] : [],
  )
  return {
    config,
    flaws,
    assets,
    workloads,
    runningPods: all.filter((manifest) => manifest.kind === 'Pod' && isPart(manifest) && !hasEnded(manifest)),
    orphans: all.filter((manifest) => isPart(manifest) && assetOf(manifest) === undefined).length,
    find,
    assetOf: (manifest) => assetOf(manifest),
    ownerOf,
    selectedBy: selection(workloads),
  }
}

function isAsset(manifest: Manifest): boolean {
  return objectKind(manifest.kind, textAt(manifest.value, 'apiVersion')) !== undefined
}

/** The namespaces that objects stand in without being in the input themselves. */
function impliedNamespaces(manifests: readonly Manifest[]): Manifest[] {
  const implied = new Map<string, Manifest>()
  const given = new Set(
    manifests.filter((manifest) => manifest.kind === 'Namespace').map((manifest) => manifest.name),
  )
  for (const manifest of manifests) {
    const name = manifest.namespace
    if (name === null || given.has(name) || !isAsset(manifest) || implied.has(name)) continue
    const value = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
    implied.set(name, { kind: 'Namespace', name, namespace: null, value, place: manifest.place })
  }
  return [...implied.values()]
}

function hasEnded(pod: Manifest): boolean {
  return ['Succeeded', 'Failed'].includes(textAt(pod.value, 'status', 'phase') ?? '')
}

/**
 * The Deployment of a pod whose ReplicaSet is not in the input: a ReplicaSet is called like its Deployment with the
 * pod's template hash behind it. The Deployment's selector has the last word.
 */
function inferredDeployment(
  pod: Manifest,
  controller: OwnerReference,
  find: Inventory['find'],
): Manifest | undefined {
  const labels = textFieldsAt(pod.value, 'metadata', 'labels')
  const suffix = `-${labels['pod-template-hash']}`
  if (controller.kind !== 'ReplicaSet' || !controller.name.endsWith(suffix)) return undefined
  const deployment = find('Deployment', pod.namespace, controller.name.slice(0, -suffix.length))
  if (deployment === undefined) return undefined
  return matchesSelector(at(deployment.value, 'spec', 'selector'), labels) ? deployment : undefined
}

function selection(workloads: readonly Workload[]): Inventory['selectedBy'] {
  const byPair = new Map<string, Workload[]>()
  for (const workload of workloads) {
    for (const pair of Object.entries(workload.template.labels)) {
      const key = pairKey(workload.manifest.namespace, pair)
      const known = byPair.get(key)
      if (known === undefined) byPair.set(key, [workload])
      else known.push(workload)
    }
  }
  return (service) => {
    if (textAt(service.value, 'spec', 'type') === 'ExternalName') return []
    const pairs = textFieldsAt(service.value, 'spec', 'selector')
    const [first] = Object.entries(pairs)
    const candidates = first === undefined ? [] : (byPair.get(pairKey(service.namespace, first)) ?? [])
    return candidates.filter(({ template }) => matchesPairs(pairs, template.labels))
  }
}

function pairKey(namespace: string | null, pair: readonly [string, string]): string {
  return JSON.stringify([namespace, ...pair])
}
