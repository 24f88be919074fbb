import { RateLimitedError, TransientError } from '../errors.ts'
import type { EffectiveLimits } from './limits.ts'
import { RateLimiter } from './pace.ts'

/** What all calls of one way out have in common: whose turn it is at which host. */
export class HostRateLimits {
  readonly #limits: EffectiveLimits
  readonly #now: () => number
  readonly #wait: (milliseconds: number) => Promise<void>
  readonly #paces = new Map<string, RateLimiter>()

  constructor(
    limits: EffectiveLimits,
    now: () => number,
    /** Throws when the wait is to end early. */
    wait: (milliseconds: number) => Promise<void>,
  ) {
    this.#limits = limits
    this.#now = now
    this.#wait = wait
  }

  /**
   * Waits until a host may be called.
   *
   * @throws RateLimitedError at once when that would not be before `end`, TransientError when that is over already.
   */
  async take(what: string, host: string, end: number): Promise<void> {
    const pace = this.#paceOf(host)
    const now = this.#now()
    if (now >= end) throw new TransientError(`${what}: not called again, no time is left`)
    let at = pace.next(now)
    if (at >= end) throw this.#tooLate(what, at)
    pace.take(at)
    for (;;) {
      const left = at - this.#now()
      if (left > 0) await this.#wait(left)
      // Meanwhile another call may have been told to pause.
      if (pace.heldUntil <= at) return
      at = pace.heldUntil
      if (at >= end) throw this.#tooLate(what, at)
    }
  }

  /** Nobody calls this host for so many seconds. */
  hold(host: string, seconds: number): void {
    this.#paceOf(host).holdUntil(this.#now() + seconds * 1000)
  }

  #tooLate(what: string, at: number): RateLimitedError {
    const seconds = Math.ceil((at - this.#now()) / 1000)
    return new RateLimitedError(
      `${what}: not called, its host may not be called again before the deadline`,
      seconds,
    )
  }

  #paceOf(host: string): RateLimiter {
    const known = this.#paces.get(host)
    if (known !== undefined) return known
    const pace = new RateLimiter(this.#limits.requestsPerSecond, this.#limits.burst)
    this.#paces.set(host, pace)
    return pace
  }
}
