import { expect, test } from 'vitest'
import { wantedNames } from './service-names.ts'

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

test('a retired service keeps its name until one in use needs it', () => {
  const retired = made('1', '', 'cart', { lifecycle: 'RETIRED' })
  expect(wantedNames([retired])).toEqual([])
  expect(wantedNames([retired, made('2', 'eu', 'cart (eu)')])).toEqual([
    { id: '1', name: 'cart (retired)', lifecycle: 'RETIRED' },
    { id: '2', name: 'cart', lifecycle: 'LIVE' },
  ])
})
