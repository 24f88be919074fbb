import { createEntity, type Entity } from '../access/entity-writes.ts'
import { builder } from '../graph/builder.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Effort } from '../tickets/graphql.ts'
import { Change } from './graphql.ts'

const entity: Entity<'effort'> = { type: 'Effort', table: 'effort' }
const columns = inputColumns('effort', {
  change: { column: 'change_id', node: 'Change' },
  minutes: { column: 'minutes', rule: 'is a whole number from 0 to 10,000,000' },
  performedAt: { column: 'performed_at' },
  team: { column: 'team_id', node: 'Team' },
  comment: { column: 'comment', rule: 'has at most 20,000 characters' },
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
      minutes: t.int({ required: true, description: 'Duration in minutes.' }),
      performedAt: t.field({
        type: 'DateTime',
        description: 'Time at which the work was done. Defaults to now.',
      }),
      team: t.field(nodeRef('Team', { description: 'Team that did the work.' })),
      comment: t.string({ description: 'What was done.' }),
    }),
  }),
  payload: () => ({
    effort: entityField(Effort, { description: 'Time entry that was created.', id: () => null }),
    change: entityField(Change, { description: 'Change after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const given = columns(input)
    const values = { performed_at: work.context.clock().toISOString(), ...given }
    const { id } = await createEntity(work, entity, values)
    return { effort: id, change: given.change_id }
  },
})
