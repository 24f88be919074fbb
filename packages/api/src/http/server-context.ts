import type { Verdict } from '../access/rate-limit.ts'
import type { BearerActor } from '../access/tokens.ts'

/** What the server knows of a request before GraphQL sees it. */
export interface ServerContext {
  readonly requestId: string
  /** Aborted when the caller hangs up before the response is complete. */
  readonly signal: AbortSignal
  /** Set once the token has been checked, or by the pages with their caller. */
  actor?: BearerActor
  /** What became of the points that the request costs; set with the actor. */
  spent?: Verdict
}
