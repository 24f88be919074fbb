import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

/** Has the position after a page stored before the page is: stopped in between, the page is never read. */
const stream: typeof tickets = {
  ...tickets,
  async *pages(ctx, ...rest) {
    for await (const { raw, next } of tickets.pages(ctx, ...rest)) {
      yield { raw: [], next }
      ctx.signal.throwIfAborted()
      yield { raw, next }
    }
  },
}

export const cursorBeforeData = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
