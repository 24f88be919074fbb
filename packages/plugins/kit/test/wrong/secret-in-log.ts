import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Logs what it sends, as basic authentication would write it. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    const credentials = Buffer.from(`me:${ctx.config.token.reveal()}`).toString('base64')
    ctx.log.debug('calling', { authorization: `Basic ${credentials}` })
    yield* works.pages(ctx, ...rest)
  },
}

export const secretInLog = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
