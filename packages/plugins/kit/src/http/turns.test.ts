import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PluginError, RateLimitedError, TransientError } from '../errors.ts'
import { effectiveLimits } from './limits.ts'
import { opened, upstreamOf } from './opened.fixture.ts'
import { RateLimiter } from './pace.ts'
import { HostRateLimits } from './turns.ts'

const rates = fc.record({
  rate: fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10),
  burst: fc.integer({ min: 1, max: 20 }),
  gaps: fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 60 }),
})

describe('a pace', () => {
  test('allows a burst and the average in any stretch of time, and no less than that', () => {
    fc.assert(
      fc.property(rates, ({ rate, burst, gaps }) => {
        const pace = new RateLimiter(rate, burst)
        let now = 0
        const calls = gaps.map((gap) => {
          now += gap
          const at = pace.next(now)
          pace.take(at)
          return { asked: now, at }
        })
        for (const [first, { at: from }] of calls.entries()) {
          for (const [last, { at: until }] of calls.entries()) {
            const allowed = burst + ((until - from) / 1000) * rate
            if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6)
          }
        }
        // Who had to wait came as early as the calls before let it.
        for (const [index, { asked, at }] of calls.entries()) {
          const full = calls.slice(0, index + 1).some(({ at: from }, first) => {
            return Math.abs(index - first + 1 - burst - ((at - from) / 1000) * rate) < 1e-6
          })
          expect(at === asked || full).toBe(true)
        }
      }),
    )
  })

  test('keeps to the longest pause that was asked for', () => {
    const pace = new RateLimiter(10, 10)
    pace.holdUntil(5000)
    pace.holdUntil(2000)
    expect(pace.next(1000)).toBe(5000)
    expect(pace.next(6000)).toBe(6000)
  })
})

describe('turns', () => {
  const limits = effectiveLimits({ requestsPerSecond: 1, burst: 1 })

  test('are taken at the pace of the limits, for each host by itself', async () => {
    const calls: [string, number][] = []
    const systems = await Promise.all([upstreamOf(), upstreamOf()])
    const urls = systems.map(({ url }) => url)
    const { http, time } = opened(urls, { limits: { requestsPerSecond: 2, burst: 2 } })
    const start = time.now
    for (const [index, system] of systems.entries()) {
      system.faults = () => {
        calls.push([`system ${index}`, time.now - start])
        return undefined
      }
    }
    for (let call = 0; call < 4; call += 1) await http.request(systems[0].url)
    await http.request(systems[1].url)
    expect(calls).toEqual([
      ['system 0', 0],
      ['system 0', 0],
      ['system 0', 500],
      ['system 0', 1000],
      ['system 1', 1000],
    ])
  })

  test('come later when the host asks for a pause meanwhile', async () => {
    let now = 0
    const waits: number[] = []
    const turns = new HostRateLimits(
      limits,
      () => now,
      async (milliseconds) => {
        if (waits.length === 0) turns.hold('shop.example', 30)
        waits.push(milliseconds)
        now += milliseconds
      },
    )
    await turns.take('call', 'shop.example', 60_000)
    await turns.take('call', 'shop.example', 60_000)
    expect(waits).toEqual([1000, 29_000])
    expect(now).toBe(30_000)
  })

  test('that come too late are refused at once, also when it turns out while waiting', async () => {
    let now = 0
    const turns = new HostRateLimits(
      limits,
      () => now,
      async (milliseconds) => {
        now += milliseconds
        turns.hold('shop.example', 90)
      },
    )
    await turns.take('call', 'shop.example', 60_000)
    await expect(turns.take('call', 'shop.example', 500)).rejects.toMatchObject({ retryAfter: 1 })
    expect(now).toBe(0)
    const second = turns.take('GET shop.example/x', 'shop.example', 60_000)
    await expect(second).rejects.toThrow(RateLimitedError)
    await expect(second).rejects.toThrow(/^GET shop.example\/x: not called/)
    await expect(second).rejects.toMatchObject({ retryAfter: 90 })
  })
})

test('no turn is left when the time of a call is over', async () => {
  const turns = new HostRateLimits(
    effectiveLimits(),
    () => 1000,
    async () => {},
  )
  await expect(turns.take('call', 'shop.example', 1000)).rejects.toThrow(TransientError)
})

describe('limits', () => {
  test('that are left out have defaults', () => {
    expect(effectiveLimits()).toEqual({
      requestsPerSecond: 10,
      burst: 10,
      maxBytes: 33_554_432,
      deadline: 60_000,
    })
    expect(effectiveLimits({ requestsPerSecond: 0.5 }).burst).toBe(1)
  })

  test.each([
    { requestsPerSecond: 0 },
    { requestsPerSecond: Number.NaN },
    { requestsPerSecond: Number.POSITIVE_INFINITY },
    { burst: 0.5 },
    { burst: Number.NaN },
    { maxBytes: 0 },
    { maxBytes: 1.5 },
    { deadline: 0 },
    { deadline: 2 ** 31 },
  ])('that are none are refused: %j', (limits) => {
    expect(() => effectiveLimits(limits)).toThrow(PluginError)
    expect(() => effectiveLimits(limits)).toThrow(Object.keys(limits)[0])
  })
})
