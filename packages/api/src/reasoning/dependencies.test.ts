import { expect, it } from 'vitest'
import { dependencies } from './dependencies.ts'
import { sketchGraph } from './parts.fixture.ts'

const graph = sketchGraph({
  objectives: {
    grow: {},
    online: { parent: 'grow' },
    stores: { parent: 'grow' },
    later: { parent: 'grow', status: 'DRAFT' },
    sooner: { parent: 'later' },
    never: { parent: 'grow', status: 'DRAFT' },
  },
  services: { checkout: 'LIVE', tills: 'LIVE', ledger: 'LIVE' },
  assets: { 'cart-db': 'LIVE', host: 'LIVE', old: 'RETIRED', 'under-old': 'LIVE' },
  contributions: [
    ['online', 'checkout', 0.8],
    ['stores', 'tills', 1],
    ['grow', 'ledger', 0.5],
    ['later', 'tills', 1],
  ],
  dependencies: [
    ['checkout', 'a:cart-db', 0.5],
    ['ledger', 'a:old', 1],
  ],
  relations: [
    ['cart-db', 'RUNS_ON', 'host', 1],
    ['old', 'RUNS_ON', 'under-old', 1],
  ],
})

const leanedOn = (id: string, depth?: number) =>
  Object.fromEntries(
    dependencies(graph, [{ type: 'Objective', id }], depth === undefined ? {} : { depth }).affected.map(
      ({ node, reach }) => [node.name, reach],
    ),
  )

it('goes from an objective to its services, those of its ancestors, and all below them', () => {
  expect(leanedOn('online')).toEqual({
    online: 1,
    grow: 1,
    checkout: 0.8,
    'cart-db': 0.4,
    host: 0.4,
    ledger: 0.5,
    old: 0.5,
  })
})

it('takes a parent for all objectives below it that count, but not their siblings for one another', () => {
  expect(Object.keys(leanedOn('grow')).sort()).toEqual(
    [
      'cart-db',
      'checkout',
      'grow',
      'host',
      'later',
      'ledger',
      'old',
      'online',
      'sooner',
      'stores',
      'tills',
    ].sort(),
  )
  expect(leanedOn('online')).not.toHaveProperty('tills')
})

it('goes through a parent that is not active, and leaves out one with nothing below it that counts', () => {
  expect(Object.keys(leanedOn('sooner')).sort()).toEqual([
    'grow',
    'later',
    'ledger',
    'old',
    'sooner',
    'tills',
  ])
  expect(leanedOn('grow')).not.toHaveProperty('never')
  expect(Object.keys(leanedOn('later')).sort()).toEqual(['grow', 'later', 'ledger', 'old', 'sooner', 'tills'])
})

it('keeps to the depth', () => {
  expect(leanedOn('online', 0)).toEqual({ online: 1 })
  expect(leanedOn('grow', 0)).toEqual({ grow: 1 })
  expect(leanedOn('online', 1)).toEqual({ online: 1, grow: 1, checkout: 0.8 })
  expect(leanedOn('grow', 1)).toEqual({ grow: 1, online: 1, stores: 1, later: 1, ledger: 0.5 })
})

it('names the way and what is retired on it', () => {
  const result = dependencies(graph, [{ type: 'Objective', id: 'grow' }])
  expect(
    result.pathTo({ type: 'Asset', id: 'host' }).map(({ node, via }) => [node.name, via?.text ?? null]),
  ).toEqual([
    ['grow', null],
    ['online', '“online” is part of “grow”'],
    ['checkout', '“online” rests on checkout (share 0.80)'],
    ['cart-db', 'checkout depends on cart-db (SOFT, 0.50)'],
    ['host', 'cart-db runs on host (HARD, 1.00)'],
  ])
  expect(result.explanation.reasons).toEqual([
    { code: 'LEANS_ON_RETIRED', text: 'old is retired and still leaned on with 0.50.' },
  ])
  const nothing = dependencies(graph, [{ type: 'Asset', id: 'host' }])
  expect(nothing.explanation.reasons[0]?.code).toBe('LEANS_ON_NOTHING')
})
