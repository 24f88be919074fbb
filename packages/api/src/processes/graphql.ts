import { entityMutations } from '../access/entity-mutations.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const Process = new NodeType('Process', 'process', {
  description: 'A business process: what people do, again and again, towards objectives, and with services.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'process_id',
})

const OBJECTIVES = { through: 'process_objective', from: 'process_id', to: 'objective_id' } as const
const SERVICES = { through: 'process_service', from: 'process_id', to: 'service_id' } as const
const SHARE = {
  share: {
    column: 'share',
    description:
      'How much of the objective the process carries, from 0 to 1. Null where it was not stated: 1 then counts.',
  },
} as const
const STRENGTH = {
  strength: {
    column: 'strength',
    description:
      'How strongly the process needs the service, from 0 to 1. Null where it was not stated: 0.5 then counts.',
  },
} as const

Process.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among processes.' }),
  description: t.column('description', { description: 'What is done, at length.' }),
  owner: t.related(Team, { by: 'owner_id', description: 'Owning team.' }),
  objectives: t.across(Objective, {
    ...OBJECTIVES,
    filter: 'objective',
    description: 'The objectives it supports.',
    edge: { name: 'ProcessObjective', fields: SHARE },
  }),
  services: t.across(Service, {
    ...SERVICES,
    filter: 'service',
    description: 'The services it uses.',
    edge: { name: 'ProcessService', fields: STRENGTH },
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'process_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Objective.fields((t) => ({
  processes: t.across(Process, {
    through: 'process_objective',
    from: 'objective_id',
    to: 'process_id',
    filter: 'process',
    description: 'The business processes that support it.',
    edge: { name: 'ObjectiveProcess', fields: SHARE },
  }),
}))

Service.fields((t) => ({
  processes: t.across(Process, {
    through: 'process_service',
    from: 'service_id',
    to: 'process_id',
    filter: 'process',
    description: 'The business processes that use it.',
    edge: { name: 'ServiceProcess', fields: STRENGTH },
  }),
}))

Team.fields((t) => ({
  processes: t.children(Process, {
    by: 'owner_id',
    filter: 'process',
    description: 'The business processes it answers for.',
  }),
}))

listField('processes', Process, 'All business processes.')
oneField('process', Process)

entityMutations(Process, {
  visibleTo: 'MODELLERS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among processes.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'What is done, at length.',
      rule: 'has at most 20,000 characters',
    },
    owner: { column: 'owner_id', node: 'Team', description: 'Owning team.' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})
