import { isDeepStrictEqual } from 'node:util'
import { describePlace, InputError, jsonProblem, orInputError } from '@throughline/plugin-kit'
import type { Document } from '@throughline/plugin-kit/yaml'
import type { BackstageConfig } from './config.ts'
import { ENTITY_SCHEMAS, type Entity, EXPECTED_MEMBERS, headSchema, locationSchema } from './entity.ts'
import { type EntityKind, entityKind } from './kinds.ts'
import { withoutNeedless } from './needless.ts'
import { checked, dotted, type Item, refusal } from './problems.ts'
import { DEFAULT_NAMESPACE, referenceTo } from './reference.ts'

/** An entity that is used, with where it stands. */
export interface CatalogEntity extends Entity {
  readonly kind: EntityKind
  readonly namespace: string
  /** Its reference, which is its external id. */
  readonly reference: string
  readonly item: Item
}

/** A part of the input that cannot be used, or is not an entity where one must stand. */
export interface Flaw {
  readonly error: InputError
  /** The entity that it is. Undefined if that cannot be determined: it may be any. */
  readonly entity?: { readonly kind: EntityKind; readonly reference: string }
  /** Whether other entities may be lost with it, as in a document that does not parse. */
  readonly mayHideOthers?: boolean
}

/** Everything the input says, by reference: only entities of the kinds configured. */
export interface Catalog {
  readonly config: BackstageConfig
  readonly entities: ReadonlyMap<string, CatalogEntity>
  /** Entities that the input holds but that cannot be used. */
  readonly flaws: readonly Flaw[]
}

/** What a document holds. */
export interface Contents {
  readonly entities: readonly CatalogEntity[]
  readonly flaws: readonly Flaw[]
  /** Members that are missing, or were left out because they are wrong and not needed, with their places. */
  readonly leftOut: readonly string[]
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
  const flaws: Flaw[] = []
  const targets: string[] = []
  const skipped: string[] = []
  const leftOut: string[] = []
  for (const item of itemsOf(document)) {
    const head = orInputError(() => checked(headSchema, item))
    if (head instanceof InputError) {
      flaws.push({ error: head })
      continue
    }
    const ours = head.apiVersion.startsWith('backstage.io/')
    const known = ours ? entityKind(head.kind) : undefined
    if (known === undefined) skipped.push(ours ? head.kind : `${head.apiVersion} ${head.kind}`)
    else {
      const entity = orInputError(() => checkedEntity(known, item, leftOut))
      if (entity instanceof InputError) flaws.push({ error: entity, ...nameOf(item.value) })
      else entities.push(entity)
    }
    if (!ours || head.kind.toLowerCase() !== 'location') continue
    const found = orInputError(() => targetsOf(item))
    if (found instanceof InputError) flaws.push({ error: found })
    else targets.push(...found)
  }
  const page = pageOf(document)
  return { entities, flaws, leftOut, targets, skipped, ...(page === undefined ? {} : { page }) }
}

/** The entity that a value would be, if it says so as the format demands. */
export function nameOf(value: unknown): Pick<Flaw, 'entity'> {
  const head = headSchema.safeParse(value)
  const kind = head.success ? entityKind(head.data.kind) : undefined
  if (!head.success || kind === undefined || !head.data.apiVersion.startsWith('backstage.io/')) return {}
  const { name, namespace = DEFAULT_NAMESPACE } = head.data.metadata
  if (typeof namespace !== 'string' || `${namespace}${name}`.length > 300) return {}
  return { entity: { kind, reference: referenceTo({ kind, namespace, name }) } }
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

/** @param leftOut is told of what the entity is taken without */
function checkedEntity(kind: EntityKind, item: Item, leftOut: string[]): CatalogEntity {
  const { value, without } = withoutNeedless(item.value, ENTITY_SCHEMAS[kind])
  const entity = checked(ENTITY_SCHEMAS[kind], { ...item, value })
  const found = jsonProblem(entity)
  if (found !== undefined) {
    throw refusal(item, found.path, `cannot be stored: it ${found.problem}`, 'Correct it.')
  }
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE
  const reference = referenceTo({ kind, namespace, name: entity.metadata.name })
  const missing = EXPECTED_MEMBERS[kind].flatMap((member) =>
    entity.spec[member] === undefined ? [['spec', member]] : [],
  )
  for (const path of [...without, ...missing]) {
    leftOut.push(`${describePlace(item.placeOf(path))}: ${dotted(path)} of ${reference}`)
  }
  return { ...entity, kind, namespace, reference, item: { ...item, called: reference } }
}

function targetsOf(item: Item): string[] {
  const { target, targets = [] } = checked(locationSchema, item).spec
  return target === undefined ? [...targets] : [target, ...targets]
}

/** The entities of an input, each once, by their references in order. One given twice with other content is a flaw. */
export function withoutRepetitions(entities: readonly CatalogEntity[]): {
  known: ReadonlyMap<string, CatalogEntity>
  flaws: readonly Flaw[]
} {
  const known = new Map<string, CatalogEntity>()
  const flaws = new Map<string, Flaw>()
  for (const entity of entities) {
    const { reference, kind, item } = entity
    const earlier = known.get(reference)
    if (earlier === undefined) known.set(reference, entity)
    else if (!isDeepStrictEqual(content(earlier), content(entity))) {
      const error = new InputError({
        ...item.placeOf([]),
        problem: `${reference} is given here and, with other content, in ${describePlace(earlier.item.placeOf([]))}`,
        hint: 'Keep one of the two: names are compared without regard to case.',
      })
      flaws.set(reference, { error, entity: { kind, reference } })
    }
  }
  for (const reference of flaws.keys()) known.delete(reference)
  return { known: new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1))), flaws: [...flaws.values()] }
}

function content({ metadata, spec, relations }: CatalogEntity): Entity {
  return { metadata, spec, ...(relations === undefined ? {} : { relations }) }
}
