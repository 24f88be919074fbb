import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { significant } from '../graph/figures.ts'

export interface ExhaustionQuestion {
  readonly kind: 'ROLLING' | 'CALENDAR'
  /** The share of the budget that is left. */
  readonly remaining: number
  /** How fast it is spent; null where nothing was seen to measure it by. */
  readonly burn: number | null
  /** Milliseconds of the window, without corrections. */
  readonly windowLength: number
  /** When a calendar window ends. */
  readonly windowEnd: number
  readonly now: number
}

/** When a budget will be spent at a burn. Either an instant is given, or the reason why there is none. */
export interface Exhaustion {
  /** Milliseconds from now; 0 where the budget is spent. */
  readonly after: number | null
  readonly at: number | null
  readonly reason: Reason | null
  readonly explanation: Explanation
}

const REASONS = {
  EXHAUSTED: 'Nothing of the budget is left.',
  NO_TRAFFIC: 'No events were measured from which a burn could be formed.',
  LASTS_TO_THE_END: 'At this burn the budget lasts to the end of the window.',
  NEVER_AT_THIS_RATE: 'At this burn as much of the budget comes back as is spent, or more.',
} as const

/**
 * A calendar window spends what remains at the burn until it ends. In a rolling window earlier badness leaves while
 * new badness arrives: the budget is spent when the mean burn of the window has come up to 1.
 */
export function exhaustionOf(question: ExhaustionQuestion): Exhaustion {
  const found = outcome(question)
  const after = typeof found === 'number' ? found : found === 'EXHAUSTED' ? 0 : null
  const reason = typeof found === 'number' ? null : { code: found, text: REASONS[found] }
  return {
    after,
    at: after === null ? null : question.now + after,
    reason,
    explanation: {
      formula: 'slo-exhaustion',
      version: 1,
      source:
        question.kind === 'CALENDAR'
          ? 'remaining × window / burn, up to the end of the window'
          : 'window × (1 − b₀) / (burn − b₀), b₀ = 1 − remaining: earlier badness leaves the window',
      inputs: [
        plainInput('remaining', significant(question.remaining)),
        plainInput('burn', question.burn === null ? null : significant(question.burn)),
        plainInput('window', question.windowLength / 1000, 'seconds'),
      ],
      reasons: reason === null ? [] : [reason],
    },
  }
}

/** Milliseconds, or why there are none. */
function outcome(question: ExhaustionQuestion): number | keyof typeof REASONS {
  const { kind, remaining, burn, windowLength, windowEnd, now } = question
  if (significant(remaining) <= 0) return 'EXHAUSTED'
  if (burn === null) return 'NO_TRAFFIC'
  if (kind === 'ROLLING') {
    if (significant(burn) <= 1) return 'NEVER_AT_THIS_RATE'
    return (windowLength * remaining) / (burn - (1 - remaining))
  }
  const after = burn === 0 ? Number.POSITIVE_INFINITY : (remaining * windowLength) / burn
  return significant(after) > windowEnd - now ? 'LASTS_TO_THE_END' : after
}
