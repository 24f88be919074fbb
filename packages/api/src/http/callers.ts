import type { Db } from '@throughline/db'
import { ConnectionShares, sharesOf } from '../access/connection-shares.ts'
import type { OidcVerifier } from '../access/oidc.ts'
import { RateLimiter } from '../access/rate-limit.ts'
import type { RateLimit } from '../access/rate-limit-setting.ts'
import { sharedBuckets } from '../access/rate-limit-store.ts'
import { actorOf, type BearerActor, beginPageSession, pageSessionActor } from '../access/tokens.ts'
import type { LocalAccess } from './local-access.ts'
import { RequestDatabase } from './request-database.ts'

export interface CallersOptions {
  readonly db: Db
  /** The bucket of points of each actor. */
  readonly rateLimit: RateLimit
  readonly clock: () => Date
  /** Verifies the tokens of an identity provider, where one is trusted. */
  readonly oidc?: OidcVerifier | undefined
  /** Lets the command line in. */
  readonly local?: LocalAccess | undefined
}

/** Who calls, and what all requests of a caller have together, whatever route they take. */
export class Callers {
  readonly limiter: RateLimiter
  readonly #options: CallersOptions
  readonly #shares: ConnectionShares

  constructor(options: CallersOptions) {
    const { db, rateLimit, clock } = options
    this.#options = options
    this.limiter = new RateLimiter(rateLimit, sharedBuckets(db.kysely, rateLimit), clock)
    this.#shares = new ConnectionShares(
      sharesOf({ max: db.pool.options.max ?? 10, wait: db.pool.options.connectionTimeoutMillis ?? 5_000 }),
    )
  }

  /** Who presents the token of a header `authorization`; undefined if it does not hold. */
  async identify(authorization: string | null | undefined): Promise<BearerActor | undefined> {
    const { db, local, oidc } = this.#options
    const [scheme, token = ''] = (authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer') return undefined
    return local?.actorOf(token) ?? (await actorOf(db.kysely, token)) ?? oidc?.actorOf(db.kysely, token)
  }

  /** A session of the pages for the bearer of a token; undefined if no such token holds. */
  newSession(token: string, now: Date): Promise<string | undefined> {
    return beginPageSession(this.#options.db.kysely, token, now)
  }

  /** Whose session of the pages this is; undefined if it does not hold. */
  inSession(session: string, now: Date): Promise<BearerActor | undefined> {
    return pageSessionActor(this.#options.db.kysely, session, now)
  }

  /** The database for one request of an actor. */
  database(actor: BearerActor): RequestDatabase {
    return new RequestDatabase(this.#options.db, this.#shares, actor.id)
  }
}
