import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'

const text = z.string().exactOptional()
const count = z.int().min(0).exactOptional()
const texts = z.array(z.string()).exactOptional()
const flag = z.boolean().exactOptional()

const labelled = {
  app: text.describe('The label app.kubernetes.io/name: the application this belongs to.'),
  partOf: text.describe('The label app.kubernetes.io/part-of: what the application is a part of.'),
  component: text.describe('The label app.kubernetes.io/component: its role in the application.'),
  managedBy: text.describe('The label app.kubernetes.io/managed-by: the tool that keeps it.'),
  appVersion: text.describe('The label app.kubernetes.io/version.'),
  createdAt: text.describe('When the cluster created it, ISO 8601.'),
}
const namespaced = { namespace: z.string().describe('The namespace it stands in.'), ...labelled }

const port = z.strictObject({ name: text, port: z.int(), protocol: text })
const workload = {
  ...namespaced,
  images: texts.describe('The images of all containers, initial ones included, each once.'),
  containers: texts.describe('The names of the containers that run as long as the pod.'),
  ports: z.array(port).exactOptional().describe('The ports the containers declare.'),
  cpuRequestMillicores: count.describe(
    'Thousandths of a core one pod asks for, over its running containers.',
  ),
  memoryRequestBytes: count.describe('Bytes of memory one pod asks for, over its running containers.'),
  cpuLimitMillicores: count.describe(
    'Thousandths of a core one pod may use, as far as its containers are limited.',
  ),
  memoryLimitBytes: count.describe('Bytes of memory one pod may use, as far as its containers are limited.'),
  serviceAccount: text.describe('The service account its pods run as.'),
  otelServiceName: text.describe(
    'The annotation resource.opentelemetry.io/service.name of its pods, else its own.',
  ),
  otelServiceNamespace: text.describe(
    'The annotation resource.opentelemetry.io/service.namespace of its pods, else its own.',
  ),
}
const replicated = { ...workload, replicas: count.describe('How many pods are wanted.') }

const servicePort = z.strictObject({
  name: text,
  port: z.int(),
  targetPort: z.union([z.int(), z.string()]).exactOptional(),
  nodePort: z.int().exactOptional(),
  protocol: text,
})
const loadBalancer = texts.describe('Addresses and host names the load balancer was given.')

/** The kinds of asset, with what their attributes hold. All but the namespace is there only when the manifest says it. */
export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = {
  'kubernetes.deployment': { title: 'Kubernetes Deployment', attributes: z.strictObject(replicated) },
  'kubernetes.statefulset': {
    title: 'Kubernetes StatefulSet',
    attributes: z.strictObject({
      ...replicated,
      serviceName: text.describe('The Service that names its pods.'),
    }),
  },
  'kubernetes.daemonset': { title: 'Kubernetes DaemonSet', attributes: z.strictObject(workload) },
  'kubernetes.replicaset': { title: 'Kubernetes ReplicaSet', attributes: z.strictObject(replicated) },
  'kubernetes.replicationcontroller': {
    title: 'Kubernetes ReplicationController',
    attributes: z.strictObject(replicated),
  },
  'kubernetes.rollout': { title: 'Argo Rollout', attributes: z.strictObject(replicated) },
  'kubernetes.cronjob': {
    title: 'Kubernetes CronJob',
    attributes: z.strictObject({
      ...workload,
      schedule: text.describe('When it runs, in cron form.'),
      timeZone: text.describe('The time zone of the schedule.'),
      suspended: flag.describe('Whether it is switched off.'),
      concurrencyPolicy: text,
    }),
  },
  'kubernetes.job': {
    title: 'Kubernetes Job',
    attributes: z.strictObject({ ...workload, parallelism: count, completions: count }),
  },
  'kubernetes.pod': { title: 'Kubernetes Pod', attributes: z.strictObject(workload) },
  'kubernetes.service': {
    title: 'Kubernetes Service',
    attributes: z.strictObject({
      ...namespaced,
      type: text.describe('ClusterIP, NodePort, LoadBalancer or ExternalName.'),
      clusterIp: text.describe('Its address in the cluster; None when it has none of its own.'),
      externalIps: texts,
      externalName: text.describe('The host name it stands for.'),
      ports: z.array(servicePort).exactOptional(),
      loadBalancer,
    }),
  },
  'kubernetes.ingress': {
    title: 'Kubernetes Ingress',
    attributes: z.strictObject({
      ...namespaced,
      className: text.describe('The class of controller that serves it.'),
      hosts: texts.describe('The host names it serves.'),
      tlsHosts: texts.describe('The host names it serves encrypted.'),
      loadBalancer,
    }),
  },
  'kubernetes.httproute': {
    title: 'Kubernetes HTTPRoute',
    attributes: z.strictObject({ ...namespaced, hosts: texts.describe('The host names it serves.') }),
  },
  'kubernetes.persistentvolumeclaim': {
    title: 'Kubernetes PersistentVolumeClaim',
    attributes: z.strictObject({
      ...namespaced,
      storageClass: text,
      requestedBytes: count.describe('Bytes asked for.'),
      capacityBytes: count.describe('Bytes given.'),
      accessModes: texts,
      volumeName: text.describe('The volume that is bound to it.'),
      phase: text,
    }),
  },
  'kubernetes.node': {
    title: 'Kubernetes Node',
    attributes: z.strictObject({
      ...labelled,
      cpuMillicores: count.describe('Capacity in thousandths of a core.'),
      memoryBytes: count.describe('Capacity in bytes.'),
      maxPods: count.describe('How many pods it takes.'),
      kubeletVersion: text,
      containerRuntime: text,
      operatingSystem: text,
      osImage: text,
      architecture: text,
      instanceType: text,
      region: text,
      zone: text,
      roles: texts,
      addresses: texts.describe('Its addresses and host names.'),
      unschedulable: flag.describe('Whether it takes no new pods.'),
    }),
  },
  'kubernetes.namespace': { title: 'Kubernetes Namespace', attributes: z.strictObject(labelled) },
}
