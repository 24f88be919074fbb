import { linkMutations } from '../access/link-mutations.ts'
import { type LinkTable, putLinks } from '../access/links.ts'
import { builder } from '../graph/builder.ts'
import { wordReference } from '../graph/constraints.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { Service } from '../services/graphql.ts'
import { DependencyLevel } from '../services/mutations.ts'
import { strengthFrom } from '../services/strength.ts'
import { Process } from './graphql.ts'

for (const table of ['process_objective', 'process_service']) {
  wordReference(`${table}_process_id_fkey`, 'process')
}
wordReference('process_objective_objective_id_fkey', 'objectives')
wordReference('process_service_service_id_fkey', 'services')

linkMutations(
  Process,
  {
    visibleTo: 'MODELLERS',
    link: 'Links a process to objectives that it supports and services that it uses, in addition to its existing links. linkProcessToObjective and linkProcessToService also state how much.',
    unlink: 'Unlinks objectives and services from a process. Rows that are not linked are ignored.',
  },
  [
    {
      field: 'objectives',
      type: 'Objective',
      table: 'process_objective',
      from: 'process_id',
      to: 'objective_id',
      description: 'Objectives it supports',
    },
    {
      field: 'services',
      type: 'Service',
      table: 'process_service',
      from: 'process_id',
      to: 'service_id',
      description: 'Services it uses',
    },
  ],
)

const OBJECTIVE_LINK: LinkTable = {
  table: 'process_objective',
  type: 'Process',
  subject: 'process_id',
  key: ['process_id', 'objective_id'],
}

const SERVICE_LINK: LinkTable = {
  table: 'process_service',
  type: 'Process',
  subject: 'process_id',
  key: ['process_id', 'service_id'],
}

const objectiveColumns = inputColumns('process_objective', {
  process: { column: 'process_id', node: 'Process' },
  objective: { column: 'objective_id', node: 'Objective' },
  share: { column: 'share', rule: 'is a number from 0 to 1' },
})

const serviceColumns = inputColumns('process_service', {
  process: { column: 'process_id', node: 'Process' },
  service: { column: 'service_id', node: 'Service' },
})

mutation('linkProcessToObjective', {
  visibleTo: 'MODELLERS',
  description:
    'States how much of an objective a process carries. An existing link is updated with the given values.',
  input: builder.inputType('LinkProcessToObjectiveInput', {
    description: 'That a process supports an objective.',
    fields: (t) => ({
      process: t.field(nodeRef('Process', { required: true, description: 'The process.' })),
      objective: t.field(
        nodeRef('Objective', { required: true, description: 'The objective that it supports.' }),
      ),
      share: t.float({
        description: 'Share of the objective, from 0 to 1. Null takes a statement back; 1 then counts.',
      }),
    }),
  }),
  payload: () => ({
    process: entityField(Process, { description: 'Process after the mutation.', id: () => null }),
    objective: entityField(Objective, { description: 'Objective after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const [link] = await putLinks(work, OBJECTIVE_LINK, [objectiveColumns(input)])
    return { process: link?.process_id, objective: link?.objective_id }
  },
})

mutation('linkProcessToService', {
  visibleTo: 'MODELLERS',
  description:
    'States how strongly a process needs a service. An existing link is updated with the given values.',
  input: builder.inputType('LinkProcessToServiceInput', {
    description: 'That a process uses a service.',
    fields: (t) => ({
      process: t.field(nodeRef('Process', { required: true, description: 'The process.' })),
      service: t.field(nodeRef('Service', { required: true, description: 'The service that it uses.' })),
      level: t.field({
        type: DependencyLevel,
        description: 'How badly it is needed, in words. Null takes a statement back; 0.5 then counts.',
      }),
      strength: t.float({
        description:
          'How strongly it is needed, from 0 to 1; replaces level. Null takes a statement back; 0.5 then counts.',
      }),
    }),
  }),
  payload: () => ({
    process: entityField(Process, { description: 'Process after the mutation.', id: () => null }),
    service: entityField(Service, { description: 'Service after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const [link] = await putLinks(work, SERVICE_LINK, [{ ...serviceColumns(input), ...strengthOf(input) }])
    return { process: link?.process_id, service: link?.service_id }
  },
})

/** The strength that an input states: none without level and strength, null where one of them takes it back. */
function strengthOf(input: {
  readonly level?: 'HARD' | 'SOFT' | null | undefined
  readonly strength?: number | null | undefined
}): { readonly strength?: number | null } {
  const { level, strength } = input
  if (level === undefined && strength === undefined) return {}
  return { strength: (level ?? strength ?? null) === null ? null : strengthFrom(input) }
}
