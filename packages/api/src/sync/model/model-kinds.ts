import type { JsonValue } from '@throughline/db'
import type {
  AssetReference,
  EntityReference,
  ObjectiveRecord,
  PersonRecord,
  PersonReference,
  ProcessRecord,
  ServiceRecord,
  TeamRecord,
} from '@throughline/plugin-kit'

/** The records that describe what stands above the machines. */
export interface ModelRecords {
  readonly person: PersonRecord
  readonly team: TeamRecord
  readonly service: ServiceRecord
  readonly objective: ObjectiveRecord
  readonly process: ProcessRecord
}
export type ModelType = keyof ModelRecords
export type ModelRecord = ModelRecords[ModelType]

/** What a reference of a record means to it, and where it leads. */
export const LINK_TARGETS = {
  PARENT_TEAM: 'team',
  OWNER: 'team',
  MEMBER: 'person',
  PARENT_OBJECTIVE: 'objective',
  DEPENDS_ON_SERVICE: 'service',
  DEPENDS_ON_ASSET: 'asset',
  USES_SERVICE: 'service',
  SUPPORTS_OBJECTIVE: 'objective',
  RESTS_ON_SERVICE: 'service',
  PART_OF_SERVICE: 'service',
} as const satisfies Readonly<Record<string, ModelType | 'asset'>>
export type LinkRole = keyof typeof LINK_TARGETS

/** What a record refers to, and what it says of the link. */
export interface SaidLink {
  readonly role: LinkRole
  readonly reference: EntityReference | PersonReference | AssetReference
  readonly detail: Readonly<Record<string, JsonValue>>
}

/** An attribute of an entity that sources and users claim. */
export interface ModelAttribute {
  readonly name: string
  readonly column: string
  /** The value where nothing is claimed. */
  readonly fallback: JsonValue
  /** The claimed value is a reference of the record with this role. */
  readonly role?: 'PARENT_TEAM' | 'OWNER' | 'PARENT_OBJECTIVE'
}

/** How records of a type become rows of the table of the same name. */
export interface ModelKind<Type extends ModelType = ModelType> {
  readonly type: Type
  readonly column: `${Type}_id`
  /** The type in the API. */
  readonly node: string
  /** What it is called, and the column that says so. */
  readonly nameColumn: 'name' | 'title'
  /** What no two of them have in common. */
  readonly unique: readonly string[]
  readonly attributes: readonly ModelAttribute[]
  readonly links: (record: ModelRecords[Type]) => readonly SaidLink[]
}

const attribute = (name: string, column: string, fallback: JsonValue = null): ModelAttribute => ({
  name,
  column,
  fallback,
})
const OWNER: ModelAttribute = { name: 'owner', column: 'owner_id', fallback: null, role: 'OWNER' }
const DESCRIPTION = attribute('description', 'description', '')

/** Links without what was left out of them. */
function link(role: LinkRole, reference: SaidLink['reference'], detail: object = {}): SaidLink {
  const said = Object.entries(detail).filter(([, value]) => value !== undefined)
  return { role, reference, detail: Object.fromEntries(said) }
}
const maybe = (role: LinkRole, reference: SaidLink['reference'] | undefined) =>
  reference === undefined ? [] : [link(role, reference)]

export const PERSONS: ModelKind<'person'> = {
  type: 'person',
  column: 'person_id',
  node: 'Person',
  nameColumn: 'name',
  unique: ['email'],
  attributes: [attribute('name', 'name'), attribute('email', 'email'), attribute('active', 'active', true)],
  links: () => [],
}

export const TEAMS: ModelKind<'team'> = {
  type: 'team',
  column: 'team_id',
  node: 'Team',
  nameColumn: 'name',
  unique: ['name'],
  attributes: [
    attribute('name', 'name'),
    attribute('kind', 'kind', 'IT'),
    attribute('costCentre', 'cost_centre'),
    attribute('contact', 'contact'),
    { name: 'parent', column: 'parent_id', fallback: null, role: 'PARENT_TEAM' },
  ],
  links: ({ parent, members = [] }) => [
    ...maybe('PARENT_TEAM', parent),
    ...members.map(({ person, role }) => link('MEMBER', person, { role })),
  ],
}

