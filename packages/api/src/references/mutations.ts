import type { ObjectFieldBuilder } from '@pothos/core'
import { recordAudit } from '../access/audit.ts'
import { auditContextOf, lockEntity } from '../access/entity-writes.ts'
import { requireTeam } from '../access/team-scope-store.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { columnOf } from '../graph/declaration.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { anyNodeRef } from '../graph/node-ref.ts'
import { nodeTypes } from '../graph/node-type.ts'
import { entityField } from '../graph/query.ts'
import { isIn } from '../graph/roles.ts'
import { text } from '../graph/values.ts'
import { forbidden } from '../graph/visibility.ts'
import { ExternalReference } from './graphql.ts'

wordConstraint('external_reference_source_check', ['source'], 'has 1 to 100 characters')
wordConstraint('external_reference_external_id_check', ['externalId'], 'has 1 to 500 characters')
wordConstraint('external_reference_url_check', ['url'], 'has at most 2,000 characters')
for (const table of [
  'team',
  'objective',
  'process',
  'service',
  'asset',
  'change',
  'metric',
  'ticket',
  'alert',
  'survey',
  'person',
  'slo',
  'change_window',
]) {
  wordConstraint(
    `external_reference_${table}_key`,
    ['externalId'],
    'belongs to another entity of this type already',
  )
  wordReference(`external_reference_${table}_id_fkey`, 'node')
}

const AddExternalReferenceInput = builder.inputType('AddExternalReferenceInput', {
  description: 'A reference to an object in an external system.',
  fields: (t) => ({
    node: t.field(anyNodeRef({ required: true, description: 'The entity here.' })),
    source: t.string({ required: true, description: 'The name of the other system.' }),
    externalId: t.string({ required: true, description: 'The id of the entity there.' }),
    url: t.string({ description: 'Address of a page about the object.' }),
  }),
})

mutation('addExternalReference', {
  visibleTo: 'MODELLERS',
  description: 'Notes what another system calls an entity, so that it can be found by that.',
  input: AddExternalReferenceInput,
  payload: () => ({
    externalReference: entityField(ExternalReference, { description: 'The reference.', id: () => null }),
  }),
  run: async (input, work) => {
    const { id, type } = input.node
    requireWriter(work, type)
    const column = nodeTypes.get(type)?.externalReference
    if (column === undefined) throw new Error(`${type} takes no external references`)
    columnOf('external_reference', column)
    const row = await work.transaction
      .insertInto('external_reference')
      .values({
        source: text(input.source, ['source']),
        external_id: text(input.externalId, ['externalId']),
        url: input.url === null || input.url === undefined ? null : text(input.url, ['url']),
        [column]: id,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await requireTeam(work, 'external_reference', row)
    await recordAudit(work.transaction, auditContextOf(work), [
      { action: 'external_reference.create', entityType: type, entityId: id, before: null, after: row },
    ])
    return { externalReference: row.id }
  },
})

mutation('removeExternalReference', {
  visibleTo: 'MODELLERS',
  description: 'Forgets what another system calls an entity.',
  input: builder.inputType('RemoveExternalReferenceInput', {
    description: 'Which reference to forget.',
    fields: (t) => ({ id: t.id({ required: true, description: 'The id of the reference.' }) }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted row.' }),
  }),
  run: async (input, work) => {
    const before = await lockEntity(
      work,
      { type: 'ExternalReference', table: 'external_reference' },
      input,
      'delete',
    )
    const entity = entityOf(before)
    requireWriter(work, entity.entityType)
    await requireTeam(work, 'external_reference', before)
    await work.transaction.deleteFrom('external_reference').where('id', '=', before.id).execute()
    await recordAudit(work.transaction, auditContextOf(work), [
      { action: 'external_reference.delete', ...entity, before, after: null },
    ])
    return { deletedId: input.id }
  },
})

/**
 * A sign-in is matched with the references of a person: a caller who could write them could sign in as any person.
 * @throws FORBIDDEN for those who may not write persons
 */
function requireWriter({ context }: Work, type: string): void {
  const roles = context.actor?.roles ?? []
  if (type === 'Person' && !isIn('ADMINISTRATORS', roles))
    throw forbidden('An external reference of a person', 'ADMINISTRATORS', roles)
}

/** The entity that a reference belongs to. */
function entityOf(reference: Readonly<Record<string, unknown>>): { entityType: string; entityId: string } {
  for (const { name, externalReference } of nodeTypes.values()) {
    const id = externalReference === undefined ? undefined : reference[externalReference]
    if (typeof id === 'string') return { entityType: name, entityId: id }
  }
  throw new Error('a reference belongs to no entity')
}
