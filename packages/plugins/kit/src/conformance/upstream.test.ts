import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUpstream, type Upstream, type UpstreamRequest } from './upstream.ts'

let upstream: Upstream
let handled: UpstreamRequest[]

beforeEach(async () => {
  handled = []
  upstream = await startUpstream((request) => {
    handled.push(request)
    if (request.path === '/text') return { text: 'ok: 1\nok: 2\n' }
    if (request.path === '/nothing') return { status: 204 }
    return { json: { path: request.path, items: [1, 2, 3] } }
  })
})
afterEach(() => upstream.close())

describe('a fake system', () => {
  test('answers, and knows what it was asked', async () => {
    const response = await fetch(`${upstream.url}/a?x=1&x=2`, { method: 'POST', body: 'grün' })
    expect(await response.json()).toEqual({ path: '/a', items: [1, 2, 3] })
    expect(upstream.requests).toMatchObject([{ method: 'POST', path: '/a', body: 'grün' }])
    expect(upstream.requests[0]?.query.getAll('x')).toEqual(['1', '2'])
  })

  test('that loses an answer has done its work', async () => {
    upstream.faults = () => ({ kind: 'lost' })
    await expect(fetch(upstream.url)).rejects.toThrow()
    expect(handled).toHaveLength(1)
  })

  test('that breaks a connection has not', async () => {
    upstream.faults = () => ({ kind: 'reset' })
    await expect(fetch(upstream.url)).rejects.toThrow()
    expect(handled).toHaveLength(0)
    expect(upstream.requests).toHaveLength(1)
  })

  test('cuts JSON off in good order, so that only its text tells', async () => {
    upstream.faults = () => ({ kind: 'truncate' })
    const text = await (await fetch(upstream.url)).text()
    expect(() => JSON.parse(text)).toThrow()
  })

  test('cuts other text off so that the connection tells', async () => {
    upstream.faults = () => ({ kind: 'truncate' })
    const response = await fetch(`${upstream.url}/text`)
    await expect(response.text()).rejects.toThrow()
  })

  test('breaks by the number of the call', async () => {
    upstream.faults = (_request, index) =>
      index === 1 ? { kind: 'answer', answer: { status: 503 } } : undefined
    const statuses = []
    for (let call = 0; call < 3; call += 1) statuses.push((await fetch(upstream.url)).status)
    expect(statuses).toEqual([200, 503, 200])
  })

  test('says what its handler threw', async () => {
    const broken = await startUpstream(() => {
      throw new Error('a mistake of the test')
    })
    const response = await fetch(broken.url)
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('a mistake of the test')
    await broken.close()
  })
})
