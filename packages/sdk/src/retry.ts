import type { ThroughlineError } from './errors.ts'

/** How often and how patiently a call is repeated. */
export interface RetryOptions {
  /** Calls in all, the first included; 1 never repeats. Default 4. */
  readonly attempts?: number
  /** Milliseconds the first wait is drawn from; each further wait doubles it. Default 200. */
  readonly baseDelay?: number
  /** Milliseconds no draw goes beyond. What the server asks for is kept even when it is longer. Default 5,000. */
  readonly maxDelay?: number
}

const retryableStatus = new Set([429, 502, 503, 504])
const retryableCode = new Set(['NETWORK', 'RATE_LIMITED', 'UNAVAILABLE'])

/** Whether the same call may do better in a moment. `status` is absent when there was no answer. */
export function isPassing(error: ThroughlineError, status?: number): boolean {
  return retryableCode.has(error.code) || (status !== undefined && retryableStatus.has(status))
}

/**
 * Milliseconds to wait after so many failed attempts: a draw between zero and the doubling limit (full jitter), on
 * top of what the server asked for, so that it is never called early nor by all its clients at once.
 */
export function retryDelay(
  attempt: number,
  { baseDelay = 200, maxDelay = 5000 }: RetryOptions,
  random: () => number,
  hint = 0,
): number {
  return hint + random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1))
}

/** Milliseconds that a `Retry-After` header asks for, given in seconds or as an HTTP date. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  if (!/ GMT$/.test(header)) return undefined
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
