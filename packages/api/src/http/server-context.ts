import type { Verdict } from '../access/rate-limit.ts'
import type { Actor } from '../graph/context.ts'

/** What the server knows of a request before GraphQL sees it. */
export interface ServerContext {
  readonly requestId: string
  /** Aborted when the caller hangs up before the response is complete. */
  readonly signal: AbortSignal
  /** Set once the token has been checked. */
  actor?: Actor
  /** What became of the points that the request costs; set with the actor. */
  spent?: Verdict
}
