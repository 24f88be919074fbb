import type { ChangeOutcome, ChangeState, ChangeType, TicketKind, TicketState } from '@throughline/plugin-kit'
import type { Category } from './vocabulary.ts'

/** What an issue says, and what the configuration makes of its words. It is stored; map needs nothing else. */
export interface IssueFacts {
  readonly id: string
  readonly key: string
  readonly project: string
  readonly url: string
  readonly issueType: string
  readonly title: string
  readonly description: string | null
  readonly status: string
  readonly category: Category
  readonly resolution: string | null
  readonly priority: string | null
  readonly impact: string | null
  readonly urgency: string | null
  readonly assignee: string | null
  readonly reporter: string | null
  readonly team: string | null
  readonly requesterTeam: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly resolvedAt: string | null
  readonly dueAt: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly services: readonly string[]
  readonly assets: readonly string[]
  readonly causedBy: string | null
  readonly spentSeconds: number | null
  readonly change: ChangeFacts | null
  readonly meaning: Meaning
}

/** What only a change says. */
export interface ChangeFacts {
  readonly type: string | null
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  readonly actualStart: string | null
  readonly actualEnd: string | null
  readonly plan: string | null
  readonly backoutPlan: string | null
}

/** What the words of an issue mean here. */
export interface Meaning {
  readonly kind: TicketKind
  readonly state: TicketState
  readonly priority: number | null
  readonly impact: number | null
  readonly urgency: number | null
  readonly changeState: ChangeState
  readonly changeType: ChangeType
  readonly outcome: ChangeOutcome | null
}
