/** A kind of Kubernetes object that becomes an asset. */
export interface ObjectKind {
  readonly kind: string
  /** The API groups that define it; a kind of that name in another group is something else. */
  readonly groups: readonly string[]
  readonly scope: 'namespace' | 'cluster'
  /** The kind of the asset. */
  readonly slug: string
}

const inNamespace = (kind: string, ...groups: string[]): ObjectKind => ({
  kind,
  groups,
  scope: 'namespace',
  slug: `kubernetes.${kind.toLowerCase()}`,
})
const inCluster = (kind: string): ObjectKind => ({ ...inNamespace(kind, ''), scope: 'cluster' })

const KINDS = [
  inNamespace('Deployment', 'apps', 'extensions'),
  inNamespace('StatefulSet', 'apps'),
  inNamespace('DaemonSet', 'apps', 'extensions'),
  inNamespace('ReplicaSet', 'apps', 'extensions'),
  inNamespace('CronJob', 'batch'),
  inNamespace('Job', 'batch'),
  inNamespace('Pod', ''),
  inNamespace('ReplicationController', ''),
  inNamespace('Rollout', 'argoproj.io'),
  inNamespace('Service', ''),
  inNamespace('Ingress', 'networking.k8s.io', 'extensions'),
  inNamespace('HTTPRoute', 'gateway.networking.k8s.io'),
  inNamespace('PersistentVolumeClaim', ''),
  inCluster('Node'),
  inCluster('Namespace'),
]
const BY_NAME: ReadonlyMap<string, ObjectKind> = new Map(KINDS.map((kind) => [kind.kind, kind]))

/** What runs containers and may stand for the pods it makes. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
  'Job',
  'Pod',
  'ReplicationController',
  'Rollout',
] as const
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number]

export function isWorkloadKind(kind: string): kind is WorkloadKind {
  return WORKLOAD_KINDS.some((workload) => workload === kind)
}

/**
 * Workloads that many inputs do not list. Only where one of them is in the input does it stand for the pods and
 * ReplicaSets it owns; else these stay assets of their own.
 */
const SELDOM_LISTED: ReadonlySet<string> = new Set(['ReplicationController', 'Rollout'])

export function isSeldomListed(kind: string): boolean {
  return SELDOM_LISTED.has(kind)
}

/** The asset kind of an object, by its `kind` and the group in its `apiVersion`; undefined when it is none. */
export function objectKind(kind: string, apiVersion: string | undefined): ObjectKind | undefined {
  const found = BY_NAME.get(kind)
  if (found === undefined || apiVersion === undefined) return found
  return found.groups.includes(groupOf(apiVersion)) ? found : undefined
}

/** `apps` of `apps/v1`; empty for the core group, whose version stands alone. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}
