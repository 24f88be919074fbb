import {
  type AssetRecord,
  type ChangeRecord,
  type EffortRecord,
  filled,
  InvalidRecordError,
  neutralRecord,
  type RelationRecord,
  type TicketRecord,
  withoutNulls,
} from '@throughline/plugin-kit'
import type { EffortFacts } from './efforts.ts'
import type { AssetFacts, RelationFacts } from './inventory.ts'
import { ownerLabel } from './owner.ts'
import type { ChangeFacts, TicketFacts } from './work.ts'

/** What a ticket means. Pure. */
export function mapTicket(facts: TicketFacts): TicketRecord {
  const { state, workedSeconds } = facts
  const over = state === 'RESOLVED' || state === 'CLOSED' || state === 'CANCELLED'
  return neutralRecord(
    withoutNulls({
      type: 'ticket' as const,
      externalId: facts.id,
      kind: facts.kind,
      title: facts.title,
      description: facts.description,
      state,
      sourceState: facts.stateLabel,
      impact: facts.impact,
      urgency: facts.urgency,
      priority: facts.priority,
      requester: facts.requester,
      assignee: facts.assignee,
      requesterTeam: facts.requesterTeam,
      assigneeTeam: facts.team,
      effortMinutes: workedSeconds === null ? null : Math.round(workedSeconds / 60),
      causedByChange: facts.causedBy,
      openedAt: required(
        facts.openedAt,
        `The record ${facts.number ?? facts.id} does not say when it was opened`,
      ),
      resolvedAt: over ? facts.resolvedAt : null,
      dueAt: facts.dueAt,
      labels: labelsOf(facts),
      url: facts.url,
      services: someOf(facts.services),
      assets: someOf(facts.assets.map((externalId) => ({ externalId }))),
    }),
  )
}

/** What a change means. Pure. */
export function mapChange(facts: ChangeFacts): ChangeRecord {
  const { plannedStart, plannedEnd, actualStart, actualEnd } = facts
  const planned = isOrdered(plannedStart, plannedEnd) && plannedStart !== plannedEnd
  return neutralRecord(
    withoutNulls({
      type: 'change' as const,
      externalId: facts.id,
      title: filled(facts.title, 300) ?? facts.id,
      description: facts.description,
      changeType: facts.changeType,
      state: facts.state,
      sourceState: facts.stateLabel,
      plannedStart: planned ? plannedStart : null,
      plannedEnd: planned ? plannedEnd : null,
      actualStart,
      actualEnd: isOrdered(actualStart, actualEnd) ? actualEnd : null,
      outcome: facts.state === 'REVIEW' || facts.state === 'CLOSED' ? facts.outcome : null,
      plan: facts.plan,
      backoutPlan: facts.backoutPlan,
      requester: facts.requester,
      implementingTeam: facts.team,
      labels: labelsOf(facts),
      url: facts.url,
      services: someOf(facts.services),
      assets: someOf(facts.assets.map((externalId) => ({ externalId }))),
    }),
  )
}

/** What booked work means. Pure. */
export function mapEffort(facts: EffortFacts): EffortRecord {
  return neutralRecord(
    withoutNulls({
      type: 'effort' as const,
      externalId: facts.id,
      ticket: facts.task,
      minutes: Math.round(facts.seconds / 60),
      performedAt: required(facts.performedAt, `The time worked ${facts.id} does not say when`),
      person: facts.person,
      comment: facts.comment,
    }),
  )
}

/** What a configuration item means. Pure. */
export function mapAsset(facts: AssetFacts): AssetRecord {
  return neutralRecord(
    withoutNulls({
      type: 'asset' as const,
      externalId: facts.id,
      kind: kindOf(facts.className),
      name: facts.name,
      environment: facts.environment,
      attributes: { ...facts.attributes },
      identifiers: someOf(facts.identifiers),
      url: facts.url,
      owner: facts.owner,
      labels: facts.ownedBy === undefined ? undefined : ownerLabel(facts.ownedBy),
    }),
  )
}

/** What a relation means. Pure. */
export function mapRelation({ id, kind, from, to }: RelationFacts): RelationRecord {
  return { type: 'relation', externalId: id, kind, from, to }
}

/** `cmdb_ci_linux_server` as a kind: lower-case words, the name of the system before them. */
function kindOf(className: string): string {
  const words = className.toLowerCase().split(/[^a-z0-9]+/)
  return `servicenow.${words.filter((word) => word !== '').join('_')}`.slice(0, 100).replace(/_$/, '')
}

function labelsOf({
  number,
  table,
  category,
}: TicketFacts | ChangeFacts): Record<string, string | undefined> {
  return {
    'servicenow/table': table,
    'servicenow/number': number ?? undefined,
    'servicenow/category': category ?? undefined,
  }
}

function required(instant: string | null, problem: string): string {
  if (instant === null) throw new InvalidRecordError(problem)
  return instant
}

function isOrdered(start: string | null, end: string | null): boolean {
  return start !== null && end !== null && Date.parse(start) <= Date.parse(end)
}

function someOf<T>(items: readonly T[]): T[] | null {
  return items.length === 0 ? null : items.slice(0, 50)
}
