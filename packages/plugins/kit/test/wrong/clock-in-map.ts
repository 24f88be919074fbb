import { definePlugin } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Says how many hosts of the year there are: the same record mapped again next year becomes another one. */
const stream: typeof hosts = {
  ...hosts,
  record: 'asset',
  map: ({ id, name, cores }) => ({
    type: 'asset',
    externalId: id,
    kind: 'tracker.host',
    name,
    attributes: { cores },
    labels: { seen: new Date().toISOString().slice(0, 10) },
  }),
}

export const clockInMap = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
