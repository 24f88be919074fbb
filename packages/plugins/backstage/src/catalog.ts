import { isDeepStrictEqual } from 'node:util'
import { describePlace, InputError, jsonProblem } from '@throughline/plugin-kit'
import type { Document } from '@throughline/plugin-kit/yaml'
import { ENTITY_SCHEMAS, type Entity, headSchema, locationSchema } from './entity.ts'
import { type EntityKind, entityKind } from './kinds.ts'
import { checked, type Item, refusal } from './problems.ts'
import { DEFAULT_NAMESPACE, referenceTo } from './reference.ts'

/** An entity that is used, with where it stands. */
export interface CatalogEntity extends Entity {
  readonly kind: EntityKind
  readonly namespace: string
  /** Its reference, which is its external id. */
  readonly reference: string
  readonly item: Item
}

/** What a document holds. */
export interface Contents {
  readonly entities: readonly CatalogEntity[]
  /** Targets of Locations, as they are written. */
  readonly targets: readonly string[]
  /** How many entities of which other kind were passed over. */
  readonly skipped: readonly string[]
  /** What an answer of the catalog's API says of how many entities there are, where it says so. */
  readonly page?: AnswerPage
}

/** One page of an answer of the catalog's API. */
export interface AnswerPage {
  readonly item: Item
  readonly items: number
  /** How many there are in all. */
  readonly total?: number
  /** Whether it says that another page follows. */
  readonly more: boolean
}

/** The entities of a document: one, a list of them, or what the catalog's API answers with. */
export function contentsOf(document: Document): Contents {
  const entities: CatalogEntity[] = []
  const targets: string[] = []
  const skipped: string[] = []
  for (const item of itemsOf(document)) {
    const { apiVersion, kind } = checked(headSchema, item)
    const ours = apiVersion.startsWith('backstage.io/')
    const known = ours ? entityKind(kind) : undefined
    if (known !== undefined) entities.push(checkedEntity(known, item))
    else skipped.push(ours ? kind : `${apiVersion} ${kind}`)
    if (ours && kind.toLowerCase() === 'location') targets.push(...targetsOf(item))
  }
  const page = pageOf(document)
  return { entities, targets, skipped, ...(page === undefined ? {} : { page }) }
}

function pageOf({ value, place }: Document): AnswerPage | undefined {
  if (!isMapping(value) || !Array.isArray(value.items) || value.kind !== undefined) return undefined
  const { items, totalItems, pageInfo } = value
  const next = isMapping(pageInfo) ? pageInfo.nextCursor : undefined
  return {
    item: { value, placeOf: () => place, called: 'this answer' },
    items: items.length,
    ...(typeof totalItems === 'number' ? { total: totalItems } : {}),
    more: typeof next === 'string' && next !== '',
  }
}

/**
 * Refuses an answer that says that there are more entities than the input holds: the others would be taken for gone.
 *
 * @throws InputError
 */
export function refuseUnfinished(pages: readonly AnswerPage[]): void {
  const held = pages.reduce((sum, { items }) => sum + items, 0)
  for (const { item, total, more } of pages) {
    if (total === undefined ? !more : total <= held) continue
    throw refusal(
      item,
      [],
      `is a page and not the whole${total === undefined ? '' : `: ${held} of ${total} entities are in the input`}`,
      'Read all pages, or ask /api/catalog/entities, which gives all entities at once.',
    )
  }
}

function itemsOf({ value, place, placeOf }: Document): Item[] {
  const within = (start: readonly PropertyKey[], items: readonly unknown[]) =>
    items.map((item, index) => ({
      value: item,
      placeOf: (path: readonly PropertyKey[]) => placeOf([...start, index, ...path]),
      called: `entity ${index + 1} of the list`,
    }))
  if (Array.isArray(value)) return within([], value)
  if (isMapping(value) && Array.isArray(value.items) && value.kind === undefined) {
    return within(['items'], value.items)
  }
  return [{ value, placeOf: (path) => (path.length === 0 ? place : placeOf(path)), called: 'this entity' }]
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function checkedEntity(kind: EntityKind, item: Item): CatalogEntity {
  const entity = checked(ENTITY_SCHEMAS[kind], item)
  const found = jsonProblem(entity)
  if (found !== undefined) {
    throw refusal(item, found.path, `cannot be stored: it ${found.problem}`, 'Correct it.')
  }
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE
  const reference = referenceTo({ kind, namespace, name: entity.metadata.name })
  return { ...entity, kind, namespace, reference, item: { ...item, called: reference } }
}

function targetsOf(item: Item): string[] {
  const { target, targets = [] } = checked(locationSchema, item).spec
  return target === undefined ? [...targets] : [target, ...targets]
}

/**
 * The entities of an input, each once, by their references in order.
 *
 * @throws InputError for an entity given twice with different content.
 */
export function withoutRepetitions(entities: readonly CatalogEntity[]): ReadonlyMap<string, CatalogEntity> {
  const known = new Map<string, CatalogEntity>()
  for (const entity of entities) {
    const earlier = known.get(entity.reference)
    if (earlier === undefined) known.set(entity.reference, entity)
    else if (!isDeepStrictEqual(content(earlier), content(entity))) {
      throw new InputError({
        ...entity.item.placeOf([]),
        problem: `${entity.reference} is given here and, with other content, in ${describePlace(earlier.item.placeOf([]))}`,
        hint: 'Keep one of the two: names are compared without regard to case.',
      })
    }
  }
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function content({ metadata, spec, relations }: CatalogEntity): Entity {
  return { metadata, spec, ...(relations === undefined ? {} : { relations }) }
}
