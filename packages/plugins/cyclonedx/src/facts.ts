import { type JsonValue, truncate } from '@throughline/plugin-kit'
import type { Bom, Component, Service } from './bom.ts'
import type { Element } from './elements.ts'
import { SERVICE_KIND } from './kinds.ts'
import { originOf, pageOf, plainPurl } from './web.ts'

type Attributes = Readonly<Record<string, JsonValue>>
type Description = Pick<ElementFacts, 'kind' | 'name' | 'url' | 'attributes'>

/** A component or service as it is listed and stored: named members only. */
export interface ElementFacts {
  /** What the bill of materials is about. */
  readonly subject: string
  /** What tells it from the others; null for the subject itself. */
  readonly key: string | null
  readonly kind: string
  readonly name: string
  readonly environment?: string
  readonly url?: string
  readonly attributes: Attributes
}

const MAX_TEXT = 500
const MAX_LISTED = 50

/** The kind, name and attributes of an element. Pure. */
export function describeElement({ component, service }: Element): Description {
  if (component !== undefined) return describeComponent(component)
  if (service !== undefined) return describeService(service)
  throw new TypeError('An element is a component or a service')
}

/** What a bill of materials says of itself, for its subject. */
export function bomAttributes({ serialNumber, version, specVersion, metadata }: Bom): Attributes {
  return compact({
    bomSerialNumber: short(serialNumber),
    bomVersion: version,
    bomCreatedAt: short(metadata?.timestamp),
    specVersion,
  })
}

function describeComponent(component: Component): Description {
  const { group, version, purl, cpe, supplier, publisher, scope, hashes = [] } = component
  const digests = hashes.flatMap(({ alg, content }) =>
    alg === undefined || content === undefined ? [] : [[alg, content.toLowerCase()] as const],
  )
  return {
    kind: `software.${component.type}`,
    name: truncate(component.name, 300),
    ...urlOf(component),
    attributes: compact({
      group: short(group),
      version: short(version),
      licenses: licensesOf(component),
      purl: short(purl === undefined ? undefined : plainPurl(purl)),
      cpe: short(cpe),
      supplier: short(supplier?.name),
      publisher: short(publisher),
      scope: short(scope),
      hashes: digests.length === 0 ? undefined : Object.fromEntries(digests),
    }),
  }
}

function describeService(service: Service): Description {
  const origins = (service.endpoints ?? [])
    .map((endpoint) => (endpoint === undefined ? undefined : originOf(endpoint)))
    .filter((origin) => origin !== undefined)
  return {
    kind: SERVICE_KIND,
    name: truncate(service.name, 300),
    attributes: compact({
      group: short(service.group),
      version: short(service.version),
      licenses: licensesOf(service),
      provider: short(service.provider?.name),
      endpoints: origins.length === 0 ? undefined : [...new Set(origins)].slice(0, MAX_LISTED),
      authenticated: service.authenticated,
      crossesTrustBoundary: service['x-trust-boundary'],
    }),
  }
}

function licensesOf({ licenses }: Pick<Component, 'licenses'>): string[] | undefined {
  const names = (licenses ?? [])
    .map(({ license, expression }) => short(expression ?? license?.id ?? license?.name))
    .filter((name) => name !== undefined)
  return names.length === 0 ? undefined : [...new Set(names)].slice(0, MAX_LISTED)
}

function urlOf({ externalReferences }: Component): { url?: string } {
  for (const wanted of ['website', 'vcs']) {
    for (const { type, url } of externalReferences ?? []) {
      const page = type === wanted && url !== undefined ? pageOf(url) : undefined
      if (page !== undefined) return { url: page }
    }
  }
  return {}
}

/** A text that says something, of a length that a fact has. */
function short(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' || text.length > MAX_TEXT ? undefined : text
}

function compact(members: Readonly<Record<string, JsonValue | undefined>>): Attributes {
  const present: Record<string, JsonValue> = {}
  for (const [key, member] of Object.entries(members)) if (member !== undefined) present[key] = member
  return present
}
