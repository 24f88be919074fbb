import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, works } from '../tracker/plugin.ts'

/** Calls the system by itself, past the limits and the guards of `ctx.http`. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    await fetch(new URL('/me', ctx.config.url))
    yield* works.pages(ctx, ...rest)
  },
}

export const pastTheWayOut = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
