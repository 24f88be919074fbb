import type { JsonValue } from '@throughline/plugin-kit'
import { SERVICE_ANNOTATIONS } from './annotations.ts'
import { at, isFields } from './fields.ts'

/** What is kept of a value: all of it, or only these members (of each item, where it is a list). */
type Shape = true | { readonly [member: string]: Shape }

const CONTAINER: Shape = {
  name: true,
  image: true,
  ports: true,
  restartPolicy: true,
  resources: { requests: true, limits: true },
}
const POD: Shape = {
  containers: CONTAINER,
  initContainers: CONTAINER,
  nodeName: true,
  serviceAccountName: true,
  volumes: { name: true, persistentVolumeClaim: { claimName: true } },
}
const ANNOTATIONS: Shape = Object.fromEntries(SERVICE_ANNOTATIONS.map((key) => [key, true]))
const TEMPLATE: Shape = { metadata: { labels: true, annotations: ANNOTATIONS }, spec: POD }

const METADATA: Shape = {
  name: true,
  namespace: true,
  uid: true,
  creationTimestamp: true,
  labels: true,
  annotations: ANNOTATIONS,
  ownerReferences: { apiVersion: true, kind: true, name: true, uid: true, controller: true },
}
const WORKLOAD_SPEC: Shape = { replicas: true, selector: true, serviceName: true, template: TEMPLATE }
const JOB_SPEC: Shape = { parallelism: true, completions: true, template: TEMPLATE }

const BACKEND: Shape = { service: true, serviceName: true, servicePort: true }
const SPECS: Readonly<Record<string, Shape>> = {
  Deployment: WORKLOAD_SPEC,
  StatefulSet: WORKLOAD_SPEC,
  DaemonSet: WORKLOAD_SPEC,
  ReplicaSet: WORKLOAD_SPEC,
  ReplicationController: WORKLOAD_SPEC,
  Rollout: WORKLOAD_SPEC,
  Job: JOB_SPEC,
  CronJob: {
    schedule: true,
    timeZone: true,
    suspend: true,
    concurrencyPolicy: true,
    jobTemplate: { spec: JOB_SPEC },
  },
  Pod: POD,
  Service: {
    type: true,
    clusterIP: true,
    externalIPs: true,
    externalName: true,
    ports: true,
    selector: true,
  },
  Ingress: {
    ingressClassName: true,
    defaultBackend: BACKEND,
    backend: BACKEND,
    rules: { host: true, http: { paths: { path: true, pathType: true, backend: BACKEND } } },
    tls: { hosts: true },
  },
  HTTPRoute: { hostnames: true, rules: { backendRefs: { kind: true, name: true, namespace: true } } },
  PersistentVolumeClaim: {
    accessModes: true,
    storageClassName: true,
    volumeName: true,
    resources: { requests: true },
  },
  Node: { providerID: true, unschedulable: true },
}
const STATUSES: Readonly<Record<string, Shape>> = {
  Service: { loadBalancer: true },
  Ingress: { loadBalancer: true },
  PersistentVolumeClaim: { phase: true, capacity: true },
  Node: { capacity: true, nodeInfo: true, addresses: true },
}

/**
 * The part of a manifest that is listed and stored. It names what is kept, so that environment values, arguments,
 * most annotations, probes and whatever else may hold a secret never leave the reader. What changes every few seconds in a
 * live cluster is left out as well: an unchanged object stays unchanged.
 */
export function trim(kind: string, object: unknown): JsonValue {
  const shape: Shape = {
    apiVersion: true,
    kind: true,
    metadata: METADATA,
    ...member('spec', SPECS[kind]),
    ...member('status', STATUSES[kind]),
  }
  return keep(object, shape) ?? {}
}

function member(name: string, shape: Shape | undefined): Record<string, Shape> {
  return shape === undefined ? {} : { [name]: shape }
}

function keep(value: unknown, shape: Shape): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item: unknown) => keep(item, shape) ?? null)
  if (typeof value !== 'object' || value === null) return asJson(value)
  const members = Object.keys(shape === true ? value : shape).flatMap((key) => {
    const kept = keep(at(value, key), shape === true ? true : (shape[key] ?? true))
    return kept === undefined || isNoAnnotation(key, kept) ? [] : [[key, kept] as const]
  })
  return Object.fromEntries(members)
}

/** An object without an annotation that is kept is stored as one without annotations. */
function isNoAnnotation(key: string, kept: JsonValue): boolean {
  return key === 'annotations' && isFields(kept) && Object.keys(kept).length === 0
}

function asJson(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
