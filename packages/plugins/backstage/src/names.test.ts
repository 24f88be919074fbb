import { expect, test } from 'vitest'
import { type Claimant, distinctNames } from './names.ts'
import { referenceTo } from './reference.ts'

const claimant = (kind: Claimant['kind'], namespace: string, ...wanted: string[]): Claimant => {
  const name = wanted.at(-1) ?? ''
  return { kind, namespace, reference: referenceTo({ kind, namespace, name }), metadata: { name }, wanted }
}

test('no two entities have one name, and the order of the input does not matter', () => {
  const claimants = [
    claimant('API', 'default', 'Cart'),
    claimant('Component', 'shop', 'cart'),
    claimant('System', 'default', 'cart'),
    claimant('Component', 'default', 'cart'),
    claimant('Component', 'other', 'cart'),
    claimant('Component', 'default', 'till', 'till-api'),
    claimant('API', 'default', 'till_api'),
    claimant('Component', 'default', 'tillapi'),
  ]
  const names = {
    'component:default/cart': 'cart',
    'component:other/cart': 'cart (other)',
    'component:shop/cart': 'cart (shop)',
    'system:default/cart': 'cart (system)',
    'api:default/cart': 'Cart (API)',
    'component:default/till-api': 'till',
    'api:default/till_api': 'till_api',
    'component:default/tillapi': 'tillapi',
  }
  expect(Object.fromEntries(distinctNames(claimants))).toEqual(names)
  expect(Object.fromEntries(distinctNames(claimants.toReversed()))).toEqual(names)
})
