import { flagAt, listAt, textAt } from './fields.ts'
import { isSeldomListed, isWorkloadKind, objectKind } from './kinds.ts'
import type { Manifest } from './manifests.ts'

/** What `metadata.ownerReferences` says about one owner. */
export interface OwnerReference {
  readonly apiVersion: string | undefined
  readonly kind: string
  readonly name: string
  readonly uid: string | undefined
  readonly controller: boolean
}

export function ownerReferences(manifest: Manifest): OwnerReference[] {
  return listAt(manifest.value, 'metadata', 'ownerReferences').flatMap((reference) => {
    const kind = textAt(reference, 'kind')
    const name = textAt(reference, 'name')
    if (kind === undefined || name === undefined) return []
    const [apiVersion, uid] = [textAt(reference, 'apiVersion'), textAt(reference, 'uid')]
    return [{ apiVersion, kind, name, uid, controller: flagAt(reference, 'controller') === true }]
  })
}

export function controllerOf(manifest: Manifest): OwnerReference | undefined {
  return ownerReferences(manifest).find((reference) => reference.controller)
}

/**
 * Whether an object is only a part of a workload that this plugin knows and is not an asset itself: the pods and
 * ReplicaSets of a Deployment, the Jobs of a CronJob. That depends on the object and not on what else is in the input, so
 * that an inventory does not change with the kinds that are listed. Only a kind that is seldom listed must be in it.
 * @param listed the kinds of objects in the input
 */
export function stoodFor(manifest: Manifest, listed: ReadonlySet<string>): boolean {
  if (!isWorkloadKind(manifest.kind)) return false
  const controller = controllerOf(manifest)
  return (
    controller !== undefined &&
    isWorkloadKind(controller.kind) &&
    (!isSeldomListed(controller.kind) || listed.has(controller.kind)) &&
    objectKind(controller.kind, controller.apiVersion) !== undefined
  )
}

/** Whether an object found by name is the one meant: another UID is another object that took over the name. */
export function sameObject(reference: OwnerReference, found: Manifest): boolean {
  const uid = textAt(found.value, 'metadata', 'uid')
  return reference.uid === undefined || uid === undefined || reference.uid === uid
}
