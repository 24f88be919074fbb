import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canariesOf, foundIn, visible } from './canaries.ts'

const SECRET = 'hunter2/+ünter'

function canaries(value = SECRET) {
  return canariesOf({ env: { TOKEN: value }, system: () => ({ answer: () => ({}) }), config: () => ({}) })
}

describe('a secret is found', () => {
  test('as it is, and by its name alone', () => {
    expect(foundIn(`Bearer ${SECRET}!`, canaries())).toEqual(['the value of TOKEN'])
  })

  test('in an address, in JSON and in base64', () => {
    const quoted = 'with "quotes" in it'
    expect(foundIn(`?token=${encodeURIComponent(SECRET)}`, canaries())).toHaveLength(1)
    expect(foundIn(JSON.stringify({ quoted }), canaries(quoted))).toHaveLength(1)
    expect(foundIn(Buffer.from(`me:${SECRET}`).toString('base64'), canaries())).toHaveLength(1)
  })

  test('wherever it stands in what became base64', () => {
    const word = fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
    fc.assert(
      fc.property(fc.string(), word, fc.string(), (before, secret, after) => {
        const text = Buffer.from(`${before}${secret}${after}`).toString('base64')
        expect(foundIn(text, canaries(secret))).toHaveLength(1)
      }),
    )
  })

  test('in the message, the properties and the causes of an error', () => {
    const inside = new Error('inner', { cause: { headers: [{ authorization: SECRET }] } })
    for (const error of [
      new Error(SECRET),
      Object.assign(new Error('x'), { request: { token: SECRET } }),
      new Error('outer', { cause: inside }),
      new AggregateError([new Error(SECRET)], 'several'),
    ]) {
      expect(foundIn(visible(error), canaries())).toHaveLength(1)
    }
  })
})

test('other text is no secret', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(foundIn(text, canaries('a-secret-that-no-chance-makes'))).toEqual([])
    }),
  )
})
