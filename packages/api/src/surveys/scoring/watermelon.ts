import type { Interval } from './interval.ts'

/** The SLO is met and users are unhappy, or it is missed and users are happy. */
export type PerceptionGap = 'WATERMELON' | 'HIDDEN_CONTENT'

/** What the users perceive against what was measured. Only a whole interval beyond the target counts. */
export function perceptionGap(sloMet: boolean | null, csat: Interval, target: number): PerceptionGap | null {
  if (sloMet === true && csat.high < target) return 'WATERMELON'
  if (sloMet === false && csat.low > target) return 'HIDDEN_CONTENT'
  return null
}

export interface Weighted {
  readonly weight: number
  readonly value: number
  readonly interval: Interval
}

/** Σ w p with its interval by the method of variance estimates recovery (MOVER; Zou and Donner 2008). */
export function weightedSatisfaction(parts: readonly Weighted[]): {
  readonly value: number
  readonly interval: Interval
} {
  const value = parts.reduce((sum, { weight, value }) => sum + weight * value, 0)
  const margin = (end: 'low' | 'high') =>
    Math.sqrt(
      parts.reduce((sum, { weight, value, interval }) => sum + (weight * (value - interval[end])) ** 2, 0),
    )
  return { value, interval: { low: value - margin('low'), high: value + margin('high') } }
}
