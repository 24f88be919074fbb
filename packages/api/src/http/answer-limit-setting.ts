import type { RateLimit } from '../access/rate-limit-setting.ts'

/** How many requests the pages take on which surveys are answered; one is one point. */
export interface AnswerLimits {
  /** Of one address at the other end: a proxy, if there is one. */
  readonly perPeer: RateLimit
  /** Of one link. */
  readonly perLink: RateLimit
}

export const ANSWER_LIMITS: AnswerLimits = {
  perPeer: { burst: 600, perSecond: 20 },
  perLink: { burst: 30, perSecond: 1 },
}
