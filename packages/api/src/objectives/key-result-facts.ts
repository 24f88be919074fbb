import type { Explanation } from '../graph/explanation.ts'
import type { MeasureOrigin } from './measure-origin.ts'

/** What every key result has. Values are in its own unit. */
export interface KeyResultFacts {
  readonly id: string
  readonly objectiveId: string
  readonly title: string
  readonly unit: string
  readonly weight: number
  /** The value now; null where nothing is measured and nothing was entered. */
  readonly current: number | null
  /** Whether the current value is computed, so that its digits mean nothing beyond the twelfth. */
  readonly isComputed: boolean
  readonly origin: MeasureOrigin
}

/** A progress from 0 to 1, or null where nothing can be said, and why. */
export interface Progress {
  readonly value: number | null
  readonly explanation: Explanation
}
