import { builder } from '../graph/builder.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { BOOKED_COLUMNS, book, bookedFields } from './booking-mutations.ts'
import { Effort, Ticket } from './graphql.ts'

const columns = inputColumns('effort', {
  ticket: { column: 'ticket_id', node: 'Ticket' },
  person: { column: 'person', rule: 'has 1 to 300 characters' },
  ...BOOKED_COLUMNS,
})

mutation('recordEffort', {
  visibleTo: 'RECORDERS',
  description:
    'Books work on a ticket. From the first booking on, the effort of a ticket is the sum of what was booked on it.',
  input: builder.inputType('RecordEffortInput', {
    description: 'Work on a ticket.',
    fields: (t) => ({
      ticket: t.field(
        nodeRef('Ticket', { required: true, description: 'Ticket that the time was spent on.' }),
      ),
      ...bookedFields(t),
      person: t.string({ description: 'Who did it.' }),
    }),
  }),
  payload: () => ({
    effort: entityField(Effort, { description: 'Time entry that was created.', id: () => null }),
    ticket: entityField(Ticket, { description: 'Ticket after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const given = columns(input)
    return { effort: await book(work, given), ticket: given.ticket_id }
  },
})
