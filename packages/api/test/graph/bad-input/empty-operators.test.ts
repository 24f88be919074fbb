import { afterAll, beforeAll, expect, test } from 'vitest'
import { make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await make(api, 'Service', { name: 'Shop', kind: 'TECHNICAL' })
})
afterAll(() => api.stop())

test.each([
  [
    'a variable that is left out',
    'query ($v: ID) { services(filter: { id: { eq: $v } }) { totalCount } }',
    {},
  ],
  [
    'of two operators none',
    'query ($v: ID, $w: [ID!]) { services(filter: { id: { eq: $v, in: $w } }) { totalCount } }',
    {},
  ],
  ['an operator object without operators', '{ services(filter: { id: {} }) { totalCount } }', {}],
  [
    'one in a variable',
    'query ($f: ServiceFilter) { services(filter: $f) { totalCount } }',
    { f: { name: {} } },
  ],
  [
    'one of a relation',
    'query ($v: ID) { services(filter: { owner: { id: { eq: $v } } }) { totalCount } }',
    {},
  ],
  ['one below not', 'query ($v: ID) { services(filter: { not: { id: { eq: $v } } }) { totalCount } }', {}],
])('%s is refused, and does not match every row', async (_what, query, variables) => {
  const { data, errors } = await api.ask(query, variables)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(errors[0]?.message).toContain('filter')
  expect(data ?? null).toBeNull()
})

test('an operator that has a value suffices', async () => {
  const query =
    'query ($v: String, $w: String) { services(filter: { name: { eq: $v, startsWith: $w } }) { totalCount } }'
  expect(await api.get(query, { w: 'Sh' })).toEqual({ services: { totalCount: 1 } })
  expect(await api.get(query, { v: 'Other' })).toEqual({ services: { totalCount: 0 } })
})
