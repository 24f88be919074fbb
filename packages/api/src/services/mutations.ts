import type { ObjectFieldBuilder } from '@pothos/core'
import { entityMutations } from '../access/entity-mutations.ts'
import { uuidOf } from '../access/entity-writes.ts'
import { type LinkTable, putLinks, removeLinks } from '../access/links.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { noSuch } from '../graph/missing-id.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { ObjectiveServiceLink, RedundancyGroup, Service, ServiceDependency } from './graphql.ts'
import { levelOf, strengthFrom } from './strength.ts'

wordConstraint('objective_service_period', ['validTo'], 'lies before validFrom')
wordConstraint(
  'objective_service_effort_shares',
  ['effortShare'],
  'brings the effort shares of the service to more than 1 on some day; lower those of its other objectives first',
)
wordConstraint('service_dependency_not_itself', ['dependsOn'], 'is the service itself')
wordConstraint('service_dependency_group', ['redundancyGroupId'], 'is no redundancy group of this service')

export const DependencyLevel = builder.enumType('DependencyLevel', {
  description: 'How badly something is needed, in words.',
  values: {
    HARD: { description: 'Fails when it fails: strength 1.' },
    SOFT: { description: 'Suffers when it fails: strength 0.5.' },
  } as const,
})

ServiceDependency.fields((t) => ({
  level: t.computed({
    type: DependencyLevel,
    nullable: true,
    requires: ['strength'],
    cost: { points: 0 },
    description: 'The strength in words; null where it has no name.',
    resolve: ({ strength }) => levelOf(strength),
  }),
}))

const OBJECTIVE_LINK: LinkTable = {
  table: 'objective_service',
  type: 'Service',
  subject: 'service_id',
  key: ['objective_id', 'service_id'],
}

const SERVICE_LINK: LinkTable = {
  table: 'service_dependency',
  type: 'Service',
  subject: 'service_id',
  key: ['service_id', 'on_service_id'],
}

const linkColumns = inputColumns('objective_service', {
  objective: { column: 'objective_id', node: 'Objective' },
  service: { column: 'service_id', node: 'Service' },
  share: { column: 'share', rule: 'is a number from 0 to 1' },
  effortShare: { column: 'effort_share', rule: 'is a number from 0 to 1' },
  rationale: { column: 'rationale', rule: 'has at most 20,000 characters' },
  validFrom: { column: 'valid_from' },
  validTo: { column: 'valid_to' },
})

