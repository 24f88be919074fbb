import { testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Draw, RateLimiter } from '../../src/access/rate-limit.ts'
import { sharedBuckets } from '../../src/access/rate-limit-store.ts'

const LIMIT = { burst: 1_000, perSecond: 100 }

/** A bucket that is filled by the same clock as the limiters that draw from it. */
class Bucket {
  readonly draws: number[] = []
  now = 0
  points = LIMIT.burst
  #filledAt = 0
  readonly clock = () => new Date(this.now)
  readonly draw = async (_actor: string, wanted: number): Promise<Draw> => {
    this.points = Math.min(LIMIT.burst, this.points + ((this.now - this.#filledAt) / 1000) * LIMIT.perSecond)
    this.#filledAt = this.now
    const granted = Math.min(wanted, this.points)
    this.points -= granted
    this.draws.push(granted)
    return { granted, left: this.points }
  }
}

describe('a limiter', () => {
  test('spends a lease without a draw of its own for each request', async () => {
    const bucket = new Bucket()
    const limiter = new RateLimiter(LIMIT, bucket.draw, bucket.clock)
    for (let left = 9; left >= 0; left -= 1) {
      const verdict = await limiter.spend('a', 10)
      expect(verdict).toEqual({ allowed: true, remaining: 900 + left * 10, retryAfter: 0 })
    }
    // What the first request needs, and the inflow of a second.
    expect(bucket.draws).toEqual([110])
  })

  test('refuses what the bucket does not hold, and says when it will', async () => {
    const bucket = new Bucket()
    const limiter = new RateLimiter(LIMIT, bucket.draw, bucket.clock)
    expect((await limiter.spend('a', 950)).allowed).toBe(true)
    expect(await limiter.spend('a', 500)).toEqual({ allowed: false, remaining: 50, retryAfter: 5 })
    bucket.now += 5_000
    expect((await limiter.spend('a', 500)).allowed).toBe(true)
  })

  test('does not ask a dry bucket for every request that it refuses', async () => {
    const bucket = new Bucket()
    const limiter = new RateLimiter(LIMIT, bucket.draw, bucket.clock)
    await limiter.spend('a', 1_000)
    for (let index = 0; index < 1_000; index += 1) {
      bucket.now += 1
      await limiter.spend('a', 500)
    }
    expect(bucket.draws.length).toBeLessThanOrEqual(6)
  })

  test('draws once for requests that arrive together', async () => {
    const bucket = new Bucket()
    const limiter = new RateLimiter(LIMIT, bucket.draw, bucket.clock)
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => limiter.spend('a', 5)))
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(20)
    expect(bucket.draws).toHaveLength(1)
  })

  test('keeps actors apart', async () => {
    const buckets = new Map([
      ['a', new Bucket()],
      ['b', new Bucket()],
    ])
    const draw = (actor: string, wanted: number) =>
      buckets.get(actor)?.draw(actor, wanted) ?? Promise.reject()
    const limiter = new RateLimiter(LIMIT, draw, () => new Date(0))
    await limiter.spend('a', 1_000)
    expect((await limiter.spend('a', 10)).allowed).toBe(false)
    expect((await limiter.spend('b', 10)).allowed).toBe(true)
  })

  test('fails with the draw, and draws again for the next request', async () => {
    let reachable = false
    const bucket = new Bucket()
    const draw = (actor: string, wanted: number) =>
      reachable ? bucket.draw(actor, wanted) : Promise.reject(new Error('out of reach'))
    const limiter = new RateLimiter(LIMIT, draw, bucket.clock)
    const both = await Promise.allSettled([limiter.spend('a', 1), limiter.spend('a', 1)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    reachable = true
    expect((await limiter.spend('a', 1)).allowed).toBe(true)
  })

  test('several processes together allow the bucket, its inflow and one lease each at most', async () => {
    const request = fc.record({
      process: fc.integer({ min: 0, max: 2 }),
      points: fc.integer({ min: 1, max: 300 }),
      after: fc.integer({ min: 0, max: 400 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
        const bucket = new Bucket()
        const limiters = [0, 1, 2].map(() => new RateLimiter(LIMIT, bucket.draw, bucket.clock))
        const spent: { at: number; points: number }[] = []
        for (const { process, points, after } of requests) {
          bucket.now += after
          const verdict = await limiters[process]?.spend('a', points)
          if (verdict?.allowed === true) spent.push({ at: bucket.now, points })
        }
        const lease = 300 + LIMIT.perSecond
        for (const [start, { at: from }] of spent.entries()) {
          let sum = 0
          for (const { at, points } of spent.slice(start)) {
            sum += points
            const most = LIMIT.burst + ((at - from) / 1000) * LIMIT.perSecond + limiters.length * lease
            expect(sum).toBeLessThanOrEqual(most)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('the buckets in the database', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.drop())

  test('are full at first, give what they hold, and are shared', async () => {
    const { kysely } = database.db
    // Nothing flows in while the test runs.
    const draw = sharedBuckets(kysely, { burst: 1_000, perSecond: 1e-9 })
    expect(await draw('one', 300)).toEqual({ granted: 300, left: 700 })
    const other = await sharedBuckets(kysely, { burst: 1_000, perSecond: 1e-9 })('one', 300)
    expect(other.granted).toBe(300)
    expect(other.left).toBeCloseTo(400)
    const rest = await draw('one', 5_000)
    expect(rest.granted).toBeCloseTo(400)
    expect(rest.left).toBe(0)
    expect(await draw('two', 5_000)).toEqual({ granted: 1_000, left: 0 })
  })

  test('are filled by the clock of the database, up to their size', async () => {
    const { kysely, pool } = database.db
    const draw = sharedBuckets(kysely, { burst: 1_000, perSecond: 10 })
    await draw('three', 1_000)
    const refill = (seconds: number) =>
      pool.query(
        "update rate_limit set filled_at = now() - make_interval(secs => $1) where actor = 'three'",
        [seconds],
      )
    await refill(20)
    const some = await draw('three', 100)
    expect(some.granted).toBe(100)
    expect(some.left).toBeGreaterThanOrEqual(100)
    expect(some.left).toBeLessThan(1_000)
    await refill(1_000_000)
    expect(await draw('three', 1)).toEqual({ granted: 1, left: 999 })
    // A clock that is behind takes nothing away.
    await refill(-3_600)
    expect(await draw('three', 9)).toEqual({ granted: 9, left: 990 })
  })

  test('give no point twice to draws at the same time', async () => {
    const draw = sharedBuckets(database.db.kysely, { burst: 1_000, perSecond: 1e-9 })
    const draws = await Promise.all(Array.from({ length: 30 }, () => draw('four', 50)))
    expect(draws.reduce((sum, { granted }) => sum + granted, 0)).toBeCloseTo(1_000)
  })
})
