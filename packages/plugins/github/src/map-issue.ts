import { type TicketRecord, type TicketState, truncate } from '@throughline/plugin-kit'
import { type IssueFacts, issueId, labelsOf } from './issue-facts.ts'

const MAX = { title: 500, description: 20_000, labels: 200, label: 320 }

/** What an issue means. Pure. */
export function mapIssue(facts: IssueFacts): TicketRecord {
  const { repository, issue, meaning } = facts
  const { state, sourceState } = stateOf(facts)
  const { services, priority, requesterTeam, assigneeTeam } = meaning
  const assignee = issue.assignees?.[0]?.login
  const due = issue.milestone?.due_on
  const labels = labelsOf(issue).slice(0, MAX.labels)
  return {
    type: 'ticket',
    externalId: issueId(repository, issue.number),
    kind: meaning.kind,
    title: truncate(issue.title, MAX.title),
    ...(issue.body == null || issue.body === ''
      ? {}
      : { description: truncate(issue.body, MAX.description) }),
    state,
    sourceState,
    ...(priority === undefined ? {} : { priority }),
    ...(issue.user == null ? {} : { requester: issue.user.login }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(requesterTeam === undefined ? {} : { requesterTeam }),
    ...(assigneeTeam === undefined ? {} : { assigneeTeam }),
    openedAt: issue.created_at,
    ...(issue.closed_at == null || state !== 'CLOSED' ? {} : { resolvedAt: issue.closed_at }),
    ...(due == null ? {} : { dueAt: due }),
    ...(labels.length === 0
      ? {}
      : { labels: Object.fromEntries(labels.map((label) => [truncate(label, MAX.label), ''])) }),
    url: issue.html_url,
    ...(services === undefined ? {} : { services: services.slice(0, 100) }),
  }
}

function stateOf({ issue, meaning, gone }: IssueFacts): { state: TicketState; sourceState: string } {
  if (gone !== undefined) return { state: 'CANCELLED', sourceState: gone }
  if (issue.state !== 'closed') return { state: meaning.state ?? 'OPEN', sourceState: issue.state }
  const reason = issue.state_reason
  const undone = reason === 'not_planned' || reason === 'duplicate'
  return {
    state: undone ? 'CANCELLED' : 'CLOSED',
    sourceState: reason == null ? 'closed' : `closed: ${reason}`,
  }
}
