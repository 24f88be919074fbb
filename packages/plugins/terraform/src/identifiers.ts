import { valuesAt } from './facts.ts'
import { line } from './shapes.ts'
import type { Instance } from './state.ts'

/** Resources that only tie others together carry the ids of those. */
const TIE = /_(?:association|attachment|membership|binding|member)$/

/**
 * What other sources know a resource by: the ARN, the Azure or Google resource id, and for a machine the provider id
 * that a Kubernetes node has.
 */
export function cloudIds(instance: Instance): string[] {
  if (TIE.test(instance.type)) return []
  const text = (name: string) =>
    valuesAt(instance, name)
      .map(line)
      .find((value) => value !== undefined)
  const id = text('id')
  const plain = [text('arn'), id].filter(
    (value) => value !== undefined && /^(?:arn:[a-z-]+:|\/subscriptions\/|projects\/)/i.test(value),
  )
  return [...new Set([...machineIds(instance.type, id, text), ...plain])].filter(
    (value) => value !== undefined,
  )
}

function machineIds(
  type: string,
  id: string | undefined,
  text: (name: string) => string | undefined,
): (string | undefined)[] {
  const zone = text('availability_zone') ?? text('zone')
  if (type === 'aws_instance' && id !== undefined && zone !== undefined) return [`aws:///${zone}/${id}`]
  if (/^azurerm_(?:linux_|windows_)?virtual_machine$/.test(type) && id?.startsWith('/subscriptions/')) {
    return [`azure://${id}`]
  }
  const [project, name] = [text('project'), text('name')]
  if (
    type === 'google_compute_instance' &&
    project !== undefined &&
    zone !== undefined &&
    name !== undefined
  ) {
    return [`gce://${project}/${zone}/${name}`]
  }
  return []
}
