import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neutralRecord } from './neutral-record.ts'
import { parseRecord } from './record.ts'

const AT = '2030-01-01T00:00:00Z'

test('what is undefined is left out, in attributes and labels too', () => {
  const record = neutralRecord({
    type: 'asset',
    externalId: 'x',
    kind: 'k',
    name: 'n',
    environment: undefined,
    attributes: { a: 1, b: undefined, c: null },
    labels: { a: 'x', b: undefined },
    url: undefined,
  })
  expect(record).toStrictEqual({
    type: 'asset',
    externalId: 'x',
    kind: 'k',
    name: 'n',
    attributes: { a: 1, c: null },
    labels: { a: 'x' },
  })
})

test('whatever texts say and however long they are, the record can be kept, and no character is cut in two', () => {
  const long = fc.string({ unit: 'grapheme', maxLength: 9 }).map((text) => `a${text}🤖👩‍👩‍👧‍👦`.repeat(150))
  fc.assert(
    fc.property(long, fc.dictionary(long, long, { maxKeys: 3 }), (text, labels) => {
      const record = neutralRecord({
        type: 'ticket',
        externalId: 'T-1',
        kind: 'TASK',
        title: text,
        description: text.repeat(10),
        state: 'OPEN',
        sourceState: text,
        assignee: text,
        requesterTeam: text,
        openedAt: AT,
        labels,
        services: [text],
      })
      expect(parseRecord(record)).toEqual(record)
      expect(JSON.stringify(record).isWellFormed()).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('of labels and services, as many are kept as a record holds', () => {
  const labels = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`l${index}`, '']))
  const services = Array.from({ length: 200 }, (_, index) => `s${index}`)
  const alert = {
    type: 'alert',
    externalId: 'A',
    fingerprint: 'f',
    title: 't',
    severity: 'INFO',
    startsAt: AT,
  } as const
  const record = neutralRecord({ ...alert, labels, services })
  expect(Object.keys(record.labels ?? {})).toHaveLength(200)
  expect(record.services).toHaveLength(100)
})

test('what names something is never cut: such a record is refused', () => {
  const record = neutralRecord({ type: 'asset', externalId: 'x'.repeat(501), kind: 'k', name: 'n' })
  expect(record.externalId).toHaveLength(501)
  expect(() => parseRecord(record)).toThrow('externalId')
})

test('a record that lacks a member, or has one of another type, does not compile', () => {
  // @ts-expect-error: an asset has a name
  neutralRecord({ type: 'asset', externalId: 'x', kind: 'k', name: undefined })
  // @ts-expect-error: a ticket has no attributes
  neutralRecord({ type: 'relation', externalId: 'x', kind: 'CALLS', from: 'a', to: 'b', attributes: {} })
  expect(neutralRecord({ type: 'relation', externalId: 'x', kind: 'CALLS', from: 'a', to: 'b' }).kind).toBe(
    'CALLS',
  )
})
