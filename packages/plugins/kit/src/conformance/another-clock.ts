import { performance } from 'node:perf_hooks'

/** By how much the other clock is ahead: no whole number of days, weeks or years. */
const AHEAD = 421 * 24 * 3_600_000 + 12_345_678

/**
 * What `work` gives where every clock it can reach without being given one shows another time: `Date` and
 * `performance`. They are put back before it returns, so that nothing else sees them.
 */
export function byAnotherClock<T>(work: () => T): T {
  const { Date: Real } = globalThis
  const { now } = Real
  const monotonic = performance.now
  class Ahead extends Real {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [now() + AHEAD] : parts) as [number]))
    }
  }
  // `Date()` without `new` is the present as text.
  const callable = new Proxy(Ahead, { apply: () => new Real(now() + AHEAD).toString() })
  try {
    globalThis.Date = callable as DateConstructor
    Real.now = () => now() + AHEAD
    performance.now = () => monotonic.call(performance) + AHEAD
    return work()
  } finally {
    globalThis.Date = Real
    Real.now = now
    performance.now = monotonic
  }
}
