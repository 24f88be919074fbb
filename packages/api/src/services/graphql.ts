import { entityMutations } from '../access/entity-mutations.ts'
import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { BY_OWNER, Team } from '../teams/graphql.ts'

export const ServiceKind = builder.enumType('ServiceKind', {
  description: 'Whom a service is made for.',
  values: {
    BUSINESS: { description: 'Used by the business or its customers.' },
    TECHNICAL: { description: 'Used by other services.' },
  } as const,
})

export const Lifecycle = builder.enumType('Lifecycle', {
  description: 'Lifecycle state of a service or asset.',
  values: {
    PLANNED: { description: 'Not in use yet.' },
    LIVE: { description: 'In use.' },
    RETIRED: { description: 'No longer in use.' },
  } as const,
})

export const Service = new NodeType('Service', 'service', {
  description: 'What IT delivers: something that others rely on, with an owner and dependencies.',
  visibleTo: 'ANYONE',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    LIFECYCLE: { column: 'lifecycle', description: 'By lifecycle: LIVE, PLANNED, RETIRED.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'service_id',
})

export const ObjectiveServiceLink = new NodeType('ObjectiveServiceLink', 'objective_service', {
  description: 'That an objective rests on a service, how much and why.',
  order: {
    SHARE: { column: 'share', description: 'By contribution share.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'SHARE', descending: true },
})

export const RedundancyGroup = new NodeType('RedundancyGroup', 'redundancy_group', {
  description:
    'Dependencies that stand in for each other: the service holds while `minAvailable` of them do.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'NAME' },
})

export const ServiceDependency = new NodeType('ServiceDependency', 'service_dependency', {
  description: 'That a service needs another service or an asset, and how badly.',
  order: {
    STRENGTH: { column: 'strength', description: 'By strength.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'STRENGTH', descending: true },
})

const STRENGTH = 'Failure propagation strength, from 0 (none) to 1 (certain). HARD is 1, SOFT is 0.5.'

Service.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among services.' }),
  description: t.column('description', { description: 'What it does and for whom.' }),
  kind: t.column('kind', { type: ServiceKind, description: 'Business or technical.' }),
  lifecycle: t.column('lifecycle', { type: Lifecycle, description: 'Lifecycle state.' }),
  availability: t.column('availability', {
    description:
      'Share of the time for which it is available by itself, without what it depends on, from 0 to 1. Null if it is not known.',
  }),
  csatTarget: t.column('csat_target', {
    description: 'Share of content users that it aims at, above 0 and up to 1. Null if there is none.',
  }),
  runDuty: t.column('run_duty', {
    description:
      'Duty that keeps it running and that no objective names, such as a law or accounting. Work that arrives at it then counts as RUN, apart from the work for objectives. Null if there is none.',
  }),
  owner: t.related(Team, { by: 'owner_id', description: 'Owning team.' }),
  objectives: t.across(Objective, {
    through: 'objective_service',
    from: 'service_id',
    to: 'objective_id',
    filter: 'objective',
    description: 'The objectives that rest on it.',
    edge: { name: 'ServiceObjective', fields: contribution() },
  }),
  dependsOn: t.across(Service, {
    through: 'service_dependency',
    from: 'service_id',
    to: 'on_service_id',
    filter: 'dependsOn',
    description: 'The services that it needs itself; theirs are below them.',
    edge: { name: 'ServiceDependsOn', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
  dependents: t.across(Service, {
    through: 'service_dependency',
    from: 'on_service_id',
    to: 'service_id',
    filter: 'dependent',
    description: 'The services that need it.',
    edge: { name: 'ServiceDependent', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
  objectiveLinks: t.children(ObjectiveServiceLink, {
    by: 'service_id',
    filter: 'objectiveLink',
    description: 'Its links to objectives as rows of their own, with their history.',
  }),
  dependencies: t.children(ServiceDependency, {
    by: 'service_id',
    filter: 'dependency',
    description: 'What it needs, services and assets alike, as rows of their own.',
  }),
  redundancyGroups: t.children(RedundancyGroup, {
    by: 'service_id',
    filter: 'redundancyGroup',
    description: 'Redundancy groups among the dependencies of the service.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'service_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

ObjectiveServiceLink.fields((t) => ({
  objective: t.related(Objective, { by: 'objective_id', description: 'The objective.' }),
  service: t.related(Service, { by: 'service_id', description: 'The service that it rests on.' }),
  share: t.column('share', { description: 'The contribution share, from 0 to 1.' }),
  effortShare: t.column('effort_share', {
    description:
      "Share of the service's work that is done for the objective, from 0 to 1. Null if it is not stated: links without one divide what the others leave, by their contribution shares.",
  }),
  rationale: t.column('rationale', { description: 'Rationale for the value.' }),
  validFrom: t.column('valid_from', { description: 'The first day on which it counts; null is ever since.' }),
  validTo: t.column('valid_to', {
    description: 'The last day on which it counts; null is until further notice.',
  }),
  ...t.lifecycle(),
}))

ServiceDependency.fields((t) => ({
  service: t.related(Service, { by: 'service_id', description: 'The service that needs something.' }),
  onService: t.related(Service, {
    by: 'on_service_id',
    description: 'The service it needs; null where it is an asset.',
  }),
  strength: t.column('strength', { description: STRENGTH }),
  group: t.related(RedundancyGroup, {
    by: 'group_id',
    description: 'The group whose members stand in for each other.',
  }),
  ...t.lifecycle(),
}))

RedundancyGroup.fields((t) => ({
  name: t.column('name', { description: 'The name, unique within the service.' }),
  service: t.related(Service, { by: 'service_id', description: 'The service that needs the group.' }),
  minAvailable: t.column('min_available', {
    description: 'How many members must hold for the service to hold.',
  }),
  members: t.children(ServiceDependency, {
    by: 'group_id',
    filter: 'member',
    description: 'The dependencies that stand in for each other.',
  }),
  ...t.lifecycle(),
}))

Objective.fields((t) => ({
  services: t.across(Service, {
    through: 'objective_service',
    from: 'objective_id',
    to: 'service_id',
    filter: 'service',
    description: 'The services that it rests on directly.',
    edge: { name: 'ObjectiveService', fields: contribution() },
  }),
  serviceLinks: t.children(ObjectiveServiceLink, {
    by: 'objective_id',
    filter: 'serviceLink',
    description: 'Its links to services as rows of their own, with their history.',
  }),
}))

Team.fields((t) => ({
  services: t.children(Service, {
    by: 'owner_id',
    filter: 'service',
    description: 'The services it answers for.',
  }),
}))

Service.filterById('ownerId', 'owner_id', Team.declaration, 'By the id of the owning team; isNull for none.')
Service.orderBy('OWNER', BY_OWNER)

listField('services', Service, 'All services, of every lifecycle.')
oneField('service', Service)

entityMutations(Service, {
  visibleTo: 'MODELLERS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among services.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'What it does and for whom.',
      rule: 'has at most 20,000 characters',
    },
    kind: { type: ServiceKind, column: 'kind', required: true, description: 'Business or technical.' },
    lifecycle: {
      type: Lifecycle,
      column: 'lifecycle',
      description: 'Lifecycle state. Defaults to LIVE.',
    },
    availability: {
      type: 'Float',
      column: 'availability',
      description:
        'Share of the time for which it is available by itself, without what it depends on, from 0 to 1.',
      rule: 'is a number from 0 to 1',
    },
    csatTarget: {
      type: 'Float',
      column: 'csat_target',
      description: 'Share of content users that it aims at, above 0 and up to 1.',
      rule: 'is a number above 0 and up to 1',
    },
    runDuty: {
      type: 'String',
      column: 'run_duty',
      description:
        'Duty that keeps it running and that no objective names, such as a law or accounting; all work that arrives at it then counts as RUN.',
      rule: 'has 1 to 500 characters',
    },
    owner: { column: 'owner_id', node: 'Team', description: 'Owning team.' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})

function contribution() {
  return {
    share: { column: 'share', description: 'The contribution share, from 0 to 1.' },
    effortShare: {
      column: 'effort_share',
      description: "Share of the service's work that is done for the objective. Null if it is not stated.",
    },
    rationale: { column: 'rationale', description: 'Rationale for the value.' },
  } as const
}
