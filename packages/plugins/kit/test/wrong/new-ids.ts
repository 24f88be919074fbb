import { randomUUID } from 'node:crypto'
import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, type Work, works } from '../tracker/plugin.ts'

/** Gives everything a new id each time it is read: read again, it is there twice. */
const stream: typeof works = {
  ...works,
  async *pages(ctx, scope, _from, until) {
    for await (const { raw } of works.pages(ctx, scope, null, until)) {
      yield { raw: raw.map((work: Work) => ({ ...work, id: randomUUID() })), next: { after: '' } }
    }
  },
}

export const newIds = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
