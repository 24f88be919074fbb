/** How many bytes of bodies may be in memory before it is known who sent them. */
export interface BodyLimits {
  /** Of one receiver. */
  readonly perReceiver: number
  /** Of all together. */
  readonly total: number
}

/** The part of the budget that one request holds. */
export interface BodyShare {
  /** Adds bytes; false, and nothing is added, where the budget is exhausted. */
  take(bytes: number): boolean
  /** Whether it has been refused more. */
  readonly refused: boolean
  /** Gives all of it back. */
  release(): void
}

/** Counts the bytes of bodies that are in memory, so that requests that are not verified yet cannot fill it. */
export class BodyBudget {
  readonly #limits: BodyLimits
  readonly #held = new Map<string, number>()
  #total = 0

  constructor(limits: BodyLimits) {
    this.#limits = limits
  }

  /** A share for a request to a receiver. */
  share(receiver: string): BodyShare {
    let own = 0
    let refused = false
    return {
      get refused() {
        return refused
      },
      take: (bytes) => {
        const held = this.#held.get(receiver) ?? 0
        if (held + bytes > this.#limits.perReceiver || this.#total + bytes > this.#limits.total) {
          refused = true
          return false
        }
        own += bytes
        this.#total += bytes
        this.#held.set(receiver, held + bytes)
        return true
      },
      release: () => {
        const left = (this.#held.get(receiver) ?? 0) - own
        this.#total -= own
        own = 0
        if (left > 0) this.#held.set(receiver, left)
        else this.#held.delete(receiver)
      },
    }
  }
}
