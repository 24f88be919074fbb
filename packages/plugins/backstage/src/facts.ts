import { type EntityReference, publicAddress } from '@throughline/plugin-kit'
import type { Catalog, CatalogEntity } from './catalog.ts'
import { referenceIn } from './edges.ts'
import type { Entity } from './entity.ts'
import { type EntityKind, isAssetKind } from './kinds.ts'

/** The annotations that are kept. Others may hold anything, keys of other systems included. */
const ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-namespace',
  'backstage.io/kubernetes-label-selector',
  'backstage.io/orphan',
  'backstage.io/source-location',
  'backstage.io/view-url',
  'github.com/project-slug',
] as const
export type Annotation = (typeof ANNOTATIONS)[number]

/** The members of an entity's content that refer to another entity, with the kind of a target that names none. */
const REFERENCES = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  subdomainOf: 'domain',
  subcomponentOf: 'component',
  parent: 'group',
} as const
export const REFERENCE_NAMES = [
  'owner',
  'system',
  'domain',
  'subdomainOf',
  'subcomponentOf',
  'parent',
] as const satisfies readonly (keyof typeof REFERENCES)[]
type References = Partial<Record<keyof typeof REFERENCES, string>>

/** An entity as it is listed and stored: what its mapping needs, and nothing that may hold a secret. */
export interface EntityFacts {
  readonly reference: string
  readonly kind: EntityKind
  readonly namespace: string
  readonly environment?: string
  /** The address of its page in the portal. */
  readonly page?: string
  readonly metadata: Pick<
    Entity['metadata'],
    'name' | 'uid' | 'title' | 'description' | 'labels' | 'tags' | 'links'
  > & { readonly annotations: Partial<Record<Annotation, string>> }
  readonly type?: string
  readonly lifecycle?: string
  readonly references: References
  /** The team that owns it: a group of the catalog, else one that has the name. */
  readonly owner?: EntityReference
}

/**
 * The facts of every entity of a catalog that is an asset, in the order of their references.
 * @throws InputError for a bad reference.
 */
export function factsOf(catalog: Catalog): EntityFacts[] {
  const all = [...catalog.entities.values()]
  const groups = all.filter(({ kind }) => kind === 'Group')
  const names = new Set(groups.map(({ metadata }) => metadata.name.toLowerCase()))
  return all
    .filter(({ kind }) => isAssetKind(kind))
    .map((entity) => factsOfEntity(entity, catalog, (name) => names.has(name.toLowerCase())))
}

function factsOfEntity(
  entity: CatalogEntity,
  { config, entities }: Catalog,
  isGroup: (name: string) => boolean,
): EntityFacts {
  const { reference, kind, namespace, spec } = entity
  const references = referencesIn(entity)
  const owner = ownerOf(entity, references.owner, entities, isGroup)
  return {
    reference,
    kind,
    namespace,
    ...(config.environment === undefined ? {} : { environment: config.environment }),
    ...(config.baseUrl === undefined ? {} : { page: pageOf(entity, config.baseUrl) }),
    metadata: trimmed(entity.metadata),
    ...(spec.type === undefined ? {} : { type: spec.type }),
    ...(spec.lifecycle === undefined ? {} : { lifecycle: spec.lifecycle }),
    references,
    ...(owner === undefined ? {} : { owner }),
  }
}

/**
 * A user owns nothing here: only teams do. A group that is not in the catalog may be a team that another source reports,
 * unless the catalog has a group of that name in another namespace.
 */
function ownerOf(
  { spec }: CatalogEntity,
  reference: string | undefined,
  entities: Catalog['entities'],
  isGroup: (name: string) => boolean,
): EntityReference | undefined {
  if (reference === undefined || !reference.startsWith('group:')) return undefined
  if (entities.has(reference)) return { externalId: reference }
  const name = (spec.owner ?? reference).replace(/^.*[/:]/, '')
  return isGroup(name) ? undefined : { name }
}

/** The address of the page of an entity in the portal. */
export function pageOf({ kind, namespace, metadata }: CatalogEntity, baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/catalog/${namespace}/${kind.toLowerCase()}/${metadata.name}`
}

function trimmed({ annotations = {}, namespace: _, ...kept }: Entity['metadata']): EntityFacts['metadata'] {
  const known = ANNOTATIONS.flatMap((key) => {
    const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined
    return value === undefined ? [] : [[key, publicAddress(value)] as const]
  })
  const links = kept.links?.map(({ url, ...rest }) => ({ ...rest, url: publicAddress(url) }))
  return { ...kept, ...(links === undefined ? {} : { links }), annotations: Object.fromEntries(known) }
}

/** The entities that an entity names as its owner and the like. @throws InputError for a bad reference. */
export function referencesIn(entity: CatalogEntity): References {
  const found: References = {}
  for (const member of REFERENCE_NAMES) {
    const written = entity.spec[member]
    if (written === undefined) continue
    found[member] = referenceIn(entity, ['spec', member], written, REFERENCES[member])
  }
  return found
}
