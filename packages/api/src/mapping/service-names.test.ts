import { expect, test } from 'vitest'
import { possibleNames, wantedNames } from './service-names.ts'

const made = (id: string, namespace: string, name: string, more: object = {}) => ({
  id,
  base: 'cart',
  namespace,
  name,
  lifecycle: 'LIVE',
  crowded: false,
  ...more,
})

test('services of one name have their namespaces, and the only one has the name alone', () => {
  expect(
    wantedNames([made('1', 'eu', 'cart', { crowded: true }), made('2', '', 'cart (2)', { crowded: true })]),
  ).toEqual([
    { id: '1', name: 'cart (eu)', lifecycle: 'LIVE' },
    { id: '2', name: 'cart', lifecycle: 'LIVE' },
  ])
  expect(wantedNames([made('1', 'eu', 'cart (eu)')])).toEqual([{ id: '1', name: 'cart', lifecycle: 'LIVE' }])
})

test('a retired service leaves its name to others, and no two get the same', () => {
  const retired = made('1', '', 'cart', { lifecycle: 'RETIRED' })
  const live = made('2', 'eu', 'cart (retired)')
  const exchange = wantedNames([retired, live])
  expect(exchange).toEqual([
    { id: '2', name: 'cart', lifecycle: 'LIVE' },
    { id: '1', name: 'cart (retired)', lifecycle: 'RETIRED' },
  ])
  const other = made('3', 'us', 'cart (us)', { lifecycle: 'RETIRED' })
  expect(wantedNames([retired, other])).toEqual([
    { id: '1', name: 'cart (retired)', lifecycle: 'RETIRED' },
    { id: '3', name: 'cart (3)', lifecycle: 'RETIRED' },
  ])
  expect(
    wantedNames([
      { ...retired, name: 'cart (retired)' },
      { ...other, name: 'cart (3)' },
    ]),
  ).toEqual([])
  const holders = [
    { id: '1', name: 'cart' },
    { id: '2', name: 'cart (retired)' },
  ]
  expect(possibleNames(exchange, holders)).toEqual(exchange)
  // Another service that keeps the name leaves both as they are.
  expect(possibleNames(exchange, [...holders, { id: '9', name: 'cart (retired)' }])).toEqual([])
  const both = [
    { id: '1', name: 'cart', lifecycle: 'LIVE' },
    { id: '2', name: 'cart', lifecycle: 'LIVE' },
  ]
  expect(possibleNames(both, [])).toEqual(both.slice(0, 1))
})
