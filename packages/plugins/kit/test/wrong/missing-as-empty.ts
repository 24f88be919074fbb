import { definePlugin, errorCodeOf } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Takes "not found" for a list without entries: a wrong path retires everything. */
const stream: typeof hosts = {
  ...hosts,
  async *pages(...args) {
    try {
      yield* hosts.pages(...args)
    } catch (error) {
      if (errorCodeOf(error) !== 'SCOPE_GONE') throw error
      yield { raw: [], next: null }
    }
  },
}

export const missingAsEmpty = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
