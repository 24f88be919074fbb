import { ConfigError, definePlugin, errorCodeOf } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Calls refused credentials a mistake of the configuration. */
const stream: typeof works = {
  ...works,
  async *pages(...args) {
    try {
      yield* works.pages(...args)
    } catch (error) {
      if (errorCodeOf(error) !== 'AUTH_ERROR') throw error
      throw new ConfigError('The tracker does not want us', { cause: error })
    }
  },
}

export const renamedRefusal = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
