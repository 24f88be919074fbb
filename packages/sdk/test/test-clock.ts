import type { Clock } from '../src/clock.ts'

/** A clock that stands still, runs through waits at once and lets timeouts come when told. */
export interface TestClock extends Clock {
  /** The length of each wait so far. */
  readonly waits: readonly number[]
  /** Timers neither run nor called off. */
  readonly pending: () => number
  /** Lets every call's time run out. */
  expire(): void
}

/**
 * @param timeout The client's timeout: a timer of just this length is the end of a call, any other is a wait.
 * @param onWait Called when a wait begins, and then the wait has no end.
 */
export function testClock(timeout: number, onWait?: () => void): TestClock {
  const waits: number[] = []
  const timers = new Set<() => void>()
  const ends = new Set<() => void>()
  let now = Date.UTC(2026, 0, 1)
  return {
    waits,
    pending: () => timers.size,
    now: () => now,
    after(milliseconds, call) {
      const timer = () => {
        if (timers.delete(timer)) call()
      }
      timers.add(timer)
      if (milliseconds === timeout) {
        ends.add(timer)
      } else {
        waits.push(milliseconds)
        const elapse = () => {
          now += milliseconds
          timer()
        }
        queueMicrotask(onWait ?? elapse)
      }
      return () => timers.delete(timer)
    },
    expire() {
      for (const end of ends) end()
    },
  }
}
