import {
  type ChangeRecord,
  type EffortRecord,
  InvalidRecordError,
  neutralRecord,
  type TicketEventRecord,
  type TicketRecord,
  truncate,
  withoutNulls,
} from '@throughline/plugin-kit'
import type { HistoryFacts } from './history-facts.ts'
import type { IssueFacts } from './issue-facts.ts'
import { MARK } from './mark.ts'
import type { WorklogFacts } from './worklog-reading.ts'

/** What an issue that is no change means. Pure. */
export function mapTicket(facts: IssueFacts): TicketRecord {
  const { meaning } = facts
  const over = meaning.state === 'RESOLVED' || meaning.state === 'CLOSED' || meaning.state === 'CANCELLED'
  return neutralRecord(
    withoutNulls({
      type: 'ticket' as const,
      externalId: facts.id,
      kind: meaning.kind,
      title: facts.title,
      description: facts.description,
      state: meaning.state,
      sourceState: facts.status,
      impact: meaning.impact,
      urgency: meaning.urgency,
      priority: meaning.priority,
      requester: facts.reporter,
      assignee: facts.assignee,
      requesterTeam: facts.requesterTeam,
      assigneeTeam: facts.team,
      effortMinutes: facts.spentSeconds === null ? null : Math.round(facts.spentSeconds / 60),
      causedByChange: facts.causedBy,
      openedAt: required(facts.createdAt, `The issue ${facts.key} has no date of creation`),
      resolvedAt: over ? facts.resolvedAt : null,
      updatedAt: facts.updatedAt,
      dueAt: facts.dueAt,
      labels: labelsOf(facts),
      url: facts.url,
      services: someOf(facts.services),
      assets: someOf(facts.assets.map((name) => ({ name }))),
    }),
  )
}

/** What the statuses of an issue mean. Pure. */
export function mapHistory({ id, events }: HistoryFacts): TicketEventRecord[] {
  return events.map(({ id: entry, at, status, state }) => ({
    type: 'ticketEvent',
    externalId: `${id}/${entry}`,
    ticket: id,
    state,
    sourceState: status,
    at,
  }))
}

/** What an issue that is a change means. Pure. */
export function mapChange(facts: IssueFacts): ChangeRecord {
  const { meaning, change } = facts
  const over = meaning.changeState === 'REVIEW' || meaning.changeState === 'CLOSED'
  const planned = windowOf(change?.plannedStart ?? null, change?.plannedEnd ?? null)
  const actualStart = change?.actualStart ?? null
  return neutralRecord(
    withoutNulls({
      type: 'change' as const,
      externalId: facts.id,
      title: facts.title,
      description: facts.description,
      changeType: meaning.changeType,
      state: meaning.changeState,
      sourceState: facts.status,
      plannedStart: planned?.start ?? null,
      plannedEnd: planned?.end ?? null,
      actualStart,
      actualEnd: endAfter(actualStart, change?.actualEnd ?? null),
      outcome: over ? meaning.outcome : null,
      plan: change?.plan ?? null,
      backoutPlan: change?.backoutPlan ?? null,
      requester: facts.reporter,
      implementingTeam: facts.team,
      labels: labelsOf(facts),
      url: facts.url,
      services: someOf(facts.services),
      assets: someOf(facts.assets.map((name) => ({ name }))),
    }),
  )
}

/** What a work log means. Pure. */
export function mapEffort(facts: WorklogFacts): EffortRecord {
  return neutralRecord(
    withoutNulls({
      type: 'effort' as const,
      externalId: facts.id,
      ticket: facts.issueId,
      minutes: Math.round(facts.seconds / 60),
      performedAt: required(facts.startedAt, `The work log ${facts.id} does not say when the work was done`),
      person: facts.person,
      comment: facts.comment,
    }),
  )
}

function required(instant: string | null, problem: string): string {
  if (instant === null) throw new InvalidRecordError(problem)
  return instant
}

/** A planned window needs both its ends, in their order; people forget the one or mix them up. */
function windowOf(start: string | null, end: string | null): { start: string; end: string } | null {
  return start === null || end === null || Date.parse(end) <= Date.parse(start) ? null : { start, end }
}

function endAfter(start: string | null, end: string | null): string | null {
  return start === null || end === null || Date.parse(end) < Date.parse(start) ? null : end
}

/** Labels written `key:value` become such; the mark of what was made from here is left out. */
function labelsOf({ key, project, issueType, labels, components }: IssueFacts): Record<string, string> {
  const all: Record<string, string> = {
    'jira/key': key,
    'jira/project': project,
    'jira/type': issueType,
    ...(components.length === 0 ? {} : { 'jira/components': truncate(components.join(', '), 1000) }),
  }
  for (const label of labels.filter((one) => !one.startsWith(MARK)).slice(0, 150)) {
    const colon = label.indexOf(':')
    const [name, value] = colon > 0 ? [label.slice(0, colon), label.slice(colon + 1)] : [label, '']
    const before = Object.hasOwn(all, name) ? all[name] : undefined
    all[name] = before === undefined || before === '' ? value : truncate(`${before},${value}`, 1000)
  }
  return all
}

function someOf<T>(items: readonly T[]): T[] | null {
  return items.length === 0 ? null : [...items]
}
