/** How many subscriptions may be open at a time. */
export interface StreamLimits {
  readonly perToken: number
  readonly perProcess: number
}

export const STREAM_LIMITS: StreamLimits = { perToken: 100, perProcess: 1_000 }
