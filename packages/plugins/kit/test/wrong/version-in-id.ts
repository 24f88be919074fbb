import { definePlugin, type IncrementalStream } from '@throughline/plugin-kit'
import { type Position, type Ticket, type TrackerConfig, tickets, trackerParts } from '../tracker/plugin.ts'

/** Has the time of the last change in its ids: what changes is there twice. */
const stream: IncrementalStream<Ticket, TrackerConfig, Position> = {
  name: tickets.name,
  record: 'ticket',
  mode: 'incremental',
  cursor: tickets.cursor,
  scopes: tickets.scopes,
  pages: tickets.pages,
  primaryKey: ({ id, updated }) => `${id}@${updated}`,
  map: ({ id, updated, title, status, opened }) => ({
    type: 'ticket',
    externalId: `${id}@${updated}`,
    kind: 'TASK',
    title,
    state: 'OPEN',
    sourceState: status,
    openedAt: opened,
  }),
}

export const versionInId = definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })
