import { createHash } from 'node:crypto'
import type { JsonObject } from '../../src/columns.ts'
import type { TeamKey } from '../teams.ts'
import {
  type AssetSpec,
  type Environment,
  type Inventory,
  type RelationKind,
  type RelationSpec,
  relation,
  SPARE,
} from './spec.ts'
import {
  CALLS,
  CRON_JOBS,
  INGRESSES,
  type Namespaces,
  STAGING,
  STORED_IN,
  UNMAPPED,
  WORKLOADS,
} from './workloads.ts'

const CLUSTERS = {
  production: { key: 'cluster-prod', name: 'ostwerk-prod', cost: 1900, source: 'kubernetes' },
  staging: { key: 'cluster-stg', name: 'hafen-staging', cost: 600, source: 'kubernetes-staging' },
} as const

function uid(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

function resource(
  environment: keyof typeof CLUSTERS,
  namespace: string | null,
  kind: string,
  key: string,
  name: string,
  owner: TeamKey,
  attributes: JsonObject,
): AssetSpec {
  const externalId = `${CLUSTERS[environment].name}/${namespace ?? '_'}/${kind}/${name}`
  return {
    key: environment === 'staging' ? `staging/${key}` : key,
    kind: `kubernetes.${kind.toLowerCase()}`,
    name,
    environment: environment satisfies Environment,
    owner,
    cost: null,
    attributes: namespace === null ? attributes : { namespace, app: name, partOf: namespace, ...attributes },
    identifiers: [['kubernetes.uid', uid(externalId)]],
    sources: [CLUSTERS[environment].source],
    externalId,
    ...(namespace === null
      ? {}
      : { labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': namespace } }),
  }
}

const assets: AssetSpec[] = []
const relations: RelationSpec[] = []

/** What the clusters tell of themselves; everything that joins them to the rest comes from elsewhere. */
function link(from: string, kind: RelationKind, to: string, strength = 1): void {
  const source = CLUSTERS[from.startsWith('staging/') ? 'staging' : 'production'].source
  relations.push(relation(from, kind, to, strength, source))
}

function addNamespaces(environment: keyof typeof CLUSTERS, namespaces: Namespaces): void {
  const cluster = CLUSTERS[environment].key
  const prefix = environment === 'staging' ? 'staging/' : ''
  for (const [namespace, { owner, deployments }] of Object.entries(namespaces)) {
    assets.push(resource(environment, null, 'Namespace', `namespace/${namespace}`, namespace, owner, {}))
    relations.push(relation(cluster, 'CONTAINS', `${prefix}namespace/${namespace}`, 1, 'register'))
    for (const [name, replicas, port] of deployments) {
      const key = `${namespace}/${name}`
      const image = `registry.tannenlund.example/${namespace}/${name}:${1 + (name.length % 4)}.${name.length}.${replicas}`
      assets.push(
        resource(environment, namespace, 'Deployment', key, name, owner, { replicas, images: [image] }),
      )
      link(`${prefix}namespace/${namespace}`, 'CONTAINS', `${prefix}${key}`)
      if (port === 0) continue
      const service = `${namespace}/service/${name}`
      assets.push(
        resource(environment, namespace, 'Service', service, name, owner, {
          type: 'ClusterIP',
          ports: [{ port, protocol: 'TCP' }],
        }),
      )
      link(`${prefix}namespace/${namespace}`, 'CONTAINS', `${prefix}${service}`)
      link(`${prefix}${service}`, 'SELECTS', `${prefix}${key}`)
    }
  }
}

function addNodes(environment: keyof typeof CLUSTERS, prefix: string, machine: string, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    const name = `${prefix}-${number}`
    const key = environment === 'staging' ? `staging/${name}` : name
    assets.push(
      resource(environment, null, 'Node', name, name, 'platform', {
        kubeletVersion: 'v1.33.4',
        cpuMillicores: 16_000,
        memoryBytes: 128 * 2 ** 30,
        operatingSystem: 'linux',
        architecture: 'amd64',
      }),
    )
    relations.push(relation(CLUSTERS[environment].key, 'DEPENDS_ON', key, SPARE, 'register'))
    relations.push(relation(key, 'RUNS_ON', `${machine}-0${number}`))
  }
}

for (const [environment, { key, name, cost }] of Object.entries(CLUSTERS)) {
  assets.push({
    key,
    kind: 'kubernetes.cluster',
    name,
    environment: environment === 'staging' ? 'staging' : 'production',
    owner: 'platform',
    cost,
    attributes: { version: '1.33' },
    sources: ['register'],
  })
}
addNamespaces('production', { ...WORKLOADS, ...UNMAPPED })
addNamespaces('staging', STAGING)
addNodes('production', 'node-ow', 'vm-k8s', 8)
addNodes('staging', 'node-stg', 'vm-stg-k8s', 3)
for (const [namespace, name, schedule] of CRON_JOBS) {
  const owner = WORKLOADS[namespace]?.owner ?? 'platform'
  const key = `${namespace}/cronjob/${name}`
  assets.push(resource('production', namespace, 'CronJob', key, name, owner, { schedule }))
  link(`namespace/${namespace}`, 'CONTAINS', key)
}
for (const [namespace, name, host, backends] of INGRESSES) {
  const owner = WORKLOADS[namespace]?.owner ?? 'platform'
  const key = `${namespace}/ingress/${name}`
  assets.push(resource('production', namespace, 'Ingress', key, name, owner, { hosts: [host] }))
  link(`namespace/${namespace}`, 'CONTAINS', key)
  for (const backend of backends) link(key, 'ROUTES_TO', `${namespace}/service/${backend}`)
}
for (const [from, to] of CALLS) link(from, 'CALLS', to, 0.5)
for (const [from, to] of STORED_IN) relations.push(relation(from, 'DEPENDS_ON', to, 1, 'register'))

/** Clusters, nodes and what runs on them; kinds, attributes and external ids as the Kubernetes plugin has them. */
export const kubernetes: Inventory = { assets, relations }
