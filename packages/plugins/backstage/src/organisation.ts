import { neutralRecord, type PersonRecord, type TeamRecord } from '@throughline/plugin-kit'
import type { Catalog, CatalogEntity } from './catalog.ts'
import { referenceIn } from './edges.ts'
import { pageOf, referencesIn } from './facts.ts'
import { distinctNames } from './names.ts'

const MOST_MEMBERS = 5000

/** A user as it is listed and stored. */
export interface PersonFacts {
  readonly reference: string
  readonly name: string
  readonly email?: string
  readonly page?: string
}

/** A group as it is listed and stored. */
export interface TeamFacts {
  readonly reference: string
  /** Unique among the groups of the catalog. */
  readonly name: string
  readonly contact?: string
  readonly parent?: string
  /** References of users of the catalog. */
  readonly members: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly page?: string
}

/** What an entity says of groups and users that belong to it, or to which it belongs. */
interface Membership {
  readonly children: readonly string[]
  readonly members: readonly string[]
  readonly memberOf: readonly string[]
}

/** The canonical references of a membership. @throws InputError for a bad reference. */
export function membershipIn(entity: CatalogEntity): Membership {
  const references = (member: keyof Membership, kind: string) =>
    (entity.spec[member] ?? []).map((written, index) =>
      referenceIn(entity, ['spec', member, index], written, kind),
    )
  return {
    children: references('children', 'group'),
    members: references('members', 'user'),
    memberOf: references('memberOf', 'group'),
  }
}

/** The users of a catalog. */
export function personsOf({ entities, config }: Catalog): PersonFacts[] {
  return ofKind(entities, 'User').map((entity) => {
    const { reference, metadata, spec } = entity
    return {
      reference,
      name: spec.profile?.displayName ?? metadata.title ?? metadata.name,
      ...(spec.profile?.email === undefined ? {} : { email: spec.profile.email }),
      ...(config.baseUrl === undefined ? {} : { page: pageOf(entity, config.baseUrl) }),
    }
  })
}

/**
 * The groups of a catalog. A group is a part of the one that it names, else of the one that names it among its children;
 * its members are those that it names and those that name it. Who is not in the catalog is left out.
 */
export function teamsOf({ entities, config }: Catalog): TeamFacts[] {
  const groups = ofKind(entities, 'Group')
  const parents = new Map<string, string>()
  const members = new Map(groups.map(({ reference }) => [reference, new Set<string>()]))
  for (const group of groups) {
    const { children, members: named } = membershipIn(group)
    for (const child of children) if (!parents.has(child)) parents.set(child, group.reference)
    for (const user of named) if (entities.get(user)?.kind === 'User') members.get(group.reference)?.add(user)
  }
  for (const user of ofKind(entities, 'User')) {
    for (const group of membershipIn(user).memberOf) members.get(group)?.add(user.reference)
  }
  for (const group of groups) {
    const { parent } = referencesIn(group)
    if (parent !== undefined) parents.set(group.reference, parent)
  }
  const names = distinctNames(
    groups.map((group) => ({ ...group, wanted: [shownName(group), group.metadata.name] })),
  )
  return groups.map((entity) => {
    const { reference, metadata, spec } = entity
    const parent = parents.get(reference)
    return {
      reference,
      name: names.get(reference) ?? reference,
      ...(spec.profile?.email === undefined ? {} : { contact: spec.profile.email }),
      ...(parent === undefined || parent === reference || !members.has(parent) ? {} : { parent }),
      members: [...(members.get(reference) ?? [])].sort().slice(0, MOST_MEMBERS),
      ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
      ...(config.baseUrl === undefined ? {} : { page: pageOf(entity, config.baseUrl) }),
    }
  })
}

function shownName({ metadata, spec }: CatalogEntity): string {
  return spec.profile?.displayName ?? metadata.title ?? metadata.name
}

function ofKind(entities: Catalog['entities'], wanted: CatalogEntity['kind']): CatalogEntity[] {
  return [...entities.values()].filter(({ kind }) => kind === wanted)
}

/** What the facts of a user mean. Pure. */
export function mapPerson({ reference, name, email, page }: PersonFacts): PersonRecord {
  return neutralRecord({ type: 'person', externalId: reference, name, email, url: page })
}

/** What the facts of a group mean. Pure. */
export function mapTeam({ reference, name, contact, parent, members, labels, page }: TeamFacts): TeamRecord {
  return neutralRecord({
    type: 'team',
    externalId: reference,
    name,
    contact,
    parent: parent === undefined ? undefined : { externalId: parent },
    members: members.map((user) => ({ person: { externalId: user } })),
    labels,
    url: page,
  })
}
