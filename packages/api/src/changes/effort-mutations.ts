import type { ObjectFieldBuilder } from '@pothos/core'
import { deleteEntity, lockEntity } from '../access/entity-writes.ts'
import { builder, type Types } from '../graph/builder.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { BOOKED_COLUMNS, book, bookedFields, EFFORT } from '../tickets/booking-mutations.ts'
import { Effort, Ticket } from '../tickets/graphql.ts'
import { Change } from './graphql.ts'

const columns = inputColumns('effort', {
  change: { column: 'change_id', node: 'Change' },
  ...BOOKED_COLUMNS,
})

mutation('recordChangeEffort', {
  visibleTo: 'RECORDERS',
  description:
    'Books work on a change. From the first booking on, the effort of a change is the sum of what was booked on it. deleteEffort takes a booking back.',
  input: builder.inputType('RecordChangeEffortInput', {
    description: 'Work on a change.',
    fields: (t) => ({
      change: t.field(
        nodeRef('Change', { required: true, description: 'Change that the time was spent on.' }),
      ),
      ...bookedFields(t),
    }),
  }),
  payload: () => ({
    effort: entityField(Effort, { description: 'Time entry that was created.', id: () => null }),
    change: entityField(Change, { description: 'Change after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const given = columns(input)
    return { effort: await book(work, given), change: given.change_id }
  },
})

mutation('deleteEffort', {
  visibleTo: 'MODELLERS',
  description: 'Takes a booking back. What happened to it stays in the audit trail.',
  input: builder.inputType('DeleteEffortInput', {
    description: 'Which booking to take back.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The id of the effort.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string; ticket: unknown; change: unknown }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted row.' }),
    ticket: entityField(Ticket, {
      description: 'Ticket after the mutation. Null if the work was booked on a change.',
      nullable: true,
      id: () => null,
    }),
    change: entityField(Change, {
      description: 'Change after the mutation. Null if the work was booked on a ticket.',
      nullable: true,
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    const { ticket_id: ticket, change_id: change } = await lockEntity(work, EFFORT, input, 'delete')
    return { deletedId: await deleteEntity(work, EFFORT, input), ticket, change }
  },
})
