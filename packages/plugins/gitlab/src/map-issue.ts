import { neutralRecord, type TicketRecord, type TicketState } from '@throughline/plugin-kit'
import { type IssueFacts, issueId } from './issue-facts.ts'

/** What an issue means. Pure. */
export function mapIssue(facts: IssueFacts): TicketRecord {
  const { project, issue, meaning } = facts
  const { state, sourceState } = stateOf(facts)
  const due = issue.due_date ?? issue.milestone?.due_date
  const spent = issue.time_stats?.total_time_spent
  return neutralRecord({
    type: 'ticket',
    externalId: issueId(project, issue.iid),
    kind: meaning.kind,
    title: issue.title,
    description: issue.description || undefined,
    state,
    sourceState,
    impact: meaning.impact,
    priority: meaning.priority,
    requester: issue.author?.username,
    assignee: issue.assignees?.[0]?.username,
    requesterTeam: meaning.requesterTeam,
    assigneeTeam: meaning.assigneeTeam,
    effortMinutes: spent === undefined ? undefined : Math.max(0, Math.round(spent / 60)),
    openedAt: issue.created_at,
    resolvedAt: state === 'CLOSED' ? (issue.closed_at ?? undefined) : undefined,
    updatedAt: issue.updated_at,
    dueAt: due == null ? undefined : endOf(due),
    labels:
      issue.labels.length === 0 ? undefined : Object.fromEntries(issue.labels.map((label) => [label, ''])),
    url: issue.web_url,
    services: meaning.services === undefined ? undefined : [...meaning.services],
  })
}

/** An issue that was moved is closed here and goes on elsewhere. */
function stateOf({ issue, meaning }: IssueFacts): { state: TicketState; sourceState: string } {
  if (issue.state !== 'closed') return { state: meaning.state ?? 'OPEN', sourceState: issue.state }
  if (issue.moved_to_id != null) return { state: 'CANCELLED', sourceState: 'closed: moved' }
  return { state: 'CLOSED', sourceState: 'closed' }
}

/** GitLab knows only the day, which ends everywhere at another time; UTC is taken. */
function endOf(day: string): string {
  return `${day}T23:59:59Z`
}
