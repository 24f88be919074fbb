import { type RelationKind, relationId } from '@throughline/plugin-kit'
import type { Catalog, CatalogEntity } from './catalog.ts'
import { isAssetKind } from './kinds.ts'
import { refusal } from './problems.ts'
import { parseReference, referenceTo } from './reference.ts'

/** A relation as it is listed and stored: plain data between external ids. */
export interface Edge {
  readonly kind: RelationKind
  readonly from: string
  readonly to: string
  /** The members of the two entities that say so: `spec.system`. */
  readonly because: readonly string[]
}

/** What a member of an entity, or a relation that the catalog's API adds, means for its target. */
interface Meaning {
  readonly kind: RelationKind
  /** Whether the entity depends on the target, or the target on the entity. */
  readonly from: 'entity' | 'target'
  /** The kind of a target that names none. */
  readonly targetKind?: string
}

const dependsOnTarget: Meaning = { kind: 'DEPENDS_ON', from: 'entity' }
const targetDepends: Meaning = { kind: 'DEPENDS_ON', from: 'target' }

/** A whole works only when its parts do; an API when the component does that provides it. */
const MEMBERS = {
  dependsOn: dependsOnTarget,
  dependencyOf: targetDepends,
  system: { ...targetDepends, targetKind: 'system' },
  domain: { ...targetDepends, targetKind: 'domain' },
  subdomainOf: { ...targetDepends, targetKind: 'domain' },
  subcomponentOf: { ...targetDepends, targetKind: 'component' },
  providesApis: { ...targetDepends, targetKind: 'api' },
  consumesApis: { kind: 'CALLS', from: 'entity', targetKind: 'api' },
} as const satisfies Readonly<Record<string, Meaning>>
const MEMBER_NAMES = [
  'dependsOn',
  'dependencyOf',
  'system',
  'domain',
  'subdomainOf',
  'subcomponentOf',
  'providesApis',
  'consumesApis',
] as const satisfies readonly (keyof typeof MEMBERS)[]

const RELATIONS: ReadonlyMap<string, Meaning> = new Map([
  ['dependsOn', dependsOnTarget],
  ['dependencyOf', targetDepends],
  ['partOf', targetDepends],
  ['hasPart', dependsOnTarget],
  ['providesApi', targetDepends],
  ['apiProvidedBy', dependsOnTarget],
  ['consumesApi', MEMBERS.consumesApis],
  ['apiConsumedBy', { kind: 'CALLS', from: 'target' }],
])

/** The canonical reference that a member of an entity's content holds. @throws InputError when it is none. */
export function referenceIn(
  entity: CatalogEntity,
  path: readonly PropertyKey[],
  written: string,
  kind?: string,
): string {
  const defaults = { namespace: entity.namespace, ...(kind === undefined ? {} : { kind }) }
  const parsed = parseReference(written, defaults)
  if ('reference' in parsed) return parsed.reference
  throw refusal(entity.item, path, parsed.problem, 'Correct the reference.')
}

interface Link extends Omit<Edge, 'because'> {
  readonly because: string
}

/** Every relation between the entities of a catalog that are assets, in the order of their ids. What leads out of it is left out. */
export function edgesOf({ entities }: Pick<Catalog, 'entities'>): Edge[] {
  const isAsset = (reference: string) => {
    const kind = entities.get(reference)?.kind
    return kind !== undefined && isAssetKind(kind)
  }
  const edges = new Map<string, { link: Link; because: Set<string> }>()
  for (const entity of entities.values()) {
    for (const link of linksOf(entity)) {
      if (link.from === link.to || !isAsset(link.from) || !isAsset(link.to)) continue
      const id = relationId(link.kind, link.from, link.to)
      const known = edges.get(id) ?? { link, because: new Set() }
      known.because.add(link.because)
      edges.set(id, known)
    }
  }
  return [...edges]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { link, because }]) => ({ ...link, because: [...because].sort() }))
}

/** How many references of a catalog lead to entities that are not in it. */
export function danglingIn({ entities }: Pick<Catalog, 'entities'>): number {
  const all = [...entities.values()].flatMap((entity) => [...linksOf(entity)])
  return new Set(all.flatMap(({ from, to }) => [from, to]).filter((end) => !entities.has(end))).size
}

/** What an entity says of its relations. @throws InputError for a bad reference. */
export function* linksOf(entity: CatalogEntity): Generator<Link> {
  for (const member of MEMBER_NAMES) {
    const meaning: Meaning = MEMBERS[member]
    const value = entity.spec[member]
    const list = typeof value === 'string' ? [value] : (value ?? [])
    for (const [index, written] of list.entries()) {
      const path = typeof value === 'string' ? ['spec', member] : ['spec', member, index]
      const target = referenceIn(entity, path, written, meaning.targetKind)
      yield linkTo(entity, target, meaning, `spec.${member}`)
    }
  }
  for (const [index, relation] of (entity.relations ?? []).entries()) {
    const meaning = RELATIONS.get(relation.type)
    if (meaning === undefined) continue
    const { targetRef, target } = relation
    const because = `relations ${relation.type}`
    if (targetRef !== undefined) {
      const path = ['relations', index, 'targetRef']
      yield linkTo(entity, referenceIn(entity, path, targetRef), meaning, because)
    } else if (target !== undefined) yield linkTo(entity, referenceTo(target), meaning, because)
  }
}

function linkTo(entity: CatalogEntity, target: string, { kind, from }: Meaning, because: string): Link {
  const ends =
    from === 'entity' ? { from: entity.reference, to: target } : { from: target, to: entity.reference }
  return { kind, ...ends, because }
}
