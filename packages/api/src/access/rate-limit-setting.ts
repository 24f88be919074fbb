/** A token bucket of points for each actor. */
export interface RateLimit {
  /** Points that the bucket holds. */
  readonly burst: number
  /** Points that flow in every second. */
  readonly perSecond: number
}

/** What holds unless the environment sets another limit. */
export const RATE_LIMIT: RateLimit = { burst: 100_000, perSecond: 2_000 }
