import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidRecordError } from '../errors.ts'
import { jsonProblem } from '../json.ts'
import { neutralRecord } from './neutral-record.ts'
import { parseRecord } from './record.ts'
import { relationId } from './relation.ts'

const asset = {
  type: 'asset',
  externalId: 'main/shop/Deployment/cart',
  kind: 'kubernetes.deployment',
  name: 'cart',
  environment: 'production',
  attributes: { replicas: 2, images: ['cart:1'], nested: { none: null } },
  identifiers: [{ kind: 'kubernetes.uid', value: '8c0f' }],
  labels: { 'app.kubernetes.io/name': 'cart', empty: '' },
  owner: { name: 'Engines' },
  cost: { amount: '12.50', currency: 'EUR' },
  availability: 0.995,
  services: [{ externalId: 's' }, { name: 'Shop' }],
  url: 'https://cluster.example/cart',
}
const relation = { type: 'relation', externalId: 'r', kind: 'CALLS', from: 'a', to: 'b', strength: 0.5 }

test('a right record comes back as it is', () => {
  expect(parseRecord(asset)).toEqual(asset)
  expect(parseRecord(relation)).toEqual(relation)
  expect(parseRecord({ type: 'asset', externalId: 'x', kind: 'k', name: 'n' })).toBeTruthy()
})

const model = [
  { type: 'person', externalId: 'p', name: 'Ada', email: 'Ada@example.org', active: false },
  {
    type: 'team',
    externalId: 't',
    name: 'Engines',
    kind: 'IT',
    parent: { externalId: 'it' },
    members: [{ person: { externalId: 'p' }, role: 'LEAD' }, { person: { email: 'bob@example.org' } }],
  },
  {
    type: 'service',
    externalId: 's',
    name: 'Shop',
    owner: { name: 'Engines' },
    dependsOn: [
      { service: { name: 'Cart' }, strength: 0.5, group: 'carts' },
      { asset: { identifier: { kind: 'uid', value: '8c0f' } } },
    ],
  },
  {
    type: 'objective',
    externalId: 'o',
    title: 'Sell more',
    startsOn: '2030-01-01',
    endsOn: '2030-12-31',
    keyResults: [{ title: 'Orders', start: 10, target: 20, current: 12 }],
    services: [{ service: { externalId: 's' }, share: 0.4 }],
  },
  {
    type: 'process',
    externalId: 'b',
    name: 'Selling',
    services: [{ service: { externalId: 's' } }],
    objectives: [{ objective: { externalId: 'o' }, share: 1 }],
  },
  {
    type: 'cost',
    externalId: 'c',
    periodStart: '2030-01-01T00:00:00Z',
    periodEnd: '2030-02-01T00:00:00Z',
    amount: '-0.000000000000000001',
    currency: 'EUR',
    category: 'CREDIT',
    assets: [{ identifier: { kind: 'cloud.resource-id', value: 'i-1' } }],
    services: ['Shop'],
  },
  {
    type: 'ticketEvent',
    externalId: 'T-1/1',
    ticket: 'T-1',
    state: 'RESOLVED',
    sourceState: 'Done',
    at: '2030-01-01T12:00:00Z',
  },
  {
    type: 'surveyInvitation',
    externalId: 'S-1/sales',
    survey: 'S-1',
    team: 'Sales',
    invited: 40,
    invitedAt: '2030-01-01T12:00:00Z',
  },
] as const

test.each(model)('a $type comes back as it is, also through neutralRecord', (record) => {
  expect(parseRecord(record)).toEqual(record)
  expect(neutralRecord(record as never)).toEqual(record)
})

test.each(['jörg@nordlicht.example', 'a@b', '用户@例子.公司', `${'😀'.repeat(252)}@b`])(
  '%s is an e-mail address',
  (email) => {
    const record = { ...model[0], email }
    expect(parseRecord(record)).toEqual(record)
  },
)

const [person, team, service, objective] = model

let deep: unknown = 1
for (let level = 0; level < 50_000; level += 1) deep = [deep]

