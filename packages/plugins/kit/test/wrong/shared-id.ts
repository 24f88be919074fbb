import { definePlugin } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Has two streams that give their records the same ids. */
const stream: typeof hosts = { ...hosts, name: 'machines' }

export const sharedId = definePlugin<TrackerConfig>({ ...trackerParts, streams: [hosts, stream] })
