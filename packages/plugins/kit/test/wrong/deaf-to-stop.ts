import { definePlugin, type Page } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, type Work, works } from '../tracker/plugin.ts'

/** Reads everything first and hands it out page by page, whether it was stopped or not. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, ...rest) {
    const pages: Page<Work, { after: string }>[] = []
    for await (const page of works.pages(ctx, ...rest)) pages.push(page)
    yield* pages
  },
}

export const deafToStop = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
