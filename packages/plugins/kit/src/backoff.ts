/** Bounds of exponential backoff, in milliseconds. */
export interface Backoff {
  /** Upper bound of the first wait; it doubles with every further attempt. */
  readonly base: number
  /** Upper bound that no wait exceeds. */
  readonly max: number
}

/**
 * Milliseconds to wait after so many failed attempts (1 is the first): exponential backoff with full jitter, so that
 * callers who failed together do not return together.
 * @param random from 0 to 1
 */
export function backoffDelay(attempt: number, { base, max }: Backoff, random: () => number): number {
  return random() * Math.min(max, base * 2 ** (attempt - 1))
}
