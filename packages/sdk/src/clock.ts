/** Where the client takes its time from, so that a test can hold it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number
  /** Calls back once after so many milliseconds, and returns what calls it off. */
  after(milliseconds: number, call: () => void): () => void
}

/** The longest time a timer can be set to; beyond it `setTimeout` fires at once. */
const longestTimer = 2 ** 31 - 1

/** The clock of the machine. A time too long for a timer (`Infinity`) never comes. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    if (milliseconds > longestTimer) return () => {}
    const timer = setTimeout(call, milliseconds)
    return () => clearTimeout(timer)
  },
}
