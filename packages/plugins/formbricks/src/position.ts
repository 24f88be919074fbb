import type { TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'

const positionSchema = z.strictObject({
  /** Everything that changed before this instant has been read. */
  at: z.iso.datetime(),
  /** Present while reading those that changed at that very instant, which may be more than a page holds. */
  within: z.strictObject({ read: z.int().min(1), last: z.string() }).exactOptional(),
})

/** How far the responses to a survey have been read. */
export type Position = z.infer<typeof positionSchema>

export const positionCursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ at }) => new Date(at),
    at: (instant) => ({ at: instant.toISOString() }),
  },
}
