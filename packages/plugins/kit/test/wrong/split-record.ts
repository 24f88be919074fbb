import { definePlugin } from '@throughline/plugin-kit'
import { hosts, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Yields a host in two parts under one identity: the one that is stored last is what is left of it. */
const stream: typeof hosts = {
  ...hosts,
  async *pages(...args) {
    for await (const { raw, next } of hosts.pages(...args)) {
      yield { raw: raw.map((host) => ({ ...host, cores: 0 })), next: null }
      yield { raw: raw.map((host) => ({ ...host, name: host.id })), next }
    }
  },
}

export const splitRecord = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
