import type { Draft, EntityKind } from './entities.ts'
import { named, ofSource, subjects } from './reference.ts'

/** Tickets as their sources tell of them. */
export const TICKETS: EntityKind<'ticket'> = {
  type: 'ticket',
  column: 'ticket_id',
  references: (record) => [
    ...subjects(record),
    ...named('REQUESTER_TEAM', record.requesterTeam),
    ...named('ASSIGNEE_TEAM', record.assigneeTeam),
    ...ofSource('CAUSE', record.causedByChange),
  ],
  row: (draft) => {
    const { id, record, before, take, find } = draft
    return {
      id,
      kind: record.kind,
      title: record.title,
      description: take('description', record.description ?? '', before?.description),
      state: record.state,
      source_state: record.sourceState,
      impact: take('impact', record.impact ?? null, before?.impact),
      urgency: take('urgency', record.urgency ?? null, before?.urgency),
      priority: take('priority', record.priority ?? null, before?.priority),
      requester: take('requester', record.requester ?? null, before?.requester),
      assignee: take('assignee', record.assignee ?? null, before?.assignee),
      requester_team_id: take(
        'requesterTeam',
        find(named('REQUESTER_TEAM', record.requesterTeam)),
        before?.requester_team_id,
      ),
      assignee_team_id: take(
        'assigneeTeam',
        find(named('ASSIGNEE_TEAM', record.assigneeTeam)),
        before?.assignee_team_id,
      ),
      stated_effort_minutes: take(
        'effortMinutes',
        record.effortMinutes ?? null,
        before?.stated_effort_minutes,
      ),
      ...causeOf(draft),
      opened_at: record.openedAt,
      resolved_at: take<Date | string | null>('resolvedAt', record.resolvedAt ?? null, before?.resolved_at),
      due_at: take<Date | string | null>('dueAt', record.dueAt ?? null, before?.due_at),
      removed_at_source: null,
      labels: JSON.parse(JSON.stringify(take<unknown>('labels', record.labels ?? {}, before?.labels))),
    }
  },
}

function causeOf({ record, before, take, find }: Draft<'ticket'>) {
  const change = find(ofSource('CAUSE', record.causedByChange))
  const said =
    change === null
      ? { caused_by_change_id: null, cause_method: null, cause_confidence: null }
      : { caused_by_change_id: change, cause_method: 'SOURCE' as const, cause_confidence: 1 }
  const there = before && {
    caused_by_change_id: before.caused_by_change_id,
    cause_method: before.cause_method,
    cause_confidence: before.cause_confidence,
  }
  return take<typeof there>('causedByChange', said, there)
}
