import { AuthError, ScopeNotFoundError, type SyncError, TransientError } from '@throughline/plugin-kit'

/** Newer and older versions spell it in several ways. */
export const SESSION_ENDED = /^invalid s ?ession key/i

const REFUSED = /^(?:no permission|permission denied|invalid user)/i
const GONE = /invalid survey id/i

/** What LimeSurvey says instead of an answer, with HTTP's 200; undefined when it is an answer. */
export function statusOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || !('status' in answer)) {
    return undefined
  }
  return typeof answer.status === 'string' ? answer.status : undefined
}

/** The error that a status stands for. A status that is not known is not quoted, as anything may stand in it. */
export function refusalOf(status: string, what: string): SyncError {
  if (REFUSED.test(status))
    return new AuthError(`The user may not ${what}: give the permission in LimeSurvey`)
  if (GONE.test(status))
    return new ScopeNotFoundError(`LimeSurvey cannot ${what}: the survey does not exist any more`)
  return new TransientError(`LimeSurvey cannot ${what} and says why in words that are not known`)
}
