import { definePlugin, errorCodeOf, TransientError } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Makes an error of its own of every failure, and loses when to come back. */
const stream: typeof works = {
  ...works,
  async *pages(...args) {
    try {
      yield* works.pages(...args)
    } catch (error) {
      if (errorCodeOf(error) !== 'RATE_LIMITED') throw error
      throw new TransientError('The tracker does not want to be called now', { cause: error })
    }
  },
}

export const forgottenPause = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
