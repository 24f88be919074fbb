import { definePlugin, type IncrementalStream } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type Ticket, type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

const { cursor: _cursor, watermarkDelay: _delay, lookback: _lookback, ...rest } = tickets

const dated: IncrementalStream<Ticket, TrackerConfig, { since: Date }> = {
  ...rest,
  cursor: { version: 1, schema: z.strictObject({ since: z.date() }) },
  async *pages(ctx, scope, from, until) {
    const position = from === null ? null : { since: from.since.toISOString(), after: '' }
    for await (const { raw, next } of tickets.pages(ctx, scope, position, until)) {
      yield { raw, next: next === null ? null : { since: new Date(next.since) } }
    }
  },
}

/** Has a Date as its position, of which JSON makes a text. */
export const dateCursor = definePlugin<TrackerConfig>({ ...trackerParts, streams: [dated] })
