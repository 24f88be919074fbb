import { describe, expect, test } from 'vitest'
import { inventory } from '../test/inventory.ts'
import { tracker } from '../test/tracker/plugin.ts'
import { manifestOf, manifestSchema } from './manifest.ts'

describe('the manifest of a plugin', () => {
  const manifest = manifestOf(tracker)

  test('says what a server may know', () => {
    expect(manifest).toMatchObject({
      id: 'tracker',
      kind: 'ticketing',
      secretFields: ['token', 'hook'],
      calls: true,
      input: null,
      limits: null,
      streams: [
        {
          name: 'tickets',
          record: 'ticket',
          mode: 'incremental',
          cursorVersion: 2,
          watermarkDelay: 60_000,
          lookback: 120_000,
          detectsDeletions: true,
        },
        { name: 'hosts', record: 'asset', mode: 'snapshot', cursorVersion: 1, detectsDeletions: false },
        { name: 'works', record: 'effort', mode: 'append', watermarkDelay: 0, lookback: 0 },
      ],
      webhook: { verify: [{ scheme: 'hmac', secret: 'hook' }], deliveryId: 'x-tracker-delivery' },
      actions: ['createTicket', 'comment'],
    })
    expect(manifest.assetKinds['tracker.host']?.jsonSchema).toMatchObject({ type: 'object' })
  })

  test('of one that reads files says which', () => {
    expect(manifestOf(inventory)).toMatchObject({
      input: { extensions: ['.txt'] },
      calls: false,
      webhook: null,
      actions: [],
    })
  })

  test('is the same after it was sent to another process', () => {
    expect(manifestSchema.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest)
  })

  test('shares nothing with the plugin', () => {
    expect(manifest.configJsonSchema).not.toBe(tracker.configJsonSchema)
    expect(manifest.configJsonSchema).toEqual(tracker.configJsonSchema)
  })

  const wrong: [string, object, RegExp][] = [
    ['an id that leads elsewhere', { id: '../other' }, /id/],
    ['no stream', { streams: [] }, /streams/],
    ['a function', { configJsonSchema: { toString: () => 'x' } }, /configJsonSchema/],
    ['something it does not know', { check: 'ok' }, /check/],
    ['a webhook without a proof', { webhook: { verify: [], deliveryId: null } }, /verify/],
    [
      'a webhook whose secret is none',
      { webhook: { verify: [{ scheme: 'standard-webhooks', secret: 'url' }], deliveryId: null } },
      /which is no secret/,
    ],
    [
      'a proof of another kind',
      { webhook: { verify: [{ scheme: 'none', secret: 'hook' }], deliveryId: null } },
      /scheme/,
    ],
  ]
  test.each(wrong)('is refused with %s', (_what, part, complaint) => {
    expect(() => manifestSchema.parse({ ...manifest, ...part })).toThrow(complaint)
  })
})
