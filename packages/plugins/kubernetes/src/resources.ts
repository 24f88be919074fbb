/** The kinds of objects that are read from a cluster if nothing else is configured: those that are assets, and those that say what hangs together. */
export const DEFAULT_KINDS = [
  'Namespace',
  'Node',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'ConfigMap',
] as const

/** All kinds that can be read. Those of custom resources are not in every cluster, and a role must allow them. */
export const READ_KINDS = [...DEFAULT_KINDS, 'ReplicationController', 'Rollout', 'HTTPRoute'] as const
export type ReadKind = (typeof READ_KINDS)[number]

const GROUPS: Readonly<Record<ReadKind, string>> = {
  Namespace: '/api/v1',
  Node: '/api/v1',
  Deployment: '/apis/apps/v1',
  StatefulSet: '/apis/apps/v1',
  DaemonSet: '/apis/apps/v1',
  ReplicaSet: '/apis/apps/v1',
  CronJob: '/apis/batch/v1',
  Job: '/apis/batch/v1',
  Pod: '/api/v1',
  Service: '/api/v1',
  Ingress: '/apis/networking.k8s.io/v1',
  PersistentVolumeClaim: '/api/v1',
  ConfigMap: '/api/v1',
  ReplicationController: '/api/v1',
  Rollout: '/apis/argoproj.io/v1alpha1',
  HTTPRoute: '/apis/gateway.networking.k8s.io/v1',
}

/** Something to ask the API for. */
export interface Resource {
  readonly path: string
  readonly isList: boolean
}

/** Where a kind of object is listed: in the whole cluster, or in these namespaces and nowhere else. */
export function resourcesOf(kind: ReadKind, namespaces: readonly string[] | undefined): readonly Resource[] {
  const group = GROUPS[kind]
  const plural = pluralOf(kind)
  if (namespaces === undefined || kind === 'Node') return [{ path: `${group}/${plural}`, isList: true }]
  if (kind === 'Namespace')
    return namespaces.map((name) => ({ path: `${group}/${plural}/${name}`, isList: false }))
  return namespaces.map((name) => ({ path: `${group}/namespaces/${name}/${plural}`, isList: true }))
}

/** What the API and its roles call the objects of a kind: `deployments`. */
export function pluralOf(kind: ReadKind): string {
  const word = kind.toLowerCase()
  return word.endsWith('s') ? `${word}es` : `${word}s`
}
