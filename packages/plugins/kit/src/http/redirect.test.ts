import { describe, expect, test } from 'vitest'
import type { UpstreamAnswer } from '../conformance/upstream.ts'
import { ConfigError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { errorOf, opened, upstreamOf } from './opened.fixture.ts'
import { redirectTarget } from './redirect.ts'

const to = (location: string, status = 302): UpstreamAnswer => ({ status, headers: { location } })

/** Sends a path of numbers on and on: `/3` to `/2` to `/1` to an answer. */
const countdown = () =>
  upstreamOf(({ path }) => {
    const left = Number(path.slice(1))
    return left === 0 ? { json: 'there' } : to(`/${left - 1}`)
  })

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('with %i are followed by a call that reads', async (status) => {
    const upstream = await upstreamOf(({ path }) =>
      path === '/old' ? to('/new?page=2', status) : { json: 7 },
    )
    const { http } = opened([upstream.url])
    const answer = await http.request(`${upstream.url}/old`, { query: { page: 1 } })
    expect(answer.json()).toBe(7)
    expect(answer.url).toBe(`${upstream.url}/new`)
    expect(upstream.requests.map(({ query }) => query.get('page'))).toEqual(['1', '2'])
    await expect(http.request(`${upstream.url}/old`, { method: 'HEAD' })).resolves.toMatchObject({
      status: 200,
    })
  })

  test('are followed five times, not six', async () => {
    const upstream = await countdown()
    const { http } = opened([upstream.url])
    await expect(http.request(`${upstream.url}/5`)).resolves.toMatchObject({ url: `${upstream.url}/0` })
    await expect(http.request(`${upstream.url}/6`)).rejects.toThrow(ConfigError)
    await expect(http.request(`${upstream.url}/6`)).rejects.toThrow(/more than 5 redirects/)
  })

  test('are not followed by a call that writes, nor where the caller takes the status as an answer', async () => {
    const upstream = await countdown()
    const { http } = opened([upstream.url])
    const refusal = await errorOf(
      http.request(`${upstream.url}/1`, { method: 'POST', json: {}, idempotent: true }),
    )
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toMatch(/no answer but another address \(302\)/)
    const answer = await http.request(`${upstream.url}/1`, { accept: [302] })
    expect(answer.header('Location')).toBe('/0')
    expect(upstream.requests).toHaveLength(2)
  })

  test('without a place to go are no answer', async () => {
    const upstream = await upstreamOf(({ path }) => ({ status: path === '/304' ? 304 : 302 }))
    const { http } = opened([upstream.url])
    await expect(http.request(`${upstream.url}/302`)).rejects.toThrow(ConfigError)
    await expect(http.request(`${upstream.url}/304`)).rejects.toThrow(ConfigError)
  })

  test('to a host that is not declared are refused before it is called', async () => {
    const stranger = await upstreamOf()
    const upstream = await upstreamOf(() => to(`${stranger.url}/x`))
    const refusal = await errorOf(opened([upstream.url]).http.request(upstream.url))
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toContain('is not among the hosts that this plugin declares')
    expect(stranger.requests).toHaveLength(0)
  })

  test.each([
    ['with a name in it', (url: string) => url.replace('://', '://user@'), /holds a name or a password/],
    ['of another protocol', (url: string) => url.replace('http', 'ftp'), /is neither http nor https/],
    ['that is none', () => 'http://[', /redirect to an address that is none/],
  ])('to an address %s are refused', async (_which, location, sentence) => {
    const upstream = await upstreamOf(() => to(location(upstream.url)))
    const refusal = await errorOf(opened([upstream.url]).http.request(upstream.url))
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toMatch(sentence)
  })

  test('from https to http are refused', () => {
    const from = new URL('https://shop.example/a')
    expect(() => redirectTarget('GET shop.example/a', 'GET', from, 302, 'http://shop.example/b')).toThrow(
      ConfigError,
    )
    const target = redirectTarget('GET shop.example/a', 'GET', from, 302, 'b')
    expect(target?.href).toBe('https://shop.example/b')
  })
})

describe('credentials', () => {
  const secret = new Secret('env:TOKEN', 'hunter2')
  const credentials = [
    { headers: { authorization: ['Bearer ', secret] } },
    { headers: { 'X-Api-Key': secret } },
    { headers: { 'X-Api-Key': 'hunter2' } },
    { headers: { cookie: 'session=hunter2' } },
    { basic: { user: 'hunter2', password: secret } },
  ]
  const shared = { 'user-agent': 'test', accept: 'application/json' }

  test.each(credentials)('stay within their origin: %j', async (request) => {
    const call = { ...request, headers: { ...shared, ...request.headers } }
    const stranger = await upstreamOf(({ path }) =>
      path === '/back' ? to(`${upstream.url}/end`) : { json: 1 },
    )
    const upstream = await upstreamOf(({ path }) => {
      if (path === '/away') return to(`${stranger.url}/back`)
      if (path === '/end') return to('/really')
      return path === '/here' ? to('/there') : { json: 1 }
    })
    const { http } = opened([upstream.url, stranger.url])
    const told = (system: typeof upstream, path: string) => {
      const headers = system.requests.find((seen) => seen.path === path)?.headers
      expect(headers).toMatchObject(shared)
      return /hunter2|aHVudGVyMj/.test(JSON.stringify(headers))
    }
    await http.request(`${upstream.url}/here`, call)
    expect(told(upstream, '/here')).toBe(true)
    expect(told(upstream, '/there')).toBe(true)
    await http.request(`${upstream.url}/away`, call)
    expect(told(upstream, '/away')).toBe(true)
    expect(told(stranger, '/back')).toBe(false)
    // Once another origin had its hand in it, the way may be of its choosing.
    expect(told(upstream, '/end')).toBe(false)
    expect(told(upstream, '/really')).toBe(false)
  })
})
