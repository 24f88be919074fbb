/** What was seen of a process at one moment. */
export interface Observation {
  /** Milliseconds on the observer's monotonic clock. */
  readonly at: number
  /** Milliseconds of CPU time that the process has used, all threads together. */
  readonly cpu: number
  /**
   * Whether all its threads sleep until something happens. False where one of them computes, wants to compute but gets
   * no CPU, waits for a disk, or is stopped.
   */
  readonly waits: boolean
}

/**
 * The own time of a process between two observations, in milliseconds: while it waits, the time that passed; while it
 * computes, the CPU time that it got. A process that a busy machine keeps from computing, or that is stopped, uses none.
 *
 * @param late an observer that comes later than this may not have read what the process reported in the meantime, and
 * counts nothing
 */
export function ownTimeBetween(before: Observation, after: Observation, late: number): number {
  const passed = after.at - before.at
  if (passed > late) return 0
  return after.waits ? passed : Math.min(passed, after.cpu - before.cpu)
}

/** Two clocks of a process that is observed, in milliseconds since the first observation. */
export interface Times {
  /** See {@link ownTimeBetween}. */
  readonly own: number
  /** The time that passed while the observer was awake. */
  readonly observed: number
}

/** Adds up the times of a process, observation by observation. */
export class Stopwatch {
  readonly #late: number
  #last: Observation | undefined
  #times: Times = { own: 0, observed: 0 }

  /** @param late as for {@link ownTimeBetween} */
  constructor(late: number) {
    this.#late = late
  }

  get times(): Times {
    return this.#times
  }

  /** @returns whether the observer came in time; what it has not read yet must not be held against the process */
  observe(next: Observation): boolean {
    const last = this.#last
    this.#last = next
    if (last === undefined) return true
    const { own, observed } = this.#times
    const passed = next.at - last.at
    this.#times = {
      own: own + ownTimeBetween(last, next, this.#late),
      observed: observed + Math.min(passed, this.#late),
    }
    return passed <= this.#late
  }
}

/** How many times longer than its limit a process may take where it gets no time of its own. */
const STARVED = 10

/**
 * Whether a process has used up a limit since a moment: `over` by its own time, `starved` where the machine has kept it
 * from its own time for so long that another attempt is better.
 */
export function verdict(since: Times, now: Times, limit: number): 'over' | 'starved' | undefined {
  if (now.own - since.own > limit) return 'over'
  return now.observed - since.observed > limit * STARVED ? 'starved' : undefined
}
