import { builder } from '../graph/builder.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { BOOKED_COLUMNS, book, bookedFields } from '../tickets/booking-mutations.ts'
import { Effort } from '../tickets/graphql.ts'
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
