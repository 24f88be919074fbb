import { seedDemo } from '@throughline/db/seed'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RATE_LIMIT } from '../../src/access/rate-limit-setting.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let greedy: string
let modest: string

beforeAll(async () => {
  api = await startApi({ connect: { max: 10 }, rateLimit: RATE_LIMIT })
  await seedDemo(api.db.kysely, { today: '2026-03-01' })
  greedy = await api.tokenFor('VIEWER')
  modest = api.token
})
afterAll(() => api.stop())

/** Costs little less than the limit. */
const DEAR = `{ services(first: 60) { nodes { name criticality(exact: true) { valueAtRisk }
  assets(first: 15) { totalCount nodes { name criticality(exact: true) { valueAtRisk } } } } } }`

/** Milliseconds of each of so many requests, one after the other; none may be refused. */
async function modestRequests(count: number): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index += 1) {
    const start = performance.now()
    const { status, errors } = await api.ask('{ __typename }', {}, { token: modest })
    times.push(performance.now() - start)
    expect({ status, errors }).toEqual({ status: 200, errors: [] })
  }
  return times
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

test('a caller is not refused anything while another one floods the server', async () => {
  await modestRequests(20)
  const alone = median(await modestRequests(50))
  let flooding = true
  let answered = 0
  const flood = Array.from({ length: 12 }, async () => {
    while (flooding) {
      const { data, errors } = await api.ask(DEAR, {}, { token: greedy })
      const codes = errors.map(({ extensions }) => extensions.code)
      expect(data === null || data === undefined ? codes : ['data']).toEqual(
        data === null || data === undefined ? ['RATE_LIMITED'] : ['data'],
      )
      answered += 1
    }
  })
  const during = median(await modestRequests(300))
  flooding = false
  await Promise.all(flood)
  expect(answered).toBeGreaterThan(0)
  console.info(
    `{ __typename }: median ${alone.toFixed(1)} ms alone, ${during.toFixed(1)} ms under a flood of ${answered} answers, ratio ${(during / alone).toFixed(2)}`,
  )
})
