import { LRUCache } from 'lru-cache'
import { type DrawPoints, RateLimiter, type Verdict } from '../access/rate-limit.ts'
import type { RateLimit } from '../access/rate-limit-setting.ts'

/** How many buckets a process keeps; the one that was used least recently goes first, and is full when it comes again. */
const MOST_BUCKETS = 20_000

/** A limiter that keeps its buckets in this process: nothing that strangers send writes to the database. */
export function localLimiter(limit: RateLimit, clock: () => Date): (key: string) => Promise<Verdict> {
  const buckets = new LRUCache<string, { points: number; at: number }>({ max: MOST_BUCKETS })
  const draw: DrawPoints = async (key, wanted) => {
    const now = clock().getTime()
    const { points, at } = buckets.get(key) ?? { points: limit.burst, at: now }
    const inflow = (Math.max(0, now - at) / 1000) * limit.perSecond
    const there = Math.min(limit.burst, points + inflow)
    const granted = Math.min(wanted, Math.floor(there))
    buckets.set(key, { points: there - granted, at: now })
    return { granted, left: there - granted }
  }
  const limiter = new RateLimiter(limit, draw, clock)
  return (key) => limiter.spend(key, 1)
}
