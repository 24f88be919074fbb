import { definePlugin } from '@throughline/plugin-kit'
import { type Host, hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

const seen = new Map<string, Host>()

/** Keeps what it once listed and lists it again. */
const stream: typeof hosts = {
  ...hosts,
  async *pages(...args) {
    for await (const page of hosts.pages(...args)) {
      for (const host of page.raw) seen.set(host.id, host)
      yield { ...page, raw: [...seen.values()] }
    }
  },
}

export const rememberedListing = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
