import {
  definePlugin,
  type IncrementalStream,
  type SnapshotStream,
  type Webhook,
} from '@throughline/plugin-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type TrackerConfig, tracker, trackerParts } from './tracker/plugin.ts'

interface Thing {
  readonly id: string
}

const reading = {
  name: 'things',
  scopes: async () => [{ id: 'all' }],
  primaryKey: ({ id }: Thing) => id,
}

test('a stream of tickets whose map gives an asset does not compile', () => {
  // @ts-expect-error: an asset is no ticket
  const stream: SnapshotStream<Thing, TrackerConfig> = {
    ...reading,
    record: 'ticket',
    mode: 'snapshot',
    async *pages() {},
    map: ({ id }) => ({ type: 'asset', externalId: id, kind: 'tracker.host', name: id }),
  }
  expect(stream.record).toBe('ticket')
})

test('a record that lacks a field does not compile', () => {
  const stream: SnapshotStream<Thing, TrackerConfig> = {
    ...reading,
    record: 'asset',
    mode: 'snapshot',
    async *pages() {},
    // @ts-expect-error: an asset has a name
    map: ({ id }) => ({ type: 'asset', externalId: id, kind: 'tracker.host' }),
  }
  expect(stream.record).toBe('asset')
})

test('a stream of changes without a cursor does not compile, and is not taken', () => {
  // @ts-expect-error: where should it go on?
  const stream: IncrementalStream<Thing, TrackerConfig> = {
    ...reading,
    record: 'asset',
    mode: 'incremental',
    async *pages() {},
    map: ({ id }) => ({ type: 'asset', externalId: id, kind: 'tracker.host', name: id }),
  }
  expect(() => definePlugin<TrackerConfig>({ ...trackerParts, streams: [stream] })).toThrow(
    'declare its cursor',
  )
})

test('a page whose next is no cursor of the stream does not compile', () => {
  const stream: IncrementalStream<Thing, TrackerConfig, { readonly after: string }> = {
    ...reading,
    record: 'asset',
    mode: 'append',
    cursor: { version: 1, schema: z.strictObject({ after: z.string() }) },
    // @ts-expect-error: a number is no cursor of this stream
    async *pages() {
      yield { raw: [{ id: 'x' }], next: 7 }
    },
    map: ({ id }) => ({ type: 'asset', externalId: id, kind: 'tracker.host', name: id }),
  }
  expect(stream.mode).toBe('append')
})

test('a webhook without a proof does not compile, and is not taken', () => {
  // @ts-expect-error: anybody could send deliveries
  const webhook: Webhook<TrackerConfig> = { receive: async () => ({}) }
  expect(() => definePlugin<TrackerConfig>({ ...trackerParts, webhook })).toThrow('unsigned deliveries')
})

test('a configuration of another shape than the plugin works with does not compile', () => {
  const plugin = () =>
    definePlugin<TrackerConfig>({
      ...trackerParts,
      // @ts-expect-error: it has neither url nor token
      config: z.strictObject({ site: z.string() }),
    })
  expect(plugin).toThrow('must be a field of config made by secret()')
})

test('the plugin they were spoiled from compiles', () => {
  expect(definePlugin<TrackerConfig>(trackerParts).id).toBe(tracker.id)
})
