import type { ServiceKey } from '../services.ts'
import type { TeamKey } from '../teams.ts'

/** Begin in days from today and time of day (UTC). */
export type Moment = readonly [days: number, time: string]

/** Work that was booked: hours after the ticket was opened, minutes, who did it. */
export type Booking = readonly [afterHours: number, minutes: number, person: string]

export interface TicketSpec {
  key: string
  kind: 'INCIDENT' | 'SERVICE_REQUEST' | 'PROBLEM' | 'TASK'
  title: string
  description?: string
  impact: 1 | 2 | 3
  urgency: 1 | 2 | 3
  opened: Moment
  /** Hours until it was resolved; null where it is not. */
  resolvedAfter: number | null
  /** Hours until it is due; null where nobody says. */
  dueAfter: number | null
  /** What it waits for, where it does. */
  onHold?: true
  services: readonly ServiceKey[]
  assets: readonly string[]
  requesterTeam: TeamKey
  assigneeTeam: TeamKey
  assignee: string
  bookings: readonly Booking[]
  /** Minutes as a whole, for what nobody books piece by piece. */
  stated?: number
  /** The key of the change that caused it, and how sure that is. */
  cause?: readonly [change: string, confidence: number, method: 'SOURCE' | 'MANUAL']
}

export interface AlertSpec {
  key: string
  fingerprint: string
  title: string
  description?: string
  severity: 'CRITICAL' | 'WARNING' | 'INFO'
  starts: Moment
  /** Null where it goes on. */
  minutes: number | null
  services: readonly ServiceKey[]
  assets: readonly string[]
}
