import type { NetboxObject } from './client.ts'
import { externalId, type ObjectKind } from './kinds.ts'

/** A relation as it is listed: between two assets, by their external ids. */
export interface Edge {
  readonly kind: 'CONTAINS' | 'RUNS_ON'
  readonly from: string
  readonly to: string
}

/** The members of each kind of object that lead to another one. */
export const EDGE_FIELDS: Readonly<Record<ObjectKind, readonly string[]>> = {
  site: ['id'],
  rack: ['id', 'site'],
  cluster: ['id', 'site', 'scope_type', 'scope_id'],
  device: ['id', 'site', 'rack', 'parent_device', 'cluster'],
  'virtual-machine': ['id', 'site', 'cluster', 'device'],
}

/**
 * What an object's own members say of its relations. The nearest container alone contains it: a device in a rack is in
 * the rack's site by that. `has` says which kinds are read at all.
 */
export function edgesOf(kind: ObjectKind, object: NetboxObject, has: (kind: ObjectKind) => boolean): Edge[] {
  const self = externalId(kind, object.id)
  const at = (member: string, other: ObjectKind) => {
    const id = has(other) ? idIn(object[member]) : undefined
    return id === undefined ? undefined : externalId(other, id)
  }
  const contained = (...containers: readonly (string | undefined)[]): Edge[] => {
    const nearest = containers.find((container) => container !== undefined)
    return nearest === undefined ? [] : [{ kind: 'CONTAINS', from: nearest, to: self }]
  }
  const runsOn = (from: string | undefined, to: string | undefined): Edge[] =>
    from === undefined || to === undefined ? [] : [{ kind: 'RUNS_ON', from, to }]
  switch (kind) {
    case 'site':
      return []
    case 'rack':
      return contained(at('site', 'site'))
    case 'cluster':
      return contained(siteScope(object, has) ?? at('site', 'site'))
    case 'device':
      return [
        ...contained(at('parent_device', 'device'), at('rack', 'rack'), at('site', 'site')),
        ...runsOn(at('cluster', 'cluster'), self),
      ]
    case 'virtual-machine': {
      const hosts = [at('device', 'device'), at('cluster', 'cluster')]
      const placed = hosts.flatMap((host) => runsOn(self, host))
      return placed.length > 0 ? placed : contained(at('site', 'site'))
    }
  }
}

/** The site that a cluster is scoped to, as NetBox says it since 4.2. */
function siteScope(cluster: NetboxObject, has: (kind: ObjectKind) => boolean): string | undefined {
  if (cluster.scope_type !== 'dcim.site' || typeof cluster.scope_id !== 'number' || !has('site'))
    return undefined
  return externalId('site', cluster.scope_id)
}

function idIn(value: unknown): number | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'
    ? value.id
    : undefined
}
