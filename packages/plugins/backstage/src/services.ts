import { neutralRecord, type ServiceLifecycle, type ServiceRecord } from '@throughline/plugin-kit'
import type { Catalog, CatalogEntity } from './catalog.ts'
import { edgesOf } from './edges.ts'
import { type EntityFacts, factsOf } from './facts.ts'
import type { EntityKind } from './kinds.ts'
import { addressOf, labelsOf } from './map.ts'
import { distinctNames } from './names.ts'

const MOST_NEEDS = 5000

/** What a service needs, by its reference. */
type Need = { readonly service: string } | { readonly asset: string }

/** An entity that is a service, as it is listed and stored. */
export interface ServiceFacts {
  readonly entity: EntityFacts
  /** Unique among the services of the catalog. */
  readonly name: string
  readonly needs: readonly Need[]
}

/** Domains and systems are what others see of the catalog; components and APIs are what these stand on. */
const SERVICE_KINDS: Partial<Record<EntityKind, 'BUSINESS' | 'TECHNICAL'>> = {
  Domain: 'BUSINESS',
  System: 'BUSINESS',
  Component: 'TECHNICAL',
  API: 'TECHNICAL',
}

/** What is deprecated still works, until it leaves the catalog. Other words say nothing. */
const LIFECYCLES: ReadonlyMap<string, ServiceLifecycle> = new Map([
  ['experimental', 'PLANNED'],
  ['production', 'LIVE'],
  ['deprecated', 'LIVE'],
])

/** The labels that the default mapping rule takes for the name of a service, in its order. */
const SELECTED = ['app.kubernetes.io/instance', 'app.kubernetes.io/name']

/** The services of a catalog, in the order of their references. A library runs nowhere: it stays an asset only. */
export function servicesOf(catalog: Catalog): ServiceFacts[] {
  const names = serviceNames([...catalog.entities.values()].filter(isService))
  const needs = needsOf(catalog)
  return factsOf(catalog).flatMap((entity) => {
    const { reference } = entity
    const name = names.get(reference)
    if (name === undefined) return []
    return [
      { entity, name, needs: [{ asset: reference }, ...(needs.get(reference) ?? [])].slice(0, MOST_NEEDS) },
    ]
  })
}

function isService({ kind, spec }: CatalogEntity): boolean {
  return SERVICE_KINDS[kind] !== undefined && spec.type?.toLowerCase() !== 'library'
}

/**
 * A service is called as its workloads are, so that mapping rules find it: by the annotation that says so, with the
 * namespace if several components have it, unless a component is called so; else by the name of the entity.
 */
function serviceNames(services: readonly CatalogEntity[]): ReadonlyMap<string, string> {
  const components = services.filter(({ kind }) => kind === 'Component')
  const plain = new Set(components.map(({ metadata }) => metadata.name))
  const inCluster = new Map(components.map((entity) => [entity.reference, nameInCluster(entity)]))
  const counts = Map.groupBy(inCluster.values(), (name) => name)
  return distinctNames(
    services.map((entity) => {
      const { name } = entity.metadata
      const other = inCluster.get(entity.reference)
      const namespace = entity.metadata.annotations?.['backstage.io/kubernetes-namespace']
      if (other === undefined || plain.has(other)) return { ...entity, wanted: [name] }
      if (counts.get(other)?.length === 1) return { ...entity, wanted: [other, name] }
      return { ...entity, wanted: namespace === undefined ? [name] : [`${other} (${namespace})`, name] }
    }),
  )
}

function nameInCluster({ metadata: { annotations = {} } }: CatalogEntity): string | undefined {
  const id = annotations['backstage.io/kubernetes-id']?.trim()
  if (id !== undefined && id !== '') return id
  const selector = annotations['backstage.io/kubernetes-label-selector'] ?? ''
  const pairs = new Map(
    selector.split(',').flatMap((part) => {
      const [, key, value] = /^\s*([^\s!=]+)\s*==?\s*([^\s=]+)\s*$/.exec(part) ?? []
      return key === undefined || value === undefined ? [] : [[key, value] as const]
    }),
  )
  return SELECTED.flatMap((key) => pairs.get(key) ?? [])[0]
}

/** What each entity depends on or calls. */
function needsOf(catalog: Catalog): ReadonlyMap<string, readonly Need[]> {
  const targets = new Map<string, Map<string, Need>>()
  for (const { from, to } of edgesOf(catalog)) {
    const target = catalog.entities.get(to)
    if (target === undefined) continue
    const needs = targets.get(from) ?? new Map<string, Need>()
    needs.set(to, isService(target) ? { service: to } : { asset: to })
    targets.set(from, needs)
  }
  return new Map([...targets].map(([from, needs]) => [from, [...needs.values()]]))
}

/** What the facts of a service mean. Pure. */
export function mapService({ entity, name, needs }: ServiceFacts): ServiceRecord {
  const { reference, kind, lifecycle, metadata, owner } = entity
  return neutralRecord({
    type: 'service',
    externalId: reference,
    name,
    kind: SERVICE_KINDS[kind],
    lifecycle: LIFECYCLES.get(lifecycle?.toLowerCase() ?? ''),
    description: metadata.description,
    owner,
    dependsOn: needs.map((need) =>
      'service' in need ? { service: { externalId: need.service } } : { asset: { externalId: need.asset } },
    ),
    labels: {
      ...(lifecycle === undefined ? {} : { 'backstage.io/lifecycle': lifecycle }),
      ...labelsOf(entity),
    },
    url: addressOf(entity),
  })
}
