import { LRUCache } from 'lru-cache'
import type { RateLimit } from './rate-limit-setting.ts'

/** What a process got out of the shared bucket of an actor. */
export interface Draw {
  /** At most what was wanted. */
  readonly granted: number
  /** Points that are left in the bucket. */
  readonly left: number
}

/** Draws points from the shared bucket of an actor. */
export type DrawPoints = (actor: string, wanted: number) => Promise<Draw>

export interface Verdict {
  readonly allowed: boolean
  /** Points that the actor has left, as far as this process knows: it does not see what others draw meanwhile. */
  readonly remaining: number
  /** Whole seconds until the points will be there; 0 if they are. */
  readonly retryAfter: number
}

/** What a process holds of the points of one actor. */
interface Account {
  /** Drawn and not spent. */
  leased: number
  /** Left in the shared bucket at the latest draw, and when that was. */
  left: number
  drawnAt: number
  /** A bucket that ran dry is not asked again until then. */
  dryUntil: number
  drawing: Promise<void> | undefined
}

/** How many actors a process keeps account of. */
const MOST_ACCOUNTS = 10_000
/** How long a bucket that ran dry is left alone, in ms: refusals cost no statement of their own. */
const DRY_PAUSE = 250

/**
 * Spends the points of actors. It draws a lease from the shared bucket, what is needed and a second's inflow more, and
 * spends it in memory, so that most requests cost no statement. Since a lease is spent later than it is drawn, a
 * process can exceed the rate by one lease. A lease that an actor does not use for a minute is given up.
 */
export class RateLimiter {
  readonly limit: RateLimit
  readonly #draw: DrawPoints
  readonly #clock: () => Date
  readonly #accounts: LRUCache<string, Account>

  constructor(limit: RateLimit, draw: DrawPoints, clock: () => Date) {
    this.limit = limit
    this.#draw = draw
    this.#clock = clock
    this.#accounts = new LRUCache({ max: MOST_ACCOUNTS, ttl: 60_000, updateAgeOnGet: true })
  }

  /**
   * Takes points, or none if they do not suffice.
   * @throws what the draw fails with, for instance if the database is out of reach
   */
  async spend(actor: string, points: number): Promise<Verdict> {
    const account = this.#account(actor)
    for (;;) {
      if (account.leased >= points) {
        account.leased -= points
        return { allowed: true, remaining: this.#remaining(account), retryAfter: 0 }
      }
      if (account.drawing === undefined) {
        if (this.#now() < account.dryUntil) return this.#refusal(account, points)
        account.drawing = this.#lease(actor, account, points - account.leased).finally(() => {
          account.drawing = undefined
        })
      }
      await account.drawing
    }
  }

  async #lease(actor: string, account: Account, missing: number): Promise<void> {
    const wanted = missing + this.limit.perSecond
    const { granted, left } = await this.#draw(actor, wanted)
    account.leased += granted
    account.left = left
    account.drawnAt = this.#now()
    if (granted < wanted) account.dryUntil = account.drawnAt + DRY_PAUSE
  }

  #refusal(account: Account, points: number): Verdict {
    const missing = points - this.#remaining(account)
    const retryAfter = Math.max(1, Math.ceil(missing / this.limit.perSecond))
    return { allowed: false, remaining: this.#remaining(account), retryAfter }
  }

  #remaining(account: Account): number {
    const { burst, perSecond } = this.limit
    const inflow = ((this.#now() - account.drawnAt) / 1000) * perSecond
    return Math.floor(Math.min(burst, account.leased + account.left + Math.max(0, inflow)))
  }

  #account(actor: string): Account {
    const known = this.#accounts.get(actor)
    if (known !== undefined) return known
    const account: Account = {
      leased: 0,
      left: this.limit.burst,
      drawnAt: this.#now(),
      dryUntil: 0,
      drawing: undefined,
    }
    this.#accounts.set(actor, account)
    return account
  }

  #now(): number {
    return this.#clock().getTime()
  }
}
