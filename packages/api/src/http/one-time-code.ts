import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Milliseconds that a code is valid. */
const VALID = 15 * 60_000
/** A code that was guessed wrong so often is worth nothing any more. */
const WRONG_TRIES = 5

/**
 * A code of 256 random bits that is valid once, for 15 minutes, in this process. A new one replaces the one before.
 * Only its hash is kept.
 */
export class OneTimeCode {
  readonly #clock: () => Date
  #current: { readonly hash: Buffer; readonly expiresAt: Date; wrong: number } | undefined

  constructor(clock: () => Date) {
    this.#clock = clock
  }

  issue(): { readonly code: string; readonly expiresAt: Date } {
    const code = randomBytes(32).toString('base64url')
    const expiresAt = new Date(this.#clock().getTime() + VALID)
    this.#current = { hash: hashOf(code), expiresAt, wrong: 0 }
    return { code, expiresAt }
  }

  /** Returns whether the code is the valid one, and ends its validity. */
  redeem(code: string): boolean {
    const current = this.#current
    if (current === undefined) return false
    const right = timingSafeEqual(hashOf(code), current.hash)
    const expired = this.#clock() >= current.expiresAt
    if (!right) current.wrong += 1
    if (right || expired || current.wrong >= WRONG_TRIES) this.#current = undefined
    return right && !expired
  }
}

/** Compares two secrets in constant time. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(hashOf(one), hashOf(other))
}

/** Of equal length whatever the text, as the comparison needs it. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
