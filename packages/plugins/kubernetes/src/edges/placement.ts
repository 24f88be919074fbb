import { listAt, textAt } from '../fields.ts'
import type { Inventory } from '../inventory.ts'
import type { Manifest } from '../manifests.ts'
import { ownerReferences } from '../ownership.ts'
import type { Link } from './edge.ts'

/** Namespace → everything in it. */
export function* contains(inventory: Inventory): Generator<Link> {
  for (const asset of inventory.assets) {
    if (asset.namespace === null) continue
    const namespace = inventory.find('Namespace', null, asset.namespace)
    if (namespace !== undefined) yield { kind: 'CONTAINS', from: namespace, to: asset }
  }
}

/** Asset → what owns it, or the workload that stands for its owner. */
export function* ownedBy(inventory: Inventory): Generator<Link> {
  for (const asset of inventory.assets) {
    for (const reference of ownerReferences(asset)) {
      const owner = inventory.ownerOf(asset, reference)
      const to = owner === undefined ? undefined : inventory.assetOf(owner)
      if (to !== undefined) yield { kind: 'OWNED_BY', from: asset, to }
    }
  }
}

/** Workload → the nodes its pods are on: by its own template, or by the pods in the input. */
export function* runsOn(inventory: Inventory): Generator<Link> {
  const placed: [Manifest | undefined, string | undefined][] = [
    ...inventory.workloads.map(({ manifest, template }): [Manifest, string | undefined] => [
      manifest,
      textAt(template.spec, 'nodeName'),
    ]),
    ...inventory.runningPods.map((pod): [Manifest | undefined, string | undefined] => [
      inventory.assetOf(pod),
      textAt(pod.value, 'spec', 'nodeName'),
    ]),
  ]
  for (const [from, nodeName] of placed) {
    const to = nodeName === undefined ? undefined : inventory.find('Node', null, nodeName)
    if (from !== undefined && to !== undefined) yield { kind: 'RUNS_ON', from, to }
  }
}

/** Workload → the volume claims it mounts, among them the ones a StatefulSet's templates have made. */
export function* mounts(inventory: Inventory): Generator<Link> {
  for (const { manifest: from, template } of inventory.workloads) {
    for (const volume of listAt(template.spec, 'volumes')) {
      const name = textAt(volume, 'persistentVolumeClaim', 'claimName')
      const to =
        name === undefined ? undefined : inventory.find('PersistentVolumeClaim', from.namespace, name)
      if (to !== undefined) yield { kind: 'MOUNTS', from, to }
    }
  }
  for (const to of inventory.assets) {
    if (to.kind !== 'PersistentVolumeClaim') continue
    const from = makerOf(to, inventory)
    if (from !== undefined) yield { kind: 'MOUNTS', from, to }
  }
}

/** The StatefulSet that made a claim, whose name is then template-set-ordinal. */
function makerOf(claim: Manifest, inventory: Inventory): Manifest | undefined {
  const parts = claim.name.split('-')
  if (!/^[0-9]+$/.test(parts.at(-1) ?? '')) return undefined
  for (let length = 1; length < parts.length - 1; length += 1) {
    const template = parts.slice(0, length).join('-')
    const set = inventory.find('StatefulSet', claim.namespace, parts.slice(length, -1).join('-'))
    const templates = set === undefined ? [] : listAt(set.value, 'spec', 'volumeClaimTemplates')
    if (templates.some((declared) => textAt(declared, 'metadata', 'name') === template)) return set
  }
  return undefined
}
