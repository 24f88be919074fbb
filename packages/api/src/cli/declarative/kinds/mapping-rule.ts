import { z } from 'zod'
import type { KindSpec, Reference, ReferenceTo, Resolver, Row } from '../kind.ts'
import { id, idIn, isObject, name, reference, share, text } from './parts.ts'

const patterns = z.array(z.string().min(1).max(300)).min(1)
const conditions = z.array(z.strictObject({ key: z.string().min(1), values: patterns.optional() }))

const conditionsOfFilter = {
  kinds: patterns.optional().describe('Asset kinds, for example kubernetes.*.'),
  names: patterns.optional().describe('Names.'),
  environments: patterns.optional().describe('Environments.'),
  namespaces: patterns.optional().describe('Values of the attribute namespace.'),
  sources: patterns.optional().describe('Names of sources that report the asset.'),
  owners: z.array(reference).min(1).optional().describe('Owning teams.'),
  labels: conditions.optional().describe('Labels: a key, or a key with values; all must hold.'),
  attributes: conditions.optional().describe('Attributes: a path, or a path with values; all must hold.'),
}

const filter: z.ZodType = z
  .strictObject({
    ...conditionsOfFilter,
    not: z
      .array(z.lazy(() => filter))
      .optional()
      .describe('Leaves out assets that one of these matches.'),
  })
  .describe('Which assets it matches: all conditions must hold. In patterns, * stands for any characters.')

/** A filter with other owners, through all filters in it. */
function withOwners(
  value: unknown,
  names: { readonly from: string; readonly to: string },
  owner: (value: unknown, path: readonly PropertyKey[]) => unknown,
  path: readonly PropertyKey[] = [],
): unknown {
  if (!isObject(value)) return value
  const entries = Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    if (!Array.isArray(part)) return [[key, part]]
    if (key === names.from)
      return [[names.to, part.map((one: unknown, index) => owner(one, [...path, key, index]))]]
    if (key !== 'not') return [[key, part]]
    return [[key, part.map((one: unknown, index) => withOwners(one, names, owner, [...path, key, index]))]]
  })
  return Object.fromEntries(entries)
}

function resolvedFilter(value: unknown, resolver: Resolver, base: readonly PropertyKey[]): unknown {
  return withOwners(value, { from: 'owners', to: 'ownerIds' }, (owner, path) =>
    resolver.id('teams', owner as Reference, [...base, ...path]),
  )
}

function exportedFilter({ filter }: Row, referenceTo: ReferenceTo): unknown {
  return withOwners(filter, { from: 'ownerIds', to: 'owners' }, (owner) =>
    referenceTo('teams', String(owner)),
  )
}

/** What only a rule that names its service by a template has. */
const ofTemplate = (field: string) => (row: Row) => (row.serviceName === null ? null : row[field])

export const mappingRule: KindSpec = {
  name: 'mappingRules',
  type: 'MappingRule',
  word: 'mapping rule',
  schema: z
    .strictObject({
      name: name.describe('Name.'),
      id: id.optional(),
      description: text.max(2_000).optional().describe('What the rule is for.'),
      enabled: z.boolean().optional().describe('Whether the rule is in force. Defaults to false: a draft.'),
      filter: filter.optional(),
      service: reference.optional().describe('The service. Give either service or serviceName.'),
      serviceName: z
        .string()
        .min(1)
        .optional()
        .describe('Template of the name of the service, for example {label:app.kubernetes.io/part-of|name}.'),
      serviceNamespace: text
        .optional()
        .describe(
          'Template of the namespace that distinguishes services of one name. Defaults to {attribute:namespace} if createService is true.',
        ),
      createService: z
        .boolean()
        .optional()
        .describe('Whether a service of the name is created if there is none. Defaults to false.'),
      strength: share.optional().describe('Failure propagation strength of the links. Defaults to 1.'),
      redundancyGroup: name.nullable().optional().describe('Redundancy group that the links belong to.'),
      minAvailable: z
        .int()
        .min(1)
        .max(10_000)
        .optional()
        .describe('How many members of the group must hold. Defaults to 1.'),
    })
    .refine(({ service, serviceName }) => service === undefined || serviceName === undefined, {
      error: 'must have either service or serviceName',
    })
    .describe('A rule that maps assets to services. The first rule that matches an asset decides.'),
  nameField: 'name',
  selection: `name description enabled position ruleSet ruleVersion filter service { id } serviceName
    serviceNamespace createsService strength redundancyGroup minAvailable`,
  fields: {
    name: {},
    description: {},
    enabled: { mutation: 'enableMappingRule' },
    filter: { resolved: resolvedFilter, exported: exportedFilter },
    service: { to: 'services', read: idIn('service') },
    serviceName: {},
    serviceNamespace: { exported: ofTemplate('serviceNamespace') },
    createService: { read: ({ createsService }) => createsService, exported: ofTemplate('createsService') },
    strength: { standard: 1 },
    redundancyGroup: { standard: null },
    minAvailable: { standard: 1 },
  },
  lists: {},
  required: [['service', 'serviceName']],
  referable: false,
  batched: true,
  // The first rule of the shipped set that every new organisation has, as it was installed.
  isGiven: ({ ruleSet, version, enabled, position }) =>
    ruleSet === 'kubernetes-workloads' && version === 1 && enabled === true && position === 1,
  order: { position: ({ position }) => Number(position), mutation: 'moveMappingRule' },
}
