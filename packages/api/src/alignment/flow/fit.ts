import { quotient } from './decimals.ts'

/** What a leaf objective weighs, and the minutes or money that reached it; whole numbers of one unit. */
export interface Weighed {
  readonly id: string
  readonly weight: number
  readonly amount: bigint
}

export interface Fit {
  /** Σ min(weight, share); null with a reason. */
  readonly value: number | null
  readonly reason: 'NO_EFFORT' | 'NO_OBJECTIVES' | null
  /** The share of what counts, or null where nothing does. */
  readonly share: (amount: bigint) => number | null
}

/**
 * How well work follows the weights: 1 − ½ Σ|w − e| = Σ min(w, e) over leaf objectives; work for no objective and for
 * inactive ones counts as share without weight, duties that no objective names are left out.
 * @param elsewhere what ended in NO_OBJECTIVE and INACTIVE_OBJECTIVE
 */
export function fitOf(objectives: readonly Weighed[], elsewhere: bigint): Fit {
  const total = objectives.reduce((sum, { amount }) => sum + amount, elsewhere)
  const share = (amount: bigint) => (total > 0n ? quotient(amount, total) : null)
  if (total <= 0n) return { value: null, reason: 'NO_EFFORT', share }
  if (objectives.every(({ weight }) => weight === 0)) return { value: null, reason: 'NO_OBJECTIVES', share }
  const value = objectives.reduce((sum, { weight, amount }) => sum + matched(weight, share(amount) ?? 0), 0)
  return { value, reason: null, share }
}

/** What an objective adds to the fit. */
export function matched(weight: number, share: number): number {
  return Math.min(weight, share)
}
