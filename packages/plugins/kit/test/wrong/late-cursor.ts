import { definePlugin, type IncrementalStream } from '@throughline/plugin-kit'
import { type Position, type Ticket, type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

const DAY = 24 * 3_600_000

/** Makes whole days of instants, and the next day of today: what happens until then is never read. */
const stream: IncrementalStream<Ticket, TrackerConfig, Position> = {
  ...tickets,
  cursor: {
    ...tickets.cursor,
    time: {
      of: ({ since }) => new Date(since),
      at: (instant) => ({
        since: new Date(Math.ceil(instant.getTime() / DAY) * DAY).toISOString(),
        after: '',
      }),
    },
  },
}

export const lateCursor = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
