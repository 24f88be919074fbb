import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { definePlugin } from './define.ts'
import { PluginError } from './errors.ts'
import { PLUGIN_API_VERSION, type PluginDefinition } from './plugin.ts'
import type { IncrementalStream, SnapshotStream } from './stream.ts'

const stream: SnapshotStream = {
  name: 'things',
  record: 'asset',
  mode: 'snapshot',
  scopes: async () => [],
  async *pages() {},
  primaryKey: () => 'x',
  map: () => [],
}

const definition: PluginDefinition = {
  id: 'sample-source',
  title: 'Sample',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: z.object({ site: z.string() }),
  input: { extensions: ['.json'], maxBytes: 10 },
  assetKinds: { 'sample.thing': { title: 'Thing', attributes: z.strictObject({ size: z.int() }) } },
  check: async () => [],
  streams: [stream],
}

test('a right plugin is frozen and carries its JSON Schemas', () => {
  const plugin = definePlugin({ ...definition, streams: [{ ...stream }] })
  expect(Object.isFrozen(plugin)).toBe(true)
  expect(Object.isFrozen(plugin.streams)).toBe(true)
  expect(Object.isFrozen(plugin.streams[0])).toBe(true)
  expect(Object.isFrozen(plugin.assetKinds)).toBe(true)
  expect(plugin.configJsonSchema).toMatchObject({ type: 'object', required: ['site'] })
  expect(plugin.assetKinds['sample.thing']?.jsonSchema).toMatchObject({
    properties: { size: { type: 'integer' } },
    additionalProperties: false,
  })
})

const cursor = {
  version: 1,
  schema: z.string(),
  time: { of: (at: string) => new Date(at), at: (at: Date) => at.toISOString() },
}
const wrong: [string, object, RegExp][] = [
  ['an id with capitals', { id: 'Sample' }, /"Sample": the id must be lower-case/],
  ['an id that is missing', { id: undefined }, /the id must be/],
  ['no title', { title: ' ' }, /title is empty/],
  ['an unknown kind', { kind: 'magic' }, /"magic" is not one of discovery, ticketing, survey, monitoring/],
  ['a range that is none', { apiRange: 'newest' }, /"newest" is not a semver range/],
  ['an empty range', { apiRange: '' }, /is not a semver range/],
  [
    'a contract of the past',
    { apiRange: '^0.9.0' },
    new RegExp(`version \\^0.9.0 .*, this is ${PLUGIN_API_VERSION}`),
  ],
  ['a contract of the future', { apiRange: '>=3' }, /install a release of the plugin for it/],
  ['no config schema', { config: { site: 'string' } }, /config must be a zod schema/],
  ['no check', { check: undefined }, /check must be a function/],
  ['no file ending', { input: { extensions: [] } }, /names no file ending/],
  [
    'a file ending without its dot',
    { input: { extensions: ['json'] } },
    /"json" must be lower-case and begin with/,
  ],
  ['a fraction of a byte', { input: { extensions: ['.json'], maxBytes: 0.5 } }, /whole number of bytes/],
  ['no stream', { streams: [] }, /it has no stream/],
  ['two streams of one name', { streams: [stream, { ...stream }] }, /two streams are called "things"/],
  [
    'a stream name with a space',
    { streams: [{ ...stream, name: 'all things' }] },
    /lower-case word as its name/,
  ],
  [
    'an unknown record',
    { streams: [{ ...stream, record: 'wish' }] },
    /must say its record: asset, relation, ticket/,
  ],
  [
    'an unknown mode',
    { streams: [{ ...stream, mode: 'guess' }] },
    /must say its mode: snapshot, incremental, append/,
  ],
  ['a stream without map', { streams: [{ ...stream, map: undefined }] }, /"things" lacks the function map/],
  [
    'changes without a cursor',
    { streams: [{ ...stream, mode: 'incremental' }] },
    /incremental and must declare its cursor/,
  ],
  [
    'append without a cursor',
    { streams: [{ ...stream, mode: 'append' }] },
    /append and must declare its cursor/,
  ],
  [
    'a cursor without a version',
    { streams: [{ ...stream, cursor: { ...cursor, version: 0 } }] },
    /cursor a version/,
  ],
  ['a cursor without a schema', { streams: [{ ...stream, cursor: { version: 1 } }] }, /cursor a zod schema/],
  [
    'a snapshot with a lookback',
    { streams: [{ ...stream, lookback: 5 }] },
    /a snapshot, which has no lookback/,
  ],
  [
    'a negative watermark delay',
    { streams: [{ ...stream, mode: 'incremental', cursor, watermarkDelay: -1 }] },
    /watermarkDelay in milliseconds/,
  ],
  ['assets without kinds', { assetKinds: {} }, /stream of assets but declares no assetKinds/],
  [
    'an asset kind with capitals',
    { assetKinds: { Thing: { title: 'T', attributes: z.object() } } },
    /"Thing" must be/,
  ],
  [
    'an asset kind without a title',
    { assetKinds: { thing: { title: '', attributes: z.object() } } },
    /has no title/,
  ],
  ['an asset kind without a schema', { assetKinds: { thing: { title: 'Thing' } } }, /"thing" has no schema/],
  [
    'other asset kinds without a title',
    { otherAssetKinds: { title: '', attributes: z.object() } },
    /the kind otherAssetKinds has no title/,
  ],
  [
    'a schema that JSON Schema cannot say',
    { assetKinds: { thing: { title: 'Thing', attributes: z.object({ at: z.date() }) } } },
    /schema of the asset kind "thing" has no JSON Schema/,
  ],
]

describe('a wrong plugin is refused with a sentence that says why', () => {
  test.each(wrong)('%s', (_name, change, sentence) => {
    const spoiled = Object.assign({ ...definition }, change)
    expect(() => definePlugin(spoiled)).toThrow(PluginError)
    expect(() => definePlugin(spoiled)).toThrow(sentence)
  })
})

test('a stream of changes with a cursor is taken', () => {
  const changes: IncrementalStream<unknown, unknown, string> = {
    ...stream,
    mode: 'incremental',
    cursor,
    watermarkDelay: 1000,
    lookback: 0,
  }
  expect(definePlugin({ ...definition, streams: [changes] }).streams).toHaveLength(1)
})

test('a plugin whose kinds are named elsewhere declares what all of them hold', () => {
  const { assetKinds: _, ...rest } = definition
  const attributes = z.record(z.string(), z.number())
  const plugin = definePlugin({ ...rest, otherAssetKinds: { title: 'Thing of any kind', attributes } })
  expect(plugin.assetKinds).toEqual({})
  expect(plugin.otherAssetKinds?.jsonSchema).toMatchObject({ additionalProperties: { type: 'number' } })
})
