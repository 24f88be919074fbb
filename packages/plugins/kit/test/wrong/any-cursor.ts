import { definePlugin, type IncrementalStream } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type TrackerConfig, trackerParts, type Work, works } from '../tracker/plugin.ts'

/** Takes anything for a position, also what another version of it has left. */
const stream: IncrementalStream<Work, TrackerConfig, { after: string }> = {
  ...works,
  cursor: { version: 1, schema: z.any() },
}

export const anyCursor = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
