import type { JsonPath } from '@throughline/plugin-kit'
import type { Bom, Component, Service } from './bom.ts'
import type { CyclonedxConfig } from './config.ts'
import { plainPurl } from './web.ts'

/** A component or service of a bill of materials, wherever it is nested. */
export interface Element {
  readonly path: JsonPath
  readonly ref: string | undefined
  /** What tells it from the others of the same bill of materials. */
  readonly key: string
  /** The component or service it is a part of, as far as that is listed. */
  readonly whole: Element | undefined
  readonly component?: Component
  readonly service?: Service
}

/** The elements that are listed, in the order of the document, the subject first. */
export function elementsOf(
  bom: Bom,
  subject: Component,
  config: Pick<CyclonedxConfig, 'excluded' | 'leaveOut'>,
): [Element, ...Element[]] {
  const first: Element = {
    path: ['metadata', 'component'],
    ref: subject['bom-ref'],
    key: componentKey(subject),
    whole: undefined,
    component: subject,
  }
  const elements: [Element, ...Element[]] = [first]
  const addComponent = (component: Component | null, path: JsonPath, whole: Element | undefined): void => {
    if (component === null) return
    if (component.scope === 'excluded' && !config.excluded) return
    const left = config.leaveOut.includes(component.type)
    const key = componentKey(component)
    const element: Element = { path, ref: component['bom-ref'], key, whole, component }
    if (!left) elements.push(element)
    for (const [index, part] of (component.components ?? []).entries()) {
      addComponent(part, [...path, 'components', index], left ? whole : element)
    }
  }
  const addService = (service: Service | null, path: JsonPath, whole: Element | undefined): void => {
    if (service === null) return
    const key = `service:${longName(service)}`
    const element: Element = { path, ref: service['bom-ref'], key, whole, service }
    elements.push(element)
    for (const [index, part] of (service.services ?? []).entries()) {
      addService(part, [...path, 'services', index], element)
    }
  }
  for (const [index, part] of (subject.components ?? []).entries()) {
    addComponent(part, [...first.path, 'components', index], first)
  }
  for (const [index, component] of bom.components.entries())
    addComponent(component, ['components', index], undefined)
  for (const [index, service] of bom.services.entries()) addService(service, ['services', index], undefined)
  return elements
}

/** The package URL where there is one: it stays the same where a tool makes up a new `bom-ref` each time. */
export function componentKey(component: Component): string {
  const purl = component.purl === undefined ? undefined : plainPurl(component.purl)
  return purl ?? `${component.type}:${longName(component)}`
}

function longName({ group, name, version }: Pick<Component, 'group' | 'name' | 'version'>): string {
  return `${group ? `${group}/` : ''}${name}${version ? `@${version}` : ''}`
}

/** The values of `bom-ref` that are given to two elements, listed or not: which of them is meant is not known. */
export function repeatedRefs(bom: Bom): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const [ref] of refsIn(bom)) {
    if (seen.has(ref)) repeated.add(ref)
    seen.add(ref)
  }
  return repeated
}

/** Every `bom-ref` of a component or service, with its place. */
export function* refsIn(bom: Bom): Generator<[string, JsonPath]> {
  const subject = bom.metadata?.component
  if (subject !== undefined) yield* refsOfComponent(subject, ['metadata', 'component'])
  for (const [index, item] of bom.components.entries()) yield* refsOfComponent(item, ['components', index])
  for (const [index, item] of bom.services.entries()) yield* refsOfService(item, ['services', index])
}

function* refsOfComponent(component: Component | null, path: JsonPath): Generator<[string, JsonPath]> {
  if (component === null) return
  if (component['bom-ref'] !== undefined) yield [component['bom-ref'], path]
  for (const [index, part] of (component.components ?? []).entries()) {
    yield* refsOfComponent(part, [...path, 'components', index])
  }
}

function* refsOfService(service: Service | null, path: JsonPath): Generator<[string, JsonPath]> {
  if (service === null) return
  if (service['bom-ref'] !== undefined) yield [service['bom-ref'], path]
  for (const [index, part] of (service.services ?? []).entries()) {
    yield* refsOfService(part, [...path, 'services', index])
  }
}
