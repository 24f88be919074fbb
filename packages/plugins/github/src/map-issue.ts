import { neutralRecord, type TicketRecord, type TicketState } from '@throughline/plugin-kit'
import { type IssueFacts, issueId, labelsOf } from './issue-facts.ts'

/** What an issue means. Pure. */
export function mapIssue(facts: IssueFacts): TicketRecord {
  const { repository, issue, meaning } = facts
  const { state, sourceState } = stateOf(facts)
  const labels = labelsOf(issue)
  return neutralRecord({
    type: 'ticket',
    externalId: issueId(repository, issue.number),
    kind: meaning.kind,
    title: issue.title,
    description: issue.body || undefined,
    state,
    sourceState,
    priority: meaning.priority,
    requester: issue.user?.login,
    assignee: issue.assignees?.[0]?.login,
    requesterTeam: meaning.requesterTeam,
    assigneeTeam: meaning.assigneeTeam,
    openedAt: issue.created_at,
    resolvedAt: state === 'CLOSED' ? (issue.closed_at ?? undefined) : undefined,
    updatedAt: issue.updated_at,
    dueAt: issue.milestone?.due_on ?? undefined,
    labels: labels.length === 0 ? undefined : Object.fromEntries(labels.map((label) => [label, ''])),
    url: issue.html_url,
    services: meaning.services === undefined ? undefined : [...meaning.services],
  })
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
