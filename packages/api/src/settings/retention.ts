import type { FieldProblem } from '../graph/errors.ts'

/** What is purged, in the order in which it is shown. */
export const RETENTION_SUBJECTS = [
  'runs',
  'records',
  'deliveries',
  'actions',
  'findings',
  'samples',
  'audit',
] as const
export type RetentionSubject = (typeof RETENTION_SUBJECTS)[number]

interface RetentionRule {
  readonly unit: 'day' | 'month'
  /** In the unit. */
  readonly standard: number
  readonly description: string
}

export const RETENTION_RULES: Readonly<Record<RetentionSubject, RetentionRule>> = {
  runs: {
    unit: 'day',
    standard: 90,
    description: 'sync runs that ended, except the last success of a source',
  },
  records: { unit: 'day', standard: 90, description: 'raw content of retired records' },
  deliveries: { unit: 'day', standard: 30, description: 'webhook deliveries that are processed or failed' },
  actions: { unit: 'day', standard: 90, description: 'actions in external systems that ended' },
  findings: { unit: 'day', standard: 30, description: 'results of dry runs, and resolved dead letters' },
  samples: { unit: 'day', standard: 400, description: 'metric samples, by whole months' },
  audit: { unit: 'month', standard: 36, description: 'events of the audit trail, by whole months' },
}

/** What each period is called in the API, with its unit. */
export const RETENTION_FIELDS = {
  runs: 'runDays',
  records: 'recordDays',
  deliveries: 'deliveryDays',
  actions: 'actionDays',
  findings: 'findingDays',
  samples: 'sampleDays',
  audit: 'auditMonths',
} as const satisfies Readonly<Record<RetentionSubject, string>>

/** The longest period, in any unit. */
const LONGEST = 36_500

/** How long each subject is kept, in its unit. */
export type Retention = Readonly<Record<RetentionSubject, number>>

/**
 * The beginning of what is kept. Samples and audit events are purged by whole months: what remains begins on the
 * first of a month, UTC.
 */
export function keptSince(subject: RetentionSubject, keep: number, now: Date): Date {
  const since = new Date(now)
  if (RETENTION_RULES[subject].unit === 'month') {
    return new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth() - keep, 1))
  }
  since.setUTCDate(since.getUTCDate() - keep)
  return subject === 'samples' ? new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth(), 1)) : since
}

/** When what happened at an instant is due to be purged. */
export function purgeDue(subject: RetentionSubject, keep: number, oldest: Date): Date {
  const { unit } = RETENTION_RULES[subject]
  const month = (months: number) =>
    new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth() + months, 1))
  if (unit === 'month') return month(1 + keep)
  const due = subject === 'samples' ? month(1) : new Date(oldest)
  due.setUTCDate(due.getUTCDate() + keep)
  return due
}

/** Periods after a change; null restores a default. */
export function changedRetention(
  before: Retention,
  changes: Iterable<readonly [RetentionSubject, number | null]>,
): Retention {
  const changed = [...changes].map(([subject, keep]) => [subject, keep ?? RETENTION_RULES[subject].standard])
  return { ...before, ...Object.fromEntries(changed) }
}

/** What is wrong with periods, each with its field. */
export function retentionProblems(retention: Retention): FieldProblem[] {
  return RETENTION_SUBJECTS.filter((subject) => {
    const keep = retention[subject]
    return !Number.isInteger(keep) || keep < 1 || keep > LONGEST
  }).map((subject) => ({
    path: [RETENTION_FIELDS[subject]],
    message: `is ${retention[subject]}; give a whole number from 1 to ${LONGEST}`,
  }))
}

const standard = (subject: RetentionSubject) => RETENTION_RULES[subject].standard

/** The periods where nothing is set. */
export const STANDARD_RETENTION: Retention = {
  runs: standard('runs'),
  records: standard('records'),
  deliveries: standard('deliveries'),
  actions: standard('actions'),
  findings: standard('findings'),
  samples: standard('samples'),
  audit: standard('audit'),
}

/** `90d`, `36m`. */
export function periodText(subject: RetentionSubject, keep: number): string {
  return `${keep}${RETENTION_RULES[subject].unit === 'month' ? 'm' : 'd'}`
}

/** The number of a period such as `90d` (days) or `36m` (months, for the audit trail), or what is wrong with it. */
export function readPeriod(subject: RetentionSubject, text: string): number | string {
  const { unit } = RETENTION_RULES[subject]
  const [, digits = '', letter] = /^([1-9]\d{0,4})([dm])$/.exec(text) ?? []
  const keep = Number(digits)
  if (letter === (unit === 'month' ? 'm' : 'd') && keep <= LONGEST) return keep
  return unit === 'month'
    ? `${text}: ${subject} is kept for whole months, from 1m to ${LONGEST}m, for example 36m`
    : `${text}: ${subject} are kept for days, from 1d to ${LONGEST}d, for example 90d`
}