mutation('linkServiceToObjective', {
  visibleTo: 'MODELLERS',
  description:
    'Links an objective to a service that contributes to it. An existing link is updated with the given values.',
  input: builder.inputType('LinkServiceToObjectiveInput', {
    description: 'A contribution of a service to an objective.',
    fields: (t) => ({
      objective: t.field(nodeRef('Objective', { required: true, description: 'The objective.' })),
      service: t.field(nodeRef('Service', { required: true, description: 'The service that it rests on.' })),
      share: t.float({ description: 'Contribution share, from 0 to 1. Defaults to 1.' }),
      effortShare: t.float({
        description:
          "Share of the service's work that is done for the objective, from 0 to 1; on no day may those of a service come to more than 1.",
      }),
      rationale: t.string({ description: 'Rationale for the value.' }),
      validFrom: t.field({ type: 'Date', description: 'The first day on which it counts.' }),
      validTo: t.field({ type: 'Date', description: 'The last day on which it counts.' }),
    }),
  }),
  payload: () => ({
    link: entityField(ObjectiveServiceLink, { description: 'The link.', id: () => null }),
    objective: entityField(Objective, { description: 'Objective after the mutation.', id: () => null }),
    service: entityField(Service, { description: 'Service after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const [link] = await putLinks(work, OBJECTIVE_LINK, [linkColumns(input)])
    return { link: link?.id, objective: link?.objective_id, service: link?.service_id }
  },
})

mutation('unlinkServiceFromObjective', {
  visibleTo: 'MODELLERS',
  description: 'Says that an objective does not rest on a service any more.',
  input: builder.inputType('UnlinkServiceFromObjectiveInput', {
    description: 'Link to remove.',
    fields: (t) => ({
      objective: t.field(nodeRef('Objective', { required: true, description: 'The objective.' })),
      service: t.field(nodeRef('Service', { required: true, description: 'The service.' })),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number; objective: string; service: string }>) => ({
    removed: t.exposeInt('removed', { description: 'How many links were there: 1 or 0.' }),
    objective: entityField(Objective, {
      description: 'Objective after the mutation.',
      nullable: true,
      id: () => null,
    }),
    service: entityField(Service, {
      description: 'Service after the mutation.',
      nullable: true,
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    const objective = input.objective.id
    const service = input.service.id
    const removed = await removeLinks(work, OBJECTIVE_LINK, [
      { objective_id: objective, service_id: service },
    ])
    return { removed, objective, service }
  },
})

mutation('linkServiceToService', {
  visibleTo: 'MODELLERS',
  description:
    'Links a service to another one that it depends on. An existing link is updated with the given values.',
  input: builder.inputType('LinkServiceToServiceInput', {
    description: 'A dependency of a service on a service.',
    fields: (t) => ({
      service: t.field(
        nodeRef('Service', { required: true, description: 'The service that needs the other.' }),
      ),
      dependsOn: t.field(nodeRef('Service', { required: true, description: 'The service that it needs.' })),
      level: t.field({ type: DependencyLevel, description: 'Dependency level. Defaults to HARD.' }),
      strength: t.float({
        description: 'Dependency strength, from 0 (none) to 1 (certain). Replaces level.',
      }),
      redundancyGroupId: t.id({
        description: 'Redundancy group of the service that the dependency belongs to. Optional.',
      }),
    }),
  }),
  payload: () => ({
    dependency: entityField(ServiceDependency, { description: 'The dependency.', id: () => null }),
    service: entityField(Service, { description: 'Service after the mutation.', id: () => null }),
    dependsOn: entityField(Service, { description: 'The service that it needs.', id: () => null }),
  }),
  run: async (input, work) => {
    const [link] = await putLinks(work, SERVICE_LINK, [
      {
        service_id: input.service.id,
        on_service_id: input.dependsOn.id,
        strength: strengthFrom(input),
        group_id: await groupId(work, input.redundancyGroupId),
      },
    ])
    return { dependency: link?.id, service: link?.service_id, dependsOn: link?.on_service_id }
  },
})

wordReference('service_dependency_service_id_fkey', 'service')
wordReference('service_dependency_on_service_id_fkey', 'dependsOn')

mutation('unlinkServiceFromService', {
  visibleTo: 'MODELLERS',
  description: 'Says that a service does not need another one any more.',
  input: builder.inputType('UnlinkServiceFromServiceInput', {
    description: 'Dependency to remove.',
    fields: (t) => ({
      service: t.field(
        nodeRef('Service', { required: true, description: 'The service that needed the other.' }),
      ),
      dependsOn: t.field(nodeRef('Service', { required: true, description: 'The service that it needed.' })),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number; service: string }>) => ({
    removed: t.exposeInt('removed', { description: 'How many dependencies were there: 1 or 0.' }),
    service: entityField(Service, {
      description: 'Service after the mutation.',
      nullable: true,
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    const service = input.service.id
    const other = input.dependsOn.id
    const removed = await removeLinks(work, SERVICE_LINK, [{ service_id: service, on_service_id: other }])
    return { removed, service }
  },
})

entityMutations(RedundancyGroup, {
  visibleTo: 'MODELLERS',
  prepare: async (given, work, id) => {
    if (id !== undefined && given.service_id !== undefined) {
      const member = await work.transaction
        .selectFrom('service_dependency')
        .select('id')
        .where('group_id', '=', id)
        .where('service_id', '!=', given.service_id)
        .executeTakeFirst()
      if (member !== undefined) {
        throw InvalidInput.at(
          ['service'],
          'cannot change while the group has members, since they are needs of the other service; take them out of the group first',
        )
      }
    }
    // What a user has entered, no source overwrites.
    return { ...given, source_id: null }
  },
  fields: {
    service: {
      column: 'service_id',
      node: 'Service',
      required: true,
      description: 'The service that needs the group.',
    },
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique within the service.',
      rule: 'has 1 to 200 characters',
    },
    minAvailable: {
      type: 'Int',
      column: 'min_available',
      description: 'Minimum number of available members. Defaults to 1.',
      rule: 'is a whole number from 1 to 10,000',
    },
  },
})
wordConstraint('redundancy_group_service_id_name_key', ['name'], 'is taken by another group of this service')

/**
 * The uuid of a redundancy group in an input, or null where none is named.
 * @throws NotFound where there is no such group; the database checks that it is of the right service
 */
export async function groupId(
  { transaction }: Work,
  given: string | null | undefined,
): Promise<string | null> {
  if (given === null || given === undefined) return null
  const path = ['redundancyGroupId']
  const id = uuidOf(given, 'RedundancyGroup', ...path)
  const group = await transaction
    .selectFrom('redundancy_group')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (group === undefined) throw noSuch('RedundancyGroup', given, path)
  return id
}