export const SERVICES: ModelKind<'service'> = {
  type: 'service',
  column: 'service_id',
  node: 'Service',
  nameColumn: 'name',
  unique: ['name'],
  attributes: [
    attribute('name', 'name'),
    attribute('kind', 'kind', 'TECHNICAL'),
    attribute('lifecycle', 'lifecycle', 'LIVE'),
    attribute('availability', 'availability'),
    attribute('csatTarget', 'csat_target'),
    DESCRIPTION,
    OWNER,
  ],
  links: ({ owner, dependsOn = [] }) => [
    ...maybe('OWNER', owner),
    ...dependsOn.map(({ strength, group, ...on }) =>
      'service' in on
        ? link('DEPENDS_ON_SERVICE', on.service, { strength, group })
        : link('DEPENDS_ON_ASSET', on.asset, { strength, group }),
    ),
  ],
}

export const OBJECTIVES: ModelKind<'objective'> = {
  type: 'objective',
  column: 'objective_id',
  node: 'Objective',
  nameColumn: 'title',
  unique: [],
  attributes: [
    attribute('title', 'title'),
    DESCRIPTION,
    attribute('benefit', 'benefit', ''),
    OWNER,
    { name: 'parent', column: 'parent_id', fallback: null, role: 'PARENT_OBJECTIVE' },
    attribute('weight', 'weight', 1),
    attribute('status', 'status', 'DRAFT'),
    attribute('startsOn', 'starts_on'),
    attribute('endsOn', 'ends_on'),
  ],
  links: ({ owner, parent, services = [] }) => [
    ...maybe('OWNER', owner),
    ...maybe('PARENT_OBJECTIVE', parent),
    ...services.map(({ service, share }) => link('RESTS_ON_SERVICE', service, { share })),
  ],
}

export const PROCESSES: ModelKind<'process'> = {
  type: 'process',
  column: 'process_id',
  node: 'Process',
  nameColumn: 'name',
  unique: ['name'],
  attributes: [attribute('name', 'name'), DESCRIPTION, OWNER],
  links: ({ owner, services = [], objectives = [] }) => [
    ...maybe('OWNER', owner),
    ...services.map(({ service, strength }) => link('USES_SERVICE', service, { strength })),
    ...objectives.map(({ objective, share }) => link('SUPPORTS_OBJECTIVE', objective, { share })),
  ],
}

/** By type, in the order in which they lean on each other. */
export const MODEL_KINDS = {
  person: PERSONS,
  team: TEAMS,
  service: SERVICES,
  objective: OBJECTIVES,
  process: PROCESSES,
} as const satisfies { readonly [Type in ModelType]: ModelKind<Type> }
export const MODEL_TYPES = Object.keys(MODEL_KINDS) as readonly ModelType[]

/** The kind of a type, for code that handles all of them alike. */
export function kindOfModel(type: ModelType): ModelKind {
  return MODEL_KINDS[type] as ModelKind
}

/** What a record claims, by attribute: what it leaves out, it does not claim. */
export function claimedOf(kind: ModelKind, record: ModelRecord): Record<string, JsonValue> {
  const said: Record<string, JsonValue> = {}
  const fields: Readonly<Record<string, unknown>> = { ...record }
  for (const { name } of kind.attributes) {
    const value = fields[name]
    if (value === undefined) continue
    // An address in other letters is the same address.
    said[name] = (name === 'email' ? String(value).toLowerCase() : value) as JsonValue
  }
  for (const [label, value] of Object.entries(record.labels ?? {})) said[`labels.${label}`] = value
  const { keyResults } = fields
  if (keyResults !== undefined) said.keyResults = keyResults as JsonValue
  return said
}
