/** Both ends of a 95 % interval. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The least number of answers that a score is shown for. */
export const FEWEST = 5

/** The least number of answers on either side of a test of means. */
export const FEWEST_FOR_MEANS = 10

/** From which p on a difference is no change. */
export const ALPHA = 0.05

/** A test of two results. */
export interface Tested {
  readonly test: 'WELCH_T' | 'FISHER_EXACT' | 'N_MINUS_1_CHI_SQUARE' | 'MCNEMAR_EXACT'
  /** Two-sided; null where the test has no verdict. */
  readonly p: number | null
  /** Why there is no verdict. */
  readonly reason: 'TOO_FEW' | 'NO_VARIANCE' | null
  /** Second minus first. */
  readonly difference: number
  /** Of the difference. Null where it cannot be published. */
  readonly interval: Interval | null
}
