import { definePlugin, errorCodeOf } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Takes a failure of the system for the end of the listing: what was not read is retired. */
const stream: typeof hosts = {
  ...hosts,
  async *pages(...args) {
    try {
      yield* hosts.pages(...args)
    } catch (error) {
      if (errorCodeOf(error) !== 'TRANSIENT') throw error
    }
  },
}

export const swallowedError = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
