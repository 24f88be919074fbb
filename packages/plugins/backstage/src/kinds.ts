import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'

/** The kinds of entities that are read. Templates and Locations describe other entities. */
export const ENTITY_KINDS = ['Component', 'API', 'Resource', 'System', 'Domain', 'Group', 'User'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** Whether entities of a kind are assets: all but persons. */
export function isAssetKind(kind: EntityKind): boolean {
  return kind !== 'User'
}

/** Kinds are compared without regard to case, as references do. */
export function entityKind(kind: string): EntityKind | undefined {
  return ENTITY_KINDS.find((known) => known.toLowerCase() === kind.toLowerCase())
}

const text = z.string().exactOptional()

const link = z.strictObject({ url: z.string(), title: text, type: text })

const common = {
  namespace: z.string().describe('The namespace in the catalog.'),
  title: text.describe('The name to show to people.'),
  description: text,
  type: text.describe('What sort of its kind it is, such as service, website, openapi, database, team.'),
  tags: z.array(z.string()).exactOptional(),
  links: z.array(link).exactOptional().describe('Addresses of dashboards, runbooks and the like.'),
  sourceLocation: text.describe('Where its source code is.'),
  orphan: z.literal(true).exactOptional().describe('The catalog lost the file it came from.'),
}
const owned = { ...common, owner: text.describe('Reference of the owner, such as group:default/payments.') }
const inSystem = { ...owned, system: text.describe('Reference of the system it is a part of.') }
const lifecycle = text.describe('How far it is: experimental, production, deprecated or a word of your own.')

/** Every kind of asset this plugin yields, with what its attributes hold. */
export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = {
  'backstage.component': {
    title: 'Backstage Component',
    attributes: z.strictObject({
      ...inSystem,
      lifecycle,
      subcomponentOf: text.describe('Reference of the component it is a part of.'),
      kubernetesId: text.describe('What its objects in Kubernetes are labelled with.'),
      kubernetesNamespace: text,
      kubernetesLabelSelector: text,
      projectSlug: text.describe('Its project on GitHub, owner/name.'),
    }),
  },
  'backstage.api': { title: 'Backstage API', attributes: z.strictObject({ ...inSystem, lifecycle }) },
  'backstage.resource': { title: 'Backstage Resource', attributes: z.strictObject(inSystem) },
  'backstage.system': {
    title: 'Backstage System',
    attributes: z.strictObject({
      ...owned,
      domain: text.describe('Reference of the domain it is a part of.'),
    }),
  },
  'backstage.domain': {
    title: 'Backstage Domain',
    attributes: z.strictObject({
      ...owned,
      subdomainOf: text.describe('Reference of the domain it is a part of.'),
    }),
  },
  'backstage.group': {
    title: 'Backstage Group',
    attributes: z.strictObject({ ...common, parent: text.describe('Reference of the group above it.') }),
  },
}
