import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { worstQueries } from './worst-queries.ts'

let api: TestApi
let viewer: string

beforeAll(async () => {
  api = await startApi()
  viewer = await api.tokenFor('VIEWER')
})
afterAll(() => api.stop())

test.each(Object.entries(worstQueries))(
  'no statement but the check of the token: %s',
  async (_what, query) => {
    // The first use of a token is noted.
    await api.ask('{ __typename }', {}, { token: viewer })
    let statements = 0
    const count = () => {
      statements += 1
    }
    api.db.pool.on('acquire', count)
    const { status, data, errors } = await api.ask(query, {}, { token: viewer })
    api.db.pool.off('acquire', count)
    expect({ status, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
      status: 400,
      data: undefined,
      codes: ['QUERY_TOO_COMPLEX'],
    })
    expect(statements).toBe(1)
  },
)
