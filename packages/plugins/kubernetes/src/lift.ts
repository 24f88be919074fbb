import type { JsonValue } from '@throughline/plugin-kit'
import { annotationOf, SERVICE_NAME, SERVICE_NAMESPACE } from './annotations.ts'
import { hostsOf } from './assets.ts'
import { at, compact, countAt, fieldsAt, flagAt, listAt, textAt, textsAt } from './fields.ts'
import { isWorkloadKind, type WorkloadKind } from './kinds.ts'
import { containersOf, podTemplate } from './pods.ts'
import { bytes, millicores } from './quantity.ts'

type Attributes = Record<string, JsonValue | undefined>

/** What a manifest says about an object beyond its name, as `ASSET_KINDS` declares it. Pure. */
export function attributesOf(kind: string, object: unknown): Attributes {
  if (isWorkloadKind(kind)) return workload(kind, object)
  switch (kind) {
    case 'Service':
      return service(object)
    case 'Ingress':
      return ingress(object)
    case 'HTTPRoute':
      return { hosts: filled(hostsOf(object)) }
    case 'PersistentVolumeClaim':
      return claim(object)
    case 'Node':
      return node(object)
    default:
      return {}
  }
}

function workload(kind: WorkloadKind, object: unknown): Attributes {
  const { spec, template } = podTemplate(kind, { value: fieldsAt(object) })
  const { running, all } = containersOf(spec)
  return {
    images: filled(all.flatMap((container) => textAt(container, 'image') ?? [])),
    containers: filled(running.flatMap((container) => textAt(container, 'name') ?? [])),
    ports: filledList(running.flatMap((container) => listAt(container, 'ports').flatMap(containerPort))),
    cpuRequestMillicores: sum(running, ['resources', 'requests', 'cpu'], millicores),
    memoryRequestBytes: sum(running, ['resources', 'requests', 'memory'], bytes),
    cpuLimitMillicores: sum(running, ['resources', 'limits', 'cpu'], millicores),
    memoryLimitBytes: sum(running, ['resources', 'limits', 'memory'], bytes),
    serviceAccount: textAt(spec, 'serviceAccountName'),
    otelServiceName: annotationOf(object, template, SERVICE_NAME),
    otelServiceNamespace: annotationOf(object, template, SERVICE_NAMESPACE),
    ...OWN[kind](at(object, 'spec')),
  }
}

const replicas = (spec: unknown): Attributes => ({ replicas: countAt(spec, 'replicas') })
const OWN: Readonly<Record<WorkloadKind, (spec: unknown) => Attributes>> = {
  Deployment: replicas,
  ReplicaSet: replicas,
  ReplicationController: replicas,
  Rollout: replicas,
  StatefulSet: (spec) => ({ ...replicas(spec), serviceName: textAt(spec, 'serviceName') }),
  DaemonSet: () => ({}),
  Pod: () => ({}),
  Job: (spec) => ({ parallelism: countAt(spec, 'parallelism'), completions: countAt(spec, 'completions') }),
  CronJob: (spec) => ({
    schedule: textAt(spec, 'schedule'),
    timeZone: textAt(spec, 'timeZone'),
    suspended: flagAt(spec, 'suspend'),
    concurrencyPolicy: textAt(spec, 'concurrencyPolicy'),
  }),
}

function service(object: unknown): Attributes {
  const spec = at(object, 'spec')
  return {
    type: textAt(spec, 'type'),
    clusterIp: textAt(spec, 'clusterIP'),
    externalIps: filled(textsAt(spec, 'externalIPs')),
    externalName: textAt(spec, 'externalName'),
    ports: filledList(listAt(spec, 'ports').flatMap(servicePort)),
    loadBalancer: loadBalancer(object),
  }
}

function ingress(object: unknown): Attributes {
  const tls = listAt(object, 'spec', 'tls').flatMap((entry) => textsAt(entry, 'hosts'))
  return {
    className: textAt(object, 'spec', 'ingressClassName'),
    hosts: filled(hostsOf(object)),
    tlsHosts: filled(tls.map((host) => host.toLowerCase())),
    loadBalancer: loadBalancer(object),
  }
}

function claim(object: unknown): Attributes {
  const spec = at(object, 'spec')
  return {
    storageClass: textAt(spec, 'storageClassName'),
    requestedBytes: bytes(at(spec, 'resources', 'requests', 'storage')),
    capacityBytes: bytes(at(object, 'status', 'capacity', 'storage')),
    accessModes: filled(textsAt(spec, 'accessModes')),
    volumeName: textAt(spec, 'volumeName'),
    phase: textAt(object, 'status', 'phase'),
  }
}

const ROLE_LABEL = 'node-role.kubernetes.io/'

function node(object: unknown): Attributes {
  const labels = at(object, 'metadata', 'labels')
  const capacity = at(object, 'status', 'capacity')
  const info = at(object, 'status', 'nodeInfo')
  const roles = Object.keys(fieldsAt(labels)).filter((label) => label.startsWith(ROLE_LABEL))
  return {
    cpuMillicores: millicores(at(capacity, 'cpu')),
    memoryBytes: bytes(at(capacity, 'memory')),
    maxPods: bytes(at(capacity, 'pods')),
    kubeletVersion: textAt(info, 'kubeletVersion'),
    containerRuntime: textAt(info, 'containerRuntimeVersion'),
    operatingSystem: textAt(info, 'operatingSystem') ?? textAt(labels, 'kubernetes.io/os'),
    osImage: textAt(info, 'osImage'),
    architecture: textAt(info, 'architecture') ?? textAt(labels, 'kubernetes.io/arch'),
    instanceType: textAt(labels, 'node.kubernetes.io/instance-type'),
    region: textAt(labels, 'topology.kubernetes.io/region'),
    zone: textAt(labels, 'topology.kubernetes.io/zone'),
    roles: filled(roles.map((label) => label.slice(ROLE_LABEL.length)).sort()),
    addresses: filled(
      listAt(object, 'status', 'addresses').flatMap((address) => textAt(address, 'address') ?? []),
    ),
    unschedulable: flagAt(object, 'spec', 'unschedulable'),
  }
}

function loadBalancer(object: unknown): readonly string[] | undefined {
  const points = listAt(object, 'status', 'loadBalancer', 'ingress')
  return filled(points.flatMap((point) => textAt(point, 'hostname') ?? textAt(point, 'ip') ?? []))
}

function containerPort(port: unknown): JsonValue[] {
  const number = countAt(port, 'containerPort')
  if (number === undefined) return []
  return [compact({ name: textAt(port, 'name'), port: number, protocol: textAt(port, 'protocol') })]
}

function servicePort(port: unknown): JsonValue[] {
  const number = countAt(port, 'port')
  if (number === undefined) return []
  return [
    compact({
      name: textAt(port, 'name'),
      port: number,
      targetPort: countAt(port, 'targetPort') ?? textAt(port, 'targetPort'),
      nodePort: countAt(port, 'nodePort'),
      protocol: textAt(port, 'protocol'),
    }),
  ]
}

/** The sum over the containers that name an amount; undefined when none does. */
function sum(
  containers: readonly unknown[],
  path: readonly string[],
  read: (quantity: unknown) => number | undefined,
): number | undefined {
  const amounts = containers.flatMap((container) => read(at(container, ...path)) ?? [])
  const total = amounts.reduce((sofar, amount) => sofar + amount, 0)
  return amounts.length > 0 && Number.isSafeInteger(total) ? total : undefined
}

function filled(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : [...new Set(texts)]
}

function filledList(items: readonly JsonValue[]): readonly JsonValue[] | undefined {
  return items.length === 0 ? undefined : items
}
