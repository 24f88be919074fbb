import { ForbiddenError, type HttpResponse, RateLimitedError, type SyncError } from '@throughline/plugin-kit'

/** Seconds to wait where GitHub names no time: it asks for at least a minute then. */
const UNSAID_PAUSE = 60

/**
 * What a status 403 means: GitHub answers with it to a call too many just as to a call that is not allowed. A limit
 * shows in `retry-after`, in `x-ratelimit-remaining: 0`, or, for the secondary limits, in nothing but the message.
 */
export function refusalOf(response: HttpResponse, now: Date): SyncError {
  const pause = pauseOf(response, now)
  if (pause !== undefined)
    return new RateLimitedError('GitHub asks for a pause: a rate limit is reached (403)', pause)
  if (response.header('x-github-sso') !== undefined) {
    return new ForbiddenError(
      'GitHub refused the token (403): authorise it for the single sign-on of the organisation, in the settings of the token',
    )
  }
  const needed = response.header('x-accepted-github-permissions') ?? ''
  const words = /^[a-z_=,; ]{1,200}$/.test(needed) ? `: the token needs ${needed}` : ''
  return new ForbiddenError(
    `GitHub refused the call (403)${words}; give the token that permission for this repository`,
  )
}

function pauseOf(response: HttpResponse, now: Date): number | undefined {
  const after = Number(response.header('retry-after') ?? Number.NaN)
  if (Number.isFinite(after)) return Math.max(1, after)
  if (response.header('x-ratelimit-remaining') === '0') {
    const reset = Number(response.header('x-ratelimit-reset') ?? Number.NaN)
    return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset - now.getTime() / 1000)) : UNSAID_PAUSE
  }
  return /secondary rate limit|abuse detection/i.test(response.text()) ? UNSAID_PAUSE : undefined
}
