import type { TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'

const positionSchema = z.strictObject({
  /** Everything that changed before this instant has been read, */
  at: z.iso.datetime(),
  /** and of what changed at that instant everything up to this number. */
  id: z.int().min(0),
})

/** How far the responses to a survey have been read. */
export type Position = z.infer<typeof positionSchema>

export const positionCursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ at }) => new Date(at),
    at: (instant) => ({ at: instant.toISOString(), id: 0 }),
  },
}
