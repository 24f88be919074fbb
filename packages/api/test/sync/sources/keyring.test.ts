import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Keyring } from '../../../src/sync/sources/keyring.ts'

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString('base64')}`
const place = { sourceId: 'source-1', field: 'token' }

test('what was sealed is opened in its place, whatever it is, and never looks the same twice', () => {
  const keyring = Keyring.parse(key('a'))
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (value) => {
      const sealed = keyring.seal(value, place)
      expect(keyring.open(sealed, place)).toBe(value)
      expect(keyring.seal(value, place).envelope).not.toBe(sealed.envelope)
      expect(Buffer.from(sealed.envelope, 'base64url').includes(Buffer.from(value.padEnd(8, value)))).toBe(
        false,
      )
    }),
  )
})

test.each([
  ['another source', { ...place, sourceId: 'source-2' }],
  ['another field', { ...place, field: 'other' }],
  ['a field that borrows from the source', { sourceId: 'source-1:token', field: '' }],
])('it is not opened for %s', (_what, elsewhere) => {
  const keyring = Keyring.parse(key('a'))
  const sealed = keyring.seal('canary', place)
  expect(() => keyring.open(sealed, elsewhere)).toThrow(/was not sealed for this source/)
})

test('a byte that was flipped anywhere, or cut off, is noticed', () => {
  const keyring = Keyring.parse(key('a'))
  const { keyId, envelope } = keyring.seal('canary', place)
  const bytes = Buffer.from(envelope, 'base64url')
  for (const index of bytes.keys()) {
    const flipped = Buffer.from(bytes)
    flipped[index] = (flipped[index] ?? 0) ^ 1
    expect(() => keyring.open({ keyId, envelope: flipped.toString('base64url') }, place)).toThrow(
      /cannot be opened/,
    )
    const cut = bytes.subarray(0, index).toString('base64url')
    expect(() => keyring.open({ keyId, envelope: cut }, place)).toThrow(/cannot be opened/)
  }
})

test('the first key seals, all of them open, and one that is missing is named', () => {
  const old = Keyring.parse(key('old'))
  const sealed = old.seal('canary', place)
  const both = Keyring.parse(`${key('new')}, ${key('old')}`)
  expect(both.current).toBe('new')
  expect(both.open(sealed, place)).toBe('canary')
  expect(both.seal('canary', place).keyId).toBe('new')
  expect(() => Keyring.parse(key('new')).open(sealed, place)).toThrow(
    'The secret token was sealed with the key old, which is not in THROUGHLINE_SECRET_KEYS',
  )
  // The same name on another key opens nothing.
  const impostor = new Keyring([{ id: 'old', key: randomBytes(32) }])
  expect(() => impostor.open(sealed, place)).toThrow(/cannot be opened/)
})

test('without a key nothing is sealed', () => {
  expect(() => new Keyring([]).seal('canary', place)).toThrow(/set THROUGHLINE_SECRET_KEYS/)
  expect(new Keyring([]).current).toBeUndefined()
})

test.each([
  ['hunter2hunter2', /is written as id:base64/],
  ['a:hunter2', /The secret key a has \d+ bytes; it must have 32/],
  [`${key('a')},${key('a')}`, /Two secret keys are called a/],
])('%s is refused, and not repeated', (text, message) => {
  expect(() => Keyring.parse(text)).toThrow(message)
  try {
    Keyring.parse(text)
  } catch (error) {
    expect(String(error)).not.toContain('hunter2')
    expect(String(error)).not.toContain(Buffer.alloc(32, 'a').toString('base64'))
  }
})
