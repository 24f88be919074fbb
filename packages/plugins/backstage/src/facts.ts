import { publicAddress } from '@throughline/plugin-kit'
import type { Catalog, CatalogEntity } from './catalog.ts'
import { referenceIn } from './edges.ts'
import type { Entity } from './entity.ts'
import type { EntityKind } from './kinds.ts'

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
}

/** The facts of every entity of a catalog, in the order of their references. @throws InputError for a bad reference. */
export function factsOf({ config, entities }: Catalog): EntityFacts[] {
  return [...entities.values()].map((entity) => {
    const { reference, kind, namespace, spec } = entity
    return {
      reference,
      kind,
      namespace,
      ...(config.environment === undefined ? {} : { environment: config.environment }),
      ...(config.baseUrl === undefined ? {} : { page: pageOf(entity, config.baseUrl) }),
      metadata: trimmed(entity.metadata),
      ...(spec.type === undefined ? {} : { type: spec.type }),
      ...(spec.lifecycle === undefined ? {} : { lifecycle: spec.lifecycle }),
      references: referencesIn(entity),
    }
  })
}

function pageOf({ kind, namespace, metadata }: CatalogEntity, baseUrl: string): string {
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
