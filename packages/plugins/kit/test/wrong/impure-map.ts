import { definePlugin, type SnapshotStream } from '@throughline/plugin-kit'
import { type Host, hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

let mapped = 0

/** Counts what it maps: stored records that are mapped again become other ones. */
const stream: SnapshotStream<Host, TrackerConfig> = {
  name: hosts.name,
  record: 'asset',
  mode: 'snapshot',
  scopes: hosts.scopes,
  async *pages(ctx, scope, _from, until) {
    for await (const { raw } of hosts.pages(ctx, scope, null, until)) yield { raw, next: null }
  },
  primaryKey: hosts.primaryKey,
  map(host) {
    mapped += 1
    return {
      type: 'asset',
      externalId: host.id,
      kind: 'tracker.host',
      name: host.name,
      attributes: { cores: host.cores },
      labels: { number: String(mapped) },
    }
  },
}

export const impureMap = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
