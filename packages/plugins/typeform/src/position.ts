import type { TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'

const positionSchema = z.strictObject({
  /** Everything submitted before this second, since 1970, has been read. */
  second: z.int().min(0),
  /** What has been read of that second. */
  seen: z.array(z.string()),
})

/** How far the responses of a form have been read. */
export type Position = z.infer<typeof positionSchema>

export const positionCursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ second }) => new Date(second * 1000),
    at: (instant) => ({ second: Math.max(0, Math.floor(instant.getTime() / 1000)), seen: [] }),
  },
}
