import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, tickets, trackerParts, type Work, works } from '../tracker/plugin.ts'

/** Books work on tickets by another id than the one they have. */
const stream: typeof works = {
  ...works,
  async *pages(...args) {
    for await (const { raw, next } of works.pages(...args)) {
      yield { raw: raw.map((work: Work) => ({ ...work, ticket: work.ticket.toLowerCase() })), next }
    }
  },
}

export const lostEffort = definePlugin<TrackerConfig>({ ...trackerParts, streams: [tickets, stream] })
