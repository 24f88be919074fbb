import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReference, referenceTo } from './reference.ts'

const defaults = { kind: 'Component', namespace: 'shop' }

describe('a reference', () => {
  test.each([
    ['web', 'component:shop/web'],
    ['Web', 'component:shop/web'],
    ['api:orders', 'api:shop/orders'],
    ['default/web', 'component:default/web'],
    ['API:default/Orders.v1', 'api:default/orders.v1'],
    ['default/a:b', 'component:default/a:b'],
  ])('%s means %s', (written, reference) => {
    expect(parseReference(written, defaults)).toEqual({ reference })
  })

  test.each(['', ':web', 'api:', '/web', 'default/', 'api:/web', 'api:default/'])('%j is none', (written) => {
    expect(parseReference(written, defaults)).toEqual({
      problem: 'is not a reference such as [kind:][namespace/]name',
    })
  })

  test('must name a kind where several are possible', () => {
    expect(parseReference('default/web', { namespace: 'shop' })).toMatchObject({
      problem: expect.stringContaining('names no kind'),
    })
    expect(parseReference('api:web', { namespace: 'shop' })).toEqual({ reference: 'api:shop/web' })
  })

  test('in its canonical text means the same whatever the field', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9]{1,9}$/)
    const names = fc.record({ kind: part, namespace: part, name: part })
    fc.assert(
      fc.property(names, names, (name, others) => {
        const reference = referenceTo(name)
        expect(parseReference(reference, others)).toEqual({ reference })
      }),
    )
  })
})
