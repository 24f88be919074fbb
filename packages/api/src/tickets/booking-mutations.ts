import type { InputFieldBuilder } from '@pothos/core'
import type { RowChanges } from '@throughline/db'
import { createEntity, type Entity } from '../access/entity-writes.ts'
import type { Types } from '../graph/builder.ts'
import type { Work } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'

export const EFFORT: Entity<'effort'> = { type: 'Effort', table: 'effort' }

/** The columns that a booking gives, whatever the work is on. */
export const BOOKED_COLUMNS = {
  minutes: { column: 'minutes', rule: 'is a whole number from 0 to 10,000,000' },
  performedAt: { column: 'performed_at' },
  team: { column: 'team_id', node: 'Team' },
  comment: { column: 'comment', rule: 'has at most 20,000 characters' },
} as const

/** The fields of the input for them. */
export function bookedFields(t: InputFieldBuilder<Types, 'InputObject'>) {
  return {
    minutes: t.int({ required: true, description: 'Duration in minutes.' }),
    performedAt: t.field({
      type: 'DateTime',
      description: 'Time at which the work was done. Defaults to now.',
    }),
    team: t.field(nodeRef('Team', { description: 'Team that did the work.' })),
    comment: t.string({ description: 'What was done.' }),
  }
}

/** Stores a booking and returns its uuid. Without another time it is of now. */
export async function book(work: Work, given: RowChanges<'effort'>): Promise<string> {
  const values = { performed_at: work.context.clock().toISOString(), ...given }
  const { id } = await createEntity(work, EFFORT, values)
  return id
}
