import { expect, test } from 'vitest'
import { IdempotencyKey, readIdempotencyKey } from './idempotency.ts'

const REQUEST = { document: 'mutation { a }', operationName: null, variables: { input: { b: 1, a: 2 } } }
const key = new IdempotencyKey('token:ci', 'k-1', REQUEST)

test('the order of the members of variables does not matter, anything else does', () => {
  const hashes = (actor: string, name: string, request: Partial<typeof REQUEST>) => {
    const { hash, requestHash } = new IdempotencyKey(actor, name, { ...REQUEST, ...request })
    return [hash.equals(key.hash), requestHash.equals(key.requestHash)]
  }
  expect(hashes('token:ci', 'k-1', { variables: { input: { a: 2, b: 1 } } })).toEqual([true, true])
  expect(hashes('token:ci', 'k-1', { variables: { input: { a: 2, b: 2 } } })).toEqual([true, false])
  expect(hashes('token:ci', 'k-1', { document: 'mutation { b }' })).toEqual([true, false])
  expect(hashes('token:ci', 'k-2', {})).toEqual([false, true])
  expect(hashes('token:cd', 'k-1', {})).toEqual([false, true])
})

test('a sealed answer opens under the same key and request only, and does not show what it holds', () => {
  const sealed = key.seal('{"token":"tl_secret"}')
  expect(sealed.includes('tl_secret')).toBe(false)
  expect(key.open(sealed)).toBe('{"token":"tl_secret"}')
  expect(key.seal('{"token":"tl_secret"}').equals(sealed)).toBe(false)
  for (const other of [
    new IdempotencyKey('token:ci', 'k-2', REQUEST),
    new IdempotencyKey('token:cd', 'k-1', REQUEST),
    new IdempotencyKey('token:ci', 'k-1', { ...REQUEST, document: 'mutation { b }' }),
  ]) {
    expect(() => other.open(sealed)).toThrow()
  }
  sealed.writeUInt8(sealed.readUInt8(30) ^ 1, 30)
  expect(() => key.open(sealed)).toThrow()
})

test('a key has 1 to 255 printable ASCII characters', () => {
  for (const good of ['a', '8e03978e-40d5-43dd-bc93-6894a57f9324', '"quoted key" ~', 'x'.repeat(255)]) {
    expect(readIdempotencyKey(good)).toBe(good)
  }
  for (const bad of ['', 'x'.repeat(256), 'schlüssel', 'a\tb', 'a\u007f']) {
    expect(() => readIdempotencyKey(bad)).toThrow(/1 to 255 printable ASCII/)
  }
})
