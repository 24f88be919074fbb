import type { ChangeOutcome, ChangeState, ChangeType, TicketKind, TicketState } from '@throughline/plugin-kit'

/** The category Jira files a status under: to do, in progress, done. `undefined` is what it says of a status without. */
export const CATEGORIES = ['new', 'indeterminate', 'done', 'undefined'] as const
export type Category = (typeof CATEGORIES)[number]

/** The category that a key of Jira's means. */
export function categoryOf(key: unknown): Category {
  return CATEGORIES.find((category) => category === key) ?? 'undefined'
}

/** Issue types of Jira and Jira Service Management as they come. */
export const KINDS: Readonly<Record<string, TicketKind>> = {
  incident: 'INCIDENT',
  '[system] incident': 'INCIDENT',
  problem: 'PROBLEM',
  '[system] problem': 'PROBLEM',
  'service request': 'SERVICE_REQUEST',
  'service request with approvals': 'SERVICE_REQUEST',
  '[system] service request': 'SERVICE_REQUEST',
  '[system] service request with approvals': 'SERVICE_REQUEST',
  'it help': 'SERVICE_REQUEST',
  support: 'SERVICE_REQUEST',
}

export const TICKET_STATE_OF: Readonly<Record<string, TicketState>> = {
  'waiting for customer': 'ON_HOLD',
  'waiting for approval': 'ON_HOLD',
  pending: 'ON_HOLD',
  'on hold': 'ON_HOLD',
  blocked: 'ON_HOLD',
  resolved: 'RESOLVED',
  closed: 'CLOSED',
  canceled: 'CANCELLED',
  cancelled: 'CANCELLED',
  declined: 'CANCELLED',
  rejected: 'CANCELLED',
}
export const TICKET_STATE_OF_CATEGORY: Readonly<Record<Category, TicketState>> = {
  new: 'OPEN',
  undefined: 'OPEN',
  indeterminate: 'IN_PROGRESS',
  done: 'CLOSED',
}

/** Statuses of the change workflows that Jira Service Management comes with. */
export const CHANGE_STATE_OF: Readonly<Record<string, ChangeState>> = {
  draft: 'DRAFT',
  open: 'DRAFT',
  review: 'ASSESSING',
  'under review': 'ASSESSING',
  planning: 'ASSESSING',
  'peer review / change manager approval': 'AWAITING_APPROVAL',
  'awaiting approval': 'AWAITING_APPROVAL',
  'awaiting cab approval': 'AWAITING_APPROVAL',
  'waiting for approval': 'AWAITING_APPROVAL',
  authorize: 'AWAITING_APPROVAL',
  approved: 'SCHEDULED',
  scheduled: 'SCHEDULED',
  'awaiting implementation': 'SCHEDULED',
  implementing: 'IMPLEMENTING',
  'post-implementation review': 'REVIEW',
  completed: 'CLOSED',
  failed: 'CLOSED',
  closed: 'CLOSED',
  declined: 'REJECTED',
  rejected: 'REJECTED',
  canceled: 'CANCELLED',
  cancelled: 'CANCELLED',
}
export const CHANGE_STATE_OF_CATEGORY: Readonly<Record<Category, ChangeState>> = {
  new: 'DRAFT',
  undefined: 'DRAFT',
  indeterminate: 'IMPLEMENTING',
  done: 'CLOSED',
}

export const CHANGE_TYPE_OF: Readonly<Record<string, ChangeType>> = {
  standard: 'STANDARD',
  normal: 'NORMAL',
  emergency: 'EMERGENCY',
}

/** By a resolution, else by a status. */
export const OUTCOME_OF: Readonly<Record<string, ChangeOutcome>> = {
  done: 'SUCCESSFUL',
  completed: 'SUCCESSFUL',
  successful: 'SUCCESSFUL',
  'successful with issues': 'SUCCESSFUL_WITH_ISSUES',
  failed: 'FAILED',
  unsuccessful: 'FAILED',
  'rolled back': 'ROLLED_BACK',
}

export const PRIORITY_OF: Readonly<Record<string, number>> = {
  highest: 1,
  high: 2,
  medium: 3,
  low: 4,
  lowest: 5,
  blocker: 1,
  critical: 2,
  major: 3,
  minor: 4,
  trivial: 5,
  p1: 1,
  p2: 2,
  p3: 3,
  p4: 4,
  p5: 5,
}

/** Values of the fields Impact and Urgency of Jira Service Management. */
export const LEVEL_OF: Readonly<Record<string, number>> = {
  'extensive / widespread': 1,
  'significant / large': 1,
  'moderate / limited': 2,
  'minor / localized': 3,
  critical: 1,
  high: 1,
  medium: 2,
  low: 3,
}

/** What a name means: as it is configured, else as it is known; whatever the case of its letters. */
export function meaningOf<Meaning>(
  name: string | null,
  configured: Readonly<Record<string, Meaning>>,
  known: Readonly<Record<string, Meaning>>,
): Meaning | undefined {
  if (name === null) return undefined
  const wanted = folded(name)
  const own = Object.entries(configured).find(([written]) => folded(written) === wanted)
  if (own !== undefined) return own[1]
  return Object.hasOwn(known, wanted) ? known[wanted] : undefined
}

/** Whether a name is one of a list, whatever the case of its letters. */
export function isAmong(name: string | null, list: readonly string[]): boolean {
  return name !== null && list.some((one) => folded(one) === folded(name))
}

export function folded(name: string): string {
  return name.trim().toLowerCase()
}
