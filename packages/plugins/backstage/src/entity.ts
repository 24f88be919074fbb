import { z } from 'zod'
import type { EntityKind } from './kinds.ts'

const filled = z.string().min(1, 'is empty')
const optional = filled.exactOptional()
const refs = z.array(filled).exactOptional()
const name = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,61})?[A-Za-z0-9]$/,
    'must be 1 to 63 letters and digits, with - _ . between them only',
  )
const namespace = z
  .string()
  .max(63, 'has more than 63 characters')
  .regex(/^[a-z0-9]+(?:-+[a-z0-9]+)*$/, 'must be lower-case letters and digits, with - between them only')

/** What every entity says about itself; members not named here are dropped. */
const metadata = z.object({
  name,
  namespace: namespace.exactOptional(),
  uid: optional,
  title: optional,
  description: z.string().exactOptional(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  annotations: z.record(z.string(), z.string()).exactOptional(),
  tags: z.array(filled).exactOptional(),
  links: z.array(z.object({ url: filled, title: optional, type: optional })).exactOptional(),
})

/** How a group or a user is shown and reached. */
interface Profile {
  readonly displayName?: string
  readonly email?: string
}

const profile = z
  .object({
    displayName: optional,
    email: z
      .string()
      .max(254)
      .regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address')
      .exactOptional(),
  })
  .exactOptional()

/** The content of an entity, by the members that are read, whatever its kind. */
export interface Spec {
  readonly type?: string
  readonly lifecycle?: string
  readonly owner?: string
  readonly system?: string
  readonly domain?: string
  readonly subdomainOf?: string
  readonly subcomponentOf?: string
  readonly parent?: string
  readonly children?: readonly string[]
  readonly members?: readonly string[]
  readonly memberOf?: readonly string[]
  readonly profile?: Profile
  readonly providesApis?: readonly string[]
  readonly consumesApis?: readonly string[]
  readonly dependsOn?: readonly string[]
  readonly dependencyOf?: readonly string[]
}

/** Which members of each kind are read. What the format demands may be missing: the entity is there all the same. */
const SPECS: Readonly<Record<EntityKind, z.ZodType<Spec>>> = {
  Component: z.object({
    type: optional,
    lifecycle: optional,
    owner: optional,
    system: optional,
    subcomponentOf: optional,
    providesApis: refs,
    consumesApis: refs,
    dependsOn: refs,
    dependencyOf: refs,
  }),
  // The definition itself is never read: it may be a text, an instruction to fetch one, or other members.
  API: z.object({ type: optional, lifecycle: optional, owner: optional, system: optional }),
  Resource: z.object({
    type: optional,
    owner: optional,
    system: optional,
    dependsOn: refs,
    dependencyOf: refs,
  }),
  System: z.object({ owner: optional, domain: optional, type: optional }),
  Domain: z.object({ owner: optional, subdomainOf: optional, type: optional }),
  Group: z.object({ type: optional, parent: optional, children: refs, members: refs, profile }),
  User: z.object({ memberOf: refs, profile }),
}

/** The members that the format demands of each kind, in addition to its name. */
export const EXPECTED_MEMBERS: Readonly<Record<EntityKind, readonly (keyof Spec)[]>> = {
  Component: ['type', 'lifecycle', 'owner'],
  API: ['type', 'lifecycle', 'owner'],
  Resource: ['type', 'owner'],
  System: ['owner'],
  Domain: ['owner'],
  Group: ['type'],
  User: [],
}

/** A relation as the catalog's API adds it to an entity, in its newer and its older form. */
const relation = z.object({
  type: filled,
  targetRef: optional,
  target: z.object({ kind: filled, namespace: filled, name: filled }).exactOptional(),
})

/** What tells which kind of entity this is. */
export const headSchema = z.object({
  apiVersion: filled,
  kind: filled,
  metadata: z.object({ name: filled, namespace: z.unknown().optional() }),
})

/** An entity of one of the kinds that are read. */
export interface Entity {
  readonly metadata: z.infer<typeof metadata>
  readonly spec: Spec
  readonly relations?: readonly z.infer<typeof relation>[]
}

const schemaOf = (spec: z.ZodType<Spec>): z.ZodType<Entity> =>
  z.object({
    metadata,
    spec: z.preprocess((value) => value ?? {}, spec),
    relations: z.array(relation).exactOptional(),
  })

/** What an entity of each kind looks like. */
export const ENTITY_SCHEMAS: Readonly<Record<EntityKind, z.ZodType<Entity>>> = {
  Component: schemaOf(SPECS.Component),
  API: schemaOf(SPECS.API),
  Resource: schemaOf(SPECS.Resource),
  System: schemaOf(SPECS.System),
  Domain: schemaOf(SPECS.Domain),
  Group: schemaOf(SPECS.Group),
  User: schemaOf(SPECS.User),
}

/** What a Location says: where other files of the catalog are. */
export const locationSchema = z.object({
  spec: z.object({ target: optional, targets: refs }),
})
