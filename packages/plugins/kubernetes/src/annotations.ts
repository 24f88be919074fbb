import { textAt } from './fields.ts'

/** The annotations in which OpenTelemetry looks for the name and the namespace of a service. */
export const SERVICE_NAME = 'resource.opentelemetry.io/service.name'
export const SERVICE_NAMESPACE = 'resource.opentelemetry.io/service.namespace'

/** The annotations that are kept. Others may hold anything. */
export const SERVICE_ANNOTATIONS = [SERVICE_NAME, SERVICE_NAMESPACE] as const

/** An annotation of the pods of a workload, else of the workload itself; undefined where it is empty. */
export function annotationOf(object: unknown, template: unknown, key: string): string | undefined {
  const texts = [template, object].map((each) => textAt(each, 'metadata', 'annotations', key)?.trim())
  return texts.find((text) => text !== undefined && text !== '')
}
