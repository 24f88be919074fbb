import { entityMutations } from '../access/entity-mutations.ts'
import { linkMutations } from '../access/link-mutations.ts'
import { wordConstraint } from '../graph/constraints.ts'
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

Process.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among processes.' }),
  description: t.column('description', { description: 'What is done, at length.' }),
  owner: t.related(Team, { by: 'owner_id', description: 'Owning team.' }),
  objectives: t.across(Objective, {
    ...OBJECTIVES,
    filter: 'objective',
    description: 'The objectives it supports.',
  }),
  services: t.across(Service, { ...SERVICES, filter: 'service', description: 'The services it uses.' }),
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
  }),
}))

Service.fields((t) => ({
  processes: t.across(Process, {
    through: 'process_service',
    from: 'service_id',
    to: 'process_id',
    filter: 'process',
    description: 'The business processes that use it.',
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
    ownerId: { type: 'ID', column: 'owner_id', node: 'Team', description: 'Owning team.' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})

for (const table of ['process_objective', 'process_service']) {
  wordConstraint(`${table}_process_id_fkey`, ['id'], 'nothing has this id')
}
wordConstraint('process_objective_objective_id_fkey', ['objectiveIds'], 'holds an id that no objective has')
wordConstraint('process_service_service_id_fkey', ['serviceIds'], 'holds an id that no service has')

linkMutations(
  Process,
  {
    visibleTo: 'MODELLERS',
    link: 'Links a process to objectives that it supports and services that it uses, in addition to its existing links.',
    unlink: 'Unlinks objectives and services from a process. Rows that are not linked are ignored.',
  },
  [
    {
      field: 'objectiveIds',
      type: 'Objective',
      table: 'process_objective',
      from: 'process_id',
      to: 'objective_id',
      description: 'Objectives it supports',
    },
    {
      field: 'serviceIds',
      type: 'Service',
      table: 'process_service',
      from: 'process_id',
      to: 'service_id',
      description: 'Services it uses',
    },
  ],
)
