/** Milliseconds on whatever clock the caller keeps. */
type Instant = number

/**
 * How fast one host may be called: a token bucket, written down as the instant at which the bucket would be full
 * again (GCRA), and the pause that the host itself asked for.
 */
export class RateLimiter {
  readonly #interval: number
  readonly #slack: number
  #full: Instant = Number.NEGATIVE_INFINITY
  #heldUntil: Instant = Number.NEGATIVE_INFINITY

  constructor(requestsPerSecond: number, burst: number) {
    this.#interval = 1000 / requestsPerSecond
    this.#slack = (burst - 1) * this.#interval
  }

  /** No call before this instant, whoever makes it. */
  get heldUntil(): Instant {
    return this.#heldUntil
  }

  /** The earliest instant at which one more call may be made. */
  next(now: Instant): Instant {
    return Math.max(now, this.#full - this.#slack, this.#heldUntil)
  }

  /** Takes the call at an instant that `next` gave; whoever asks after this queues behind it. */
  take(at: Instant): void {
    this.#full = Math.max(at, this.#full) + this.#interval
  }

  holdUntil(at: Instant): void {
    this.#heldUntil = Math.max(this.#heldUntil, at)
  }
}
