import { z } from 'zod'
import type { Entry, KindSpec, ListSpec, Reference } from '../kind.ts'
import { allocation, allocations } from './allocations.ts'
import {
  entryOf,
  given,
  id,
  idIn,
  isObject,
  labels,
  level,
  name,
  ownedBy,
  PROVENANCE,
  reference,
  references,
  share,
  strengthOf,
  text,
  textOf,
} from './parts.ts'

/** The key under which a batch creates a redundancy group. */
function groupKey(owner: string, group: unknown): string {
  return `${owner.replace(/^\$/, '')}#${String(group)}`
}

const groups: ListSpec = {
  connection: {
    field: 'redundancyGroups',
    selection: 'id name minAvailable source { name } mappingRuleVersion { text }',
  },
  // What users link may be in a group that a rule or a source has made.
  exportsAll: true,
  declared: (value) => {
    const { name, minAvailable } = entryOf(value, 'name')
    return { key: String(name), label: String(name), values: given({ minAvailable }) }
  },
  stored: (row) => ({
    key: textOf(row, 'name'),
    label: textOf(row, 'name'),
    id: textOf(row, 'id'),
    values: { minAvailable: isObject(row) ? row.minAvailable : null },
    ...ownedBy(row),
  }),
  exported: ({ key, values: { minAvailable } }) => ({
    name: key,
    ...(minAvailable === 1 ? {} : { minAvailable }),
  }),
  standard: { minAvailable: 1 },
  put: (owner, { key, values }, existing) =>
    existing === undefined
      ? {
          name: 'createRedundancyGroup',
          key: groupKey(owner, key),
          input: { service: { id: owner }, name: key, ...values },
        }
      : { name: 'updateRedundancyGroup', input: { id: existing.id, ...values } },
  remove: (_owner, entry) => ({ name: 'deleteRedundancyGroup', input: { id: entry.id } }),
}

const dependsOn: ListSpec = {
  connection: {
    field: 'dependencies',
    selection:
      'onService { id name } onAsset { id name } strength group { id name } source { name } mappingRuleVersion { text }',
  },
  declared: (value, resolver, path) => {
    const entry = entryOf(value, 'service')
    const [to, target] =
      entry.asset === undefined ? (['services', entry.service] as const) : (['assets', entry.asset] as const)
    return {
      key: resolver.id(to, target as Reference, path),
      label: `${to === 'assets' ? 'asset' : 'service'} ${typeof target === 'string' ? target : JSON.stringify(target)}`,
      values: { ...strengthOf(entry), ...given({ group: entry.group }) },
    }
  },
  stored: (row) => {
    if (!isObject(row)) return undefined
    const asset = textOf(row, 'onAsset', 'id')
    return {
      key: asset === '' ? textOf(row, 'onService', 'id') : asset,
      label:
        asset === ''
          ? `service ${textOf(row, 'onService', 'name')}`
          : `asset ${textOf(row, 'onAsset', 'name')}`,
      values: { strength: row.strength, group: row.group === null ? null : textOf(row, 'group', 'name') },
      ...ownedBy(row),
    }
  },
  exported: ({ key, values: { strength, group } }, referenceTo) => ({
    ...(isAsset(key) ? { asset: referenceTo('assets', key) } : { service: referenceTo('services', key) }),
    ...(strength === 1 ? {} : { strength }),
    ...(group === null ? {} : { group }),
  }),
  standard: { strength: 1, group: null },
  put: (owner, entry) => {
    const { strength, group } = entry.values
    const shared = {
      service: { id: owner },
      strength,
      redundancyGroupId: group === null ? null : `$${groupKey(owner, group)}`,
    }
    return isAsset(entry.key)
      ? { name: 'linkAssetsToService', input: { ...shared, assets: [{ id: entry.key }] } }
      : { name: 'linkServiceToService', input: { ...shared, dependsOn: { id: entry.key } } }
  },
  remove: (owner, { key }) =>
    isAsset(key)
      ? { name: 'unlinkAssetsFromService', input: { service: { id: owner }, assets: [{ id: key }] } }
      : { name: 'unlinkServiceFromService', input: { service: { id: owner }, dependsOn: { id: key } } },
}

function isAsset(key: string): boolean {
  return key.startsWith('asset_') || key.startsWith('$assets/')
}

/** The keys by which dependencies name the existing redundancy groups of a service, with their IDs. */
export function groupIds(owner: string, entries: readonly Entry[]): [key: string, id: string][] {
  return entries.flatMap(({ key, id }) => (id === undefined ? [] : [[groupKey(owner, key), id]]))
}

export const service: KindSpec = {
  name: 'services',
  type: 'Service',
  word: 'service',
  schema: z
    .strictObject({
      name: name.describe('Name, unique among services.'),
      id: id.optional(),
      description: text.optional().describe('What it does and for whom.'),
      kind: z
        .enum(['BUSINESS', 'TECHNICAL'])
        .optional()
        .describe('Whom it is made for. Needed for a new service.'),
      lifecycle: z.enum(['PLANNED', 'LIVE', 'RETIRED']).optional().describe('Lifecycle. Defaults to LIVE.'),
      availability: share
        .nullable()
        .optional()
        .describe('Share of the time for which it is available by itself, from 0 to 1.'),
      csatTarget: share
        .positive()
        .nullable()
        .optional()
        .describe('Share of content users that it aims at, above 0 and up to 1.'),
      runDuty: z
        .string()
        .min(1)
        .max(500)
        .nullable()
        .optional()
        .describe('Duty that keeps it running and that no objective names.'),
      owner: reference.nullable().optional().describe('Owning team.'),
      labels: labels.optional().describe('Labels. They replace all existing ones.'),
      references: references.optional(),
      groups: z
        .array(
          z.strictObject({
            name: name.describe('Name, unique within the service.'),
            minAvailable: z
              .int()
              .min(1)
              .optional()
              .describe('How many members must hold for the service to hold. Defaults to 1.'),
          }),
        )
        .optional()
        .describe('Redundancy groups: dependencies that stand in for each other.'),
      dependsOn: z
        .array(
          z.union([
            z.string().min(1),
            z
              .strictObject({
                service: reference.optional(),
                asset: reference.optional(),
                strength: share
                  .optional()
                  .describe('Failure propagation strength, from 0 to 1. Defaults to 1.'),
                level: level.optional(),
                group: z.string().nullable().optional().describe('Redundancy group of this service.'),
              })
              .refine(({ service, asset }) => (service === undefined) !== (asset === undefined), {
                error: 'must have either service or asset',
              }),
          ]),
        )
        .optional()
        .describe(
          'What it needs: names of services, { service, strength, group } or { asset, strength, group }.',
        ),
      allocations: z
        .array(allocation)
        .optional()
        .describe('People and money that teams and cost pools are planned to spend on it.'),
    })
    .describe('What IT delivers: something that others rely on.'),
  nameField: 'name',
  selection: `name description kind lifecycle availability csatTarget runDuty labels owner { id } ${PROVENANCE}`,
  fields: {
    name: {},
    description: { standard: '' },
    kind: {},
    lifecycle: { standard: 'LIVE' },
    availability: { standard: null },
    csatTarget: { standard: null },
    runDuty: { standard: null },
    owner: { to: 'teams', read: idIn('owner'), standard: null },
    labels: { standard: {} },
  },
  lists: { groups, dependsOn, allocations },
  required: ['kind'],
  referable: true,
  batched: true,
}
