import type { ServiceKey } from '../services.ts'
import type { TeamKey } from '../teams.ts'

export type Outcome = 'SUCCESSFUL' | 'SUCCESSFUL_WITH_ISSUES' | 'FAILED' | 'ROLLED_BACK'

/** Begin in days from today and time of day (UTC), length in hours. */
export type Window = readonly [days: number, time: string, hours: number]

/** How far a change has come, with the windows and the outcome that belong to it. */
export interface Progress {
  state:
    | 'DRAFT'
    | 'ASSESSING'
    | 'AWAITING_APPROVAL'
    | 'SCHEDULED'
    | 'IMPLEMENTING'
    | 'REVIEW'
    | 'CLOSED'
    | 'REJECTED'
    | 'CANCELLED'
  planned: Window | null
  /** Begin and length of the work itself; a length of null where it goes on. */
  actual: readonly [days: number, time: string, hours: number | null] | null
  outcome: Outcome | null
}

export interface ChangeSpec {
  key: string
  title: string
  description?: string
  type: 'STANDARD' | 'NORMAL' | 'EMERGENCY'
  progress: Progress
  services: readonly ServiceKey[]
  assets: readonly string[]
  team: TeamKey
  requester: string
  plan: string
  backout: string
}

/** Done and closed; the work took as long as planned unless another window is given. */
export function closed(planned: Window, outcome: Outcome = 'SUCCESSFUL', actual: Window = planned): Progress {
  return { state: 'CLOSED', planned, actual, outcome }
}

export function inReview(planned: Window, outcome: Outcome | null, actual: Window = planned): Progress {
  return { state: 'REVIEW', planned, actual, outcome }
}

export function underway(planned: Window, [days, time]: readonly [number, string]): Progress {
  return { state: 'IMPLEMENTING', planned, actual: [days, time, null], outcome: null }
}

/** Anything on which no work has been done. */
export function waiting(
  state: Exclude<Progress['state'], 'IMPLEMENTING' | 'REVIEW' | 'CLOSED'>,
  planned: Window | null = null,
): Progress {
  return { state, planned, actual: null, outcome: null }
}
