import type { Measure } from './measures.ts'

/** What the parts of the respondents of a survey are: their teams, or their side of business and IT. */
export type Dimension = 'TEAM' | 'SIDE'

/** A survey as its scores need it. UUIDs. */
export interface ScoredSurvey {
  readonly id: string
  readonly title: string
  readonly serviceId: string | null
  readonly isOfOrganisation: boolean
  /** When it closes, otherwise when it opened or was created: results are in this order. */
  readonly endsAt: Date
  /** Whether it has closed, so that results of teams may be published. */
  readonly isOver: boolean
  readonly dimension: Dimension
  readonly measures: readonly Measure[]
}
