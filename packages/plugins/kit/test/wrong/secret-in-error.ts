import { ConfigError, definePlugin, errorCodeOf } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Says in an error which token the system did not take. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    try {
      yield* works.pages(ctx, ...rest)
    } catch (error) {
      if (errorCodeOf(error) !== 'CONFIG_ERROR') throw error
      throw new ConfigError('The tracker did not take the call', {
        cause: { authorization: `Bearer ${ctx.config.token.reveal()}` },
      })
    }
  },
}

export const secretInError = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
