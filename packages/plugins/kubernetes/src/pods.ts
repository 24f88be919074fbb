import { at, listAt, textFieldsAt } from './fields.ts'
import type { WorkloadKind } from './kinds.ts'
import type { Manifest } from './manifests.ts'

/** The pods a workload makes, or a pod itself. */
export interface PodTemplate {
  readonly labels: Readonly<Record<string, string>>
  readonly spec: unknown
  /** The template as it is written. */
  readonly template: unknown
}

const TEMPLATE_PATHS: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
}

export function podTemplate(kind: WorkloadKind, manifest: Pick<Manifest, 'value'>): PodTemplate {
  const template = at(manifest.value, ...TEMPLATE_PATHS[kind])
  return { labels: textFieldsAt(template, 'metadata', 'labels'), spec: at(template, 'spec'), template }
}

/** Containers that run for as long as the pod does, and the ones before them. */
export function containersOf(spec: unknown): { running: readonly unknown[]; all: readonly unknown[] } {
  const initial = listAt(spec, 'initContainers')
  const sidecars = initial.filter((container) => at(container, 'restartPolicy') === 'Always')
  const main = listAt(spec, 'containers')
  return { running: [...main, ...sidecars], all: [...main, ...initial] }
}
