import { definePlugin } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Ends its listing in order when it is stopped, as if there were no more. */
const stream: typeof hosts = {
  ...hosts,
  async *pages(ctx, ...rest) {
    for await (const page of hosts.pages(ctx, ...rest)) {
      yield page
      if (ctx.signal.aborted) return
    }
  },
}

export const quietStop = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