const wrong: [string, unknown, RegExp][] = [
  ['nothing', undefined, /record without an externalId/],
  ['an unknown type', { ...asset, type: 'wish' }, /type/],
  [
    'a NUL character',
    { ...asset, name: 'a\u0000b' },
    /"main\/shop\/Deployment\/cart" .*name: contains a NUL/,
  ],
  ['half a surrogate pair', { ...asset, name: '\ud83d' }, /half of a surrogate pair/],
  ['NUL in a label key', { ...asset, labels: { 'a\u0000': 'b' } }, /labels/],
  ['NUL in an attribute', { ...asset, attributes: { a: ['\u0000'] } }, /attributes\.a\.0: contains a NUL/],
  ['NUL in an attribute key', { ...asset, attributes: { 'a\u0000': 1 } }, /attributes/],
  ['an empty name', { ...asset, name: ' ' }, /name: is empty/],
  ['a name of 301 characters', { ...asset, name: 'x'.repeat(301) }, /name/],
  ['an external id of 501 characters', { ...asset, externalId: 'x'.repeat(501) }, /externalId/],
  ['a kind with capitals', { ...asset, kind: 'Deployment' }, /kind: must be lower-case/],
  [
    'an infinite attribute',
    { ...asset, attributes: { a: Number.POSITIVE_INFINITY } },
    /attributes\.a: is Infinity/,
  ],
  ['an attribute that is not a number', { ...asset, attributes: { a: Number.NaN } }, /attributes\.a: is NaN/],
  [
    'an undefined attribute',
    { ...asset, attributes: { a: undefined } },
    /attributes\.a: is of the type undefined/,
  ],
  ['a date', { ...asset, attributes: { a: new Date(0) } }, /object of a class/],
  ['bottomless attributes', { ...asset, attributes: { deep } }, /nested deeper than 32 levels/],
  [
    'attributes too large',
    { ...asset, attributes: { a: 'x'.repeat(70_000) } },
    /more than the 65536 allowed/,
  ],
  ['attributes as a list', { ...asset, attributes: [] }, /attributes: must be an object/],
  ['an unknown member', { ...asset, wishes: 'me' }, /wishes/],
  ['an owner without a reference', { ...asset, owner: 'me' }, /owner/],
  ['a cost below 0', { ...asset, cost: { amount: '-1', currency: 'EUR' } }, /cost.amount: must be a decimal/],
  ['an availability in percent', { ...asset, availability: 99.9 }, /availability/],
  ['an address of a script', { ...asset, url: 'javascript:alert(1)' }, /url: must be an absolute http/],
  [
    'too many labels',
    { ...asset, labels: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}`, ''])) },
    /200/,
  ],
  ['an unknown relation', { ...relation, kind: 'LIKES' }, /kind/],
  ['a relation to itself', { ...relation, to: 'a' }, /to: is the same asset as from/],
  ['a strength above one', { ...relation, strength: 1.1 }, /strength/],
  ['an address of two parts', { ...person, email: 'a@b@c' }, /email: must be an e-mail address/],
  ['an address with a blank', { ...person, email: 'a b@c' }, /email: must be an e-mail address/],
  [
    'an address of 255 characters',
    { ...person, email: `${'a'.repeat(253)}@b` },
    /email: must have at most 254/,
  ],
  ['an address without @', { ...person, email: 'ada' }, /email: must be an e-mail address/],
  ['a team by two references', { ...team, parent: { externalId: 'a', name: 'b' } }, /parent/],
  ['a need of nothing', { ...service, dependsOn: [{ strength: 1 }] }, /dependsOn/],
  ['an end before the start', { ...objective, endsOn: '2029-01-01' }, /endsOn: lies before startsOn/],
  [
    'a title twice',
    { ...objective, keyResults: [...objective.keyResults, ...objective.keyResults] },
    /keyResults: hold a title twice/,
  ],
]

describe('a wrong record is refused, naming the record and the field', () => {
  test.each(wrong)('%s', (_name, record, sentence) => {
    expect(() => parseRecord(record)).toThrow(InvalidRecordError)
    expect(() => parseRecord(record)).toThrow(sentence)
  })
})

test('whatever JSON can say has no problem, unless text that databases refuse or a number that would be rounded', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value)
      let refused = text.includes('\\u0000') || /\\ud[89a-f]/i.test(text)
      JSON.parse(text, (_key, part: unknown) => {
        if (Number.isInteger(part) && !Number.isSafeInteger(part)) refused = true
      })
      expect(jsonProblem(value) === undefined).toBe(!refused)
    }),
  )
})

describe('relationId', () => {
  test('is readable where it fits', () => {
    expect(relationId('CALLS', 'a', 'b')).toBe('CALLS a > b')
  })

  test('is short, stable and different where it would not fit', () => {
    const long = 'x'.repeat(400)
    const id = relationId('CALLS', long, `${long}1`)
    expect(id.length).toBeLessThan(100)
    expect(relationId('CALLS', long, `${long}1`)).toBe(id)
    expect(relationId('CALLS', long, `${long}2`)).not.toBe(id)
  })
})
