import { backoffDelay } from '@throughline/plugin-kit'
import { PLUGIN_ATTEMPTS } from './plugin-attempts.ts'

/** What is to follow when a run, a delivery or an action fails. */
export type RetryDecision =
  /** Tried again at that instant, from where it stands. */
  | { readonly kind: 'RETRY'; readonly at: Date }
  /** The source is left alone until somebody changes it. */
  | { readonly kind: 'PAUSE' }
  /** It has failed; the next one is tried at its own time. */
  | { readonly kind: 'FAIL' }

/** How often in a row something that may pass by itself is tried again. */
export const RETRY_LIMIT = 8
const BACKOFF = { base: 5_000, max: 15 * 60_000 }

export interface Failure {
  /** The code of the error. */
  readonly code: string
  /** Seconds to wait, where the other side said so. */
  readonly retryAfter?: number | undefined
  /** How many failures in a row there were, with this one. */
  readonly failures: number
  /** How many attempts in a row a plugin may fail by itself. Defaults to {@link PLUGIN_ATTEMPTS}. */
  readonly pluginAttempts?: number | undefined
}

/**
 * The codes of a plugin that failed by itself: it ran out of its own time or memory, or ended its process. Once may be a
 * slow moment; several times in a row is the plugin.
 */
export const PLUGIN_FAILURES: readonly string[] = ['PLUGIN_HUNG', 'PLUGIN_MEMORY', 'PLUGIN_CRASHED']

export function isPluginFailure(code: string): boolean {
  return PLUGIN_FAILURES.includes(code)
}

/**
 * The class of the error decides: what somebody must put right pauses the source, what passes by itself is tried
 * again with pauses that grow (full jitter), a wait that was asked for is kept to, everything else has failed.
 * @param random from 0 to 1
 */
export function decideRetry(
  { code, retryAfter, failures, pluginAttempts = PLUGIN_ATTEMPTS }: Failure,
  now: Date,
  random: () => number,
): RetryDecision {
  if (isPluginFailure(code)) {
    return failures >= pluginAttempts ? { kind: 'FAIL' } : later(now, backoffDelay(failures, BACKOFF, random))
  }
  switch (code) {
    case 'CONFIG_ERROR':
    case 'AUTH_ERROR':
      return { kind: 'PAUSE' }
    case 'RATE_LIMITED':
      // A wait that was asked for is no failure of ours; never come earlier, and not all at once afterwards.
      if (retryAfter !== undefined) return later(now, retryAfter * 1000 + random() * 5_000)
      return failures > RETRY_LIMIT ? { kind: 'FAIL' } : later(now, backoffDelay(failures, BACKOFF, random))
    case 'TRANSIENT':
    case 'INTERRUPTED':
    case 'UNAVAILABLE':
      return failures > RETRY_LIMIT ? { kind: 'FAIL' } : later(now, backoffDelay(failures, BACKOFF, random))
    default:
      return { kind: 'FAIL' }
  }
}

function later(now: Date, milliseconds: number): RetryDecision {
  return { kind: 'RETRY', at: new Date(now.getTime() + milliseconds) }
}
