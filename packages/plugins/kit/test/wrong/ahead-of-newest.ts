import { definePlugin } from '@throughline/plugin-kit'
import { type Position, type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

/** Goes on a second after the newest ticket, so that none comes twice, and does not look back. */
const { watermarkDelay: _delay, lookback: _lookback, ...asFast } = tickets
const stream: typeof tickets = {
  ...asFast,
  async *pages(ctx, scope, from, until) {
    let newest: Position | undefined
    for await (const page of tickets.pages(ctx, scope, from, until)) {
      newest = page.next ?? newest
      yield page
    }
    if (newest === undefined) return
    const since = new Date(Date.parse(newest.since) + 1000).toISOString()
    yield { raw: [], next: { since, after: '' } }
  },
}

export const aheadOfNewest = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
