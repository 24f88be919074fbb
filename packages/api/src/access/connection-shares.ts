import { graphqlError } from '../graph/errors.ts'

export interface SharesOptions {
  /** Connections that all actors together may have. */
  readonly total: number
  /** Connections that one actor may have. */
  readonly perActor: number
  /** How long an actor waits for one, in ms. */
  readonly wait: number
}

/**
 * The shares of a pool: one connection is kept for the checks of tokens and draws of points, and one actor has at most
 * half of them.
 */
export function sharesOf(pool: { readonly max: number; readonly wait: number }): SharesOptions {
  return {
    total: Math.max(1, pool.max - 1),
    perActor: Math.max(1, Math.floor(pool.max / 2)),
    wait: pool.wait,
  }
}

interface Waiting {
  readonly actor: string
  readonly start: () => void
}

/** Lets actors use the connections of a pool side by side. A free one goes to the actor that has the fewest. */
export class ConnectionShares {
  readonly #options: SharesOptions
  readonly #held = new Map<string, number>()
  readonly #waiting = new Set<Waiting>()
  #used = 0

  constructor(options: SharesOptions) {
    this.#options = options
  }

  /**
   * Waits for a place and returns what gives it back.
   * @throws GraphQLError RATE_LIMITED if the actor's own statements take all of its share for too long, UNAVAILABLE if
   * those of others do; the reason of the signal if it is aborted
   */
  async acquire(actor: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    if (!this.#isFree(actor)) await this.#turn(actor, signal)
    else this.#take(actor)
    let given = false
    return () => {
      if (given) return
      given = true
      this.#giveBack(actor)
    }
  }

  #isFree(actor: string): boolean {
    return this.#used < this.#options.total && this.#heldBy(actor) < this.#options.perActor
  }

  #heldBy(actor: string): number {
    return this.#held.get(actor) ?? 0
  }

  #take(actor: string): void {
    this.#used += 1
    this.#held.set(actor, this.#heldBy(actor) + 1)
  }

  #giveBack(actor: string): void {
    this.#used -= 1
    const held = this.#heldBy(actor) - 1
    if (held === 0) this.#held.delete(actor)
    else this.#held.set(actor, held)
    let next: Waiting | undefined
    for (const one of this.#waiting) {
      if (!this.#isFree(one.actor)) continue
      if (next === undefined || this.#heldBy(one.actor) < this.#heldBy(next.actor)) next = one
    }
    next?.start()
  }

  async #turn(actor: string, signal: AbortSignal | undefined): Promise<void> {
    const turn = Promise.withResolvers<void>()
    const waiting: Waiting = {
      actor,
      start: () => {
        this.#waiting.delete(waiting)
        this.#take(actor)
        turn.resolve()
      },
    }
    this.#waiting.add(waiting)
    const giveUp = (reason: unknown) => {
      this.#waiting.delete(waiting)
      turn.reject(reason)
    }
    const late = setTimeout(() => giveUp(this.#tooLate(actor)), this.#options.wait)
    const gone = () => giveUp(signal?.reason)
    signal?.addEventListener('abort', gone)
    try {
      await turn.promise
    } finally {
      clearTimeout(late)
      signal?.removeEventListener('abort', gone)
    }
  }

  #tooLate(actor: string): Error {
    return this.#heldBy(actor) < this.#options.perActor
      ? graphqlError('UNAVAILABLE', 'All database connections are in use; try again in a moment.')
      : graphqlError(
          'RATE_LIMITED',
          `${this.#options.perActor} statements of this caller are running, and no more run at once; send fewer requests at the same time.`,
          { retryAfter: 1 },
        )
  }
}
