import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Tries a second time with the credentials that were refused, which locks accounts. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    const http: typeof ctx.http = {
      request: (...args) => ctx.http.request(...args).catch(() => ctx.http.request(...args)),
    }
    yield* works.pages({ ...ctx, http }, ...rest)
  },
}

export const retriedRefusal = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
