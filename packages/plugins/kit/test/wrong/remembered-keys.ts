import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

const seen = new Set<string>()

/** Names whatever it has ever seen: nothing is ever removed. */
const stream: typeof tickets = {
  ...tickets,
  async *listKeys(ctx, scope) {
    for await (const page of tickets.listKeys?.(ctx, scope) ?? []) for (const key of page) seen.add(key)
    yield [...seen]
  },
}

export const rememberedKeys = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
