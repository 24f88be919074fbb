import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { backstage } from '../src/index.ts'

const entity = (kind: string, metadata: object, spec: object) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata,
  spec,
})
const component = (name: string, annotations: object, spec: object = {}) =>
  entity(
    'Component',
    { name, annotations },
    { type: 'service', lifecycle: 'production', owner: 'group:crew', ...spec },
  )

async function servicesIn(...entities: object[]) {
  const listings = await listOnce(backstage, {}, memoryFiles({ 'all.json': JSON.stringify(entities) }))
  return listings
    .filter(({ stream }) => stream.record === 'service')
    .flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

test('a service is called as its workloads are, where the annotation is of its component only', async () => {
  const id = (name: string) => ({ 'backstage.io/kubernetes-id': name })
  const selected = (text: string) => ({ 'backstage.io/kubernetes-label-selector': text })
  const services = await servicesIn(
    component('cart-service', id('cart')),
    component('till-front', id('till')),
    component('till-back', id('till')),
    component('front-eu', { ...id('front'), 'backstage.io/kubernetes-namespace': 'eu' }),
    component('front-us', { ...id('front'), 'backstage.io/kubernetes-namespace': 'us' }),
    component('mail-sender', id('mail')),
    component('mail', {}),
    component('pay', selected('tier!=x, app.kubernetes.io/name=payments')),
    component('ship', selected('app in (ship, shipping)')),
  )
  expect(services.map((record) => ('name' in record ? record.name : ''))).toEqual([
    'cart',
    'front (eu)',
    'front (us)',
    'mail',
    'mail-sender',
    'payments',
    'ship',
    'till-back',
    'till-front',
  ])
})

test('lifecycle and owner are taken where they mean something', async () => {
  const services = await servicesIn(
    component('a', {}, { lifecycle: 'experimental' }),
    component('b', {}, { lifecycle: 'Deprecated', owner: 'user:ada' }),
    component('c', {}, { lifecycle: 'sunset', owner: 'x/crew' }),
    component('d', {}, { type: 'library' }),
    entity('Group', { name: 'crew', namespace: 'y' }, { type: 'team', children: [] }),
    component('e', {}, { owner: 'Elsewhere' }),
    entity('System', { name: 'a' }, { owner: 'y/crew' }),
  )
  expect(services).toMatchObject([
    { name: 'a', lifecycle: 'PLANNED' },
    { name: 'b', lifecycle: 'LIVE', labels: { 'backstage.io/owner': 'user:default/ada' } },
    { name: 'c', labels: { 'backstage.io/lifecycle': 'sunset' } },
    { name: 'e', owner: { name: 'Elsewhere' } },
    { name: 'a (system)', kind: 'BUSINESS', owner: { externalId: 'group:y/crew' } },
  ])
  const [, b, c] = services
  expect(b).not.toHaveProperty('owner')
  expect(c).not.toHaveProperty('owner')
  expect(c).not.toHaveProperty('lifecycle')
})
