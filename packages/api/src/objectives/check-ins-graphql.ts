import { NodeType } from '../graph/node-type.ts'
import { KeyResult } from './graphql.ts'

export const KeyResultCheckIn = new NodeType('KeyResultCheckIn', 'key_result_check_in', {
  description: 'The value of a key result at an instant, entered by hand.',
  order: {
    AT: { column: 'at', description: 'By the time that the value is of.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'AT', descending: true },
})

KeyResultCheckIn.fields((t) => ({
  keyResult: t.related(KeyResult, { by: 'key_result_id', description: 'The key result.' }),
  value: t.column('value', { description: 'The value, in the unit of the key result.' }),
  confidence: t.column('confidence', {
    description: 'How sure its owners are that it will be reached or kept, from 0 to 1. Null if not stated.',
  }),
  note: t.column('note', { description: 'What there is to say about it.' }),
  at: t.column('at', { description: 'The time that the value is of.' }),
  ...t.lifecycle(),
}))

KeyResult.fields((t) => ({
  checkIns: t.children(KeyResultCheckIn, {
    by: 'key_result_id',
    filter: 'keyResultCheckIn',
    description: 'The values that were entered by hand, the latest first.',
  }),
}))
