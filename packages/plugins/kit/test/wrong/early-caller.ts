import { definePlugin, errorCodeOf } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Asks by itself, at once, whether it may go on by now. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    try {
      yield* works.pages(ctx, ...rest)
    } catch (error) {
      if (errorCodeOf(error) === 'RATE_LIMITED') await fetch(new URL('/me', ctx.config.url))
      throw error
    }
  },
}

export const earlyCaller = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
