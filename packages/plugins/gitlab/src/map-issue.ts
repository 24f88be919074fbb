import { type TicketRecord, type TicketState, truncate } from '@throughline/plugin-kit'
import { type IssueFacts, issueId } from './issue-facts.ts'

const MAX = { title: 500, description: 20_000, labels: 200, label: 320 }

/** What an issue means. Pure. */
export function mapIssue(facts: IssueFacts): TicketRecord {
  const { project, issue, meaning } = facts
  const { state, sourceState } = stateOf(facts)
  const { services, priority, impact, requesterTeam, assigneeTeam } = meaning
  const assignee = issue.assignees?.[0]?.username
  const due = issue.due_date ?? issue.milestone?.due_date
  const spent = issue.time_stats?.total_time_spent
  const labels = issue.labels.slice(0, MAX.labels)
  return {
    type: 'ticket',
    externalId: issueId(project, issue.iid),
    kind: meaning.kind,
    title: truncate(issue.title, MAX.title),
    ...(issue.description == null || issue.description === ''
      ? {}
      : { description: truncate(issue.description, MAX.description) }),
    state,
    sourceState,
    ...(impact === undefined ? {} : { impact }),
    ...(priority === undefined ? {} : { priority }),
    ...(issue.author == null ? {} : { requester: issue.author.username }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(requesterTeam === undefined ? {} : { requesterTeam }),
    ...(assigneeTeam === undefined ? {} : { assigneeTeam }),
    ...(spent === undefined ? {} : { effortMinutes: Math.max(0, Math.round(spent / 60)) }),
    openedAt: issue.created_at,
    ...(issue.closed_at == null || state !== 'CLOSED' ? {} : { resolvedAt: issue.closed_at }),
    ...(due == null ? {} : { dueAt: endOf(due) }),
    ...(labels.length === 0
      ? {}
      : { labels: Object.fromEntries(labels.map((label) => [truncate(label, MAX.label), ''])) }),
    url: issue.web_url,
    ...(services === undefined ? {} : { services: services.slice(0, 100) }),
  }
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
