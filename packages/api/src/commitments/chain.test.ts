import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChainQuestion, chainOf, LINKS } from './chain.ts'

const HOLDS: ChainQuestion = {
  expected: 0.999,
  promised: 0.999,
  acknowledged: true,
  possible: { lower: 0.9991, upper: 0.9991 },
  delivered: 0.9995,
  felt: { value: 0.85, lower: 0.78, upper: 0.9, target: 0.8 },
}
const codes = (change: Partial<ChainQuestion>) =>
  chainOf({ ...HOLDS, ...change }).reasons.map(({ code }) => code)

describe('the promise chain', () => {
  it('holds where every link keeps what those before ask of it', () => {
    expect(chainOf(HOLDS)).toMatchObject({ firstBreak: null, unknown: [], reasons: [] })
    expect(chainOf(HOLDS).links.map(({ holds }) => holds)).toEqual([true, true, true, true, true])
    expect(
      codes({ promised: 0.1 + 0.2, expected: 0.3, possible: { lower: 0.3, upper: 0.3 }, delivered: 0.3 }),
    ).toEqual([])
  })

  it.each([
    [{ expected: 0.9995 }, 'PROMISED', 'PROMISED_LESS_THAN_EXPECTED'],
    [{ possible: { lower: 0.99, upper: 0.9989 } }, 'POSSIBLE', 'PROMISED_MORE_THAN_POSSIBLE'],
    [{ delivered: 0.9989 }, 'DELIVERED', 'DELIVERED_LESS_THAN_PROMISED'],
    [
      { felt: { value: 0.5, lower: 0.4, upper: 0.7, target: 0.8 } },
      'FELT',
      'FELT_BELOW_TARGET_ALTHOUGH_DELIVERED',
    ],
    [
      { delivered: null, felt: { value: 0.5, lower: null, upper: null, target: 0.8 } },
      'FELT',
      'FELT_BELOW_TARGET',
    ],
  ] as const)('breaks with %j at %s', (change, link, code) => {
    expect(chainOf({ ...HOLDS, ...change }).firstBreak).toBe(link)
    expect(codes(change)).toContain(code)
  })

  it('names what is unknown or undecided, and compares nothing with it', () => {
    expect(codes({ felt: { value: 0.75, lower: 0.6, upper: 0.85, target: 0.8 } })).toEqual([])
    expect(codes({ possible: { lower: 0.99, upper: 1 } })).toEqual(['MAY_NOT_BE_POSSIBLE'])
    expect(codes({ acknowledged: false })).toEqual(['NOT_ACKNOWLEDGED'])
    const unpromised = chainOf({ ...HOLDS, promised: null, delivered: 0.1 })
    expect(unpromised).toMatchObject({
      firstBreak: null,
      unknown: ['PROMISED'],
      reasons: [{ code: 'UNKNOWN_PROMISED' }],
    })
    expect(unpromised.links.map(({ holds }) => holds)).toEqual([true, null, null, null, true])
  })

  it('breaks first at the first link that breaks, whatever else is known', () => {
    const share = fc.option(fc.constantFrom(0.9, 0.99, 0.999))
    fc.assert(
      fc.property(share, share, share, share, share, (expected, promised, possible, delivered, felt) => {
        const chain = chainOf({
          expected,
          promised,
          possible: possible === null ? null : { lower: possible, upper: possible },
          delivered,
          felt: felt === null ? null : { value: felt, lower: null, upper: null, target: 0.99 },
        })
        const broken = chain.links.filter(({ holds }) => holds === false)
        expect(chain.firstBreak).toBe(broken[0]?.link ?? null)
        const values = {
          EXPECTED: expected,
          PROMISED: promised,
          POSSIBLE: possible,
          DELIVERED: delivered,
          FELT: felt,
        }
        expect(chain.unknown).toEqual(LINKS.filter((link) => values[link] === null))
        if (expected !== null && promised !== null && promised < expected)
          expect(chain.firstBreak).toBe('PROMISED')
      }),
    )
  })
})
