import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantFrom } from './instant.ts'
import { sampleFromJson } from './read-sample.ts'

const METRIC = 'metric_018cc28e-fd00-71b3-b922-ff4b86ac91c8'

/** What a line gives; of one that is wrong only that, since the parser counts characters. */
const taken = (line: string) => {
  const sample = sampleFromJson(line)
  return typeof sample === 'string' ? 'refused' : sample
}
/** With a space before it, a line is read by the parser. */
const byParser = (line: string) => taken(` ${line}`)

describe('a line of the usual form is read as the parser reads it', () => {
  const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
  const names = fc.oneof(fc.constant(METRIC), fc.string(), fc.string({ unit: 'grapheme' }))
  const instants = fc.oneof(
    fc
      .date({ min: new Date(0), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc.string(),
  )

  it('if it is right', () => {
    fc.assert(
      fc.property(names, instants, numbers, (metric, at, value) => {
        const line = JSON.stringify({ metric, at, value })
        expect(taken(line)).toEqual(byParser(line))
      }),
    )
  })

  it('if a character of it is another', () => {
    const whole = JSON.stringify({ metric: METRIC, at: '2026-06-01T00:00:15.000Z', value: 12.5e-3 })
    fc.assert(
      fc.property(fc.nat(whole.length), fc.string({ maxLength: 2 }), fc.boolean(), (place, text, isAdded) => {
        const line = `${whole.slice(0, place)}${text}${whole.slice(isAdded ? place : place + 1)}`
        expect(taken(line)).toEqual(byParser(line))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    '1e400',
    '-0',
    '1_000',
    'NaN',
    '1 ',
    '"1"',
    'null',
    '1,"total":2',
  ])('with the value %s', (value) => {
    const line = `{"metric":"${METRIC}","at":"2026-06-01T00:00:15Z","value":${value}}`
    expect(taken(line)).toEqual(byParser(line))
  })
})

describe('an instant', () => {
  it('in UTC is the one that Date reads, whatever was read before', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.boolean(),
        (date, short) => {
          const text = short ? `${date.toISOString().slice(0, 19)}Z` : date.toISOString()
          expect(instantFrom(text)).toBe(Date.parse(text))
        },
      ),
    )
  })

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-06-31T00:00:00.000Z',
    '2026-13-01T00:00:00Z',
    '2026-06-01T24:00:00Z',
    '2026-06-01T12:60:00Z',
    '2026-06-01T12:00:60.000Z',
    '2026-06-01T12:00:0aZ',
    '2026-06-01T12:00:00,000Z',
    '2026-06-01 12:00:00.000Z',
    '2026-06-01T12:00:00.0000',
  ])('is not %s', (text) => {
    instantFrom(`${text.slice(0, 10)}T00:00:00Z`)
    expect(instantFrom(text)).toBeUndefined()
  })
})
