import { type Breach, creating, GONE, long } from './breaking.ts'

const booking =
  (given: (rows: Parameters<Breach>[0]) => object): Breach =>
  (rows) => ({
    mutation: 'recordEffort',
    input: { minutes: 5, ticket: { id: rows.gone.Ticket }, ...given(rows) },
  })

/** The constraints of tickets, efforts and surveys that an input can break. */
export const WORK_BREACHES: Record<string, readonly [breach: Breach, path: string, message: RegExp]> = {
  ticket_title_check: [creating('Ticket', () => ({ title: ' ' })), 'title', /has 1 to 500 characters/],
  ticket_description_check: [
    creating('Ticket', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000/,
  ],
  ticket_impact_check: [creating('Ticket', () => ({ impact: 4 })), 'impact', /from 1 to 3/],
  ticket_urgency_check: [creating('Ticket', () => ({ urgency: 0 })), 'urgency', /from 1 to 3/],
  ticket_priority_check: [creating('Ticket', () => ({ priority: 6 })), 'priority', /from 1 to 5/],
  ticket_requester_check: [creating('Ticket', () => ({ requester: '' })), 'requester', /1 to 300 characters/],
  ticket_assignee_check: [
    creating('Ticket', () => ({ assignee: long(300) })),
    'assignee',
    /1 to 300 characters/,
  ],
  ticket_objective_id_fkey: [
    creating('Ticket', ({ gone }) => ({ objective: { id: gone.Objective } })),
    'objective.id',
    GONE,
  ],
  effort_change_id_fkey: [
    (rows) => ({ mutation: 'recordChangeEffort', input: { minutes: 5, change: { id: rows.gone.Change } } }),
    'change.id',
    GONE,
  ],
  ticket_requester_team_id_fkey: [
    creating('Ticket', ({ gone }) => ({ requesterTeam: { id: gone.Team } })),
    'requesterTeam.id',
    GONE,
  ],
  ticket_assignee_team_id_fkey: [
    creating('Ticket', ({ gone }) => ({ assigneeTeam: { id: gone.Team } })),
    'assigneeTeam.id',
    GONE,
  ],
  ticket_stated_effort_minutes_check: [
    creating('Ticket', () => ({ effortMinutes: -1 })),
    'effortMinutes',
    /is 0 or more/,
  ],
  ticket_caused_by_change_id_fkey: [
    creating('Ticket', ({ gone }) => ({ causedByChange: { id: gone.Change } })),
    'causedByChange.id',
    GONE,
  ],
  ticket_cause_confidence_check: [
    creating('Ticket', ({ to }) => ({ causedByChange: { id: to.change }, causeConfidence: 1.5 })),
    'causeConfidence',
    /from 0 to 1/,
  ],
  effort_ticket_id_fkey: [booking(() => ({})), 'ticket.id', GONE],
  effort_minutes_check: [booking(() => ({ minutes: -1 })), 'minutes', /from 0 to 10,000,000/],
  effort_person_check: [booking(() => ({ person: '' })), 'person', /has 1 to 300 characters/],
  effort_comment_check: [booking(() => ({ comment: long(20_000) })), 'comment', /at most 20,000/],
  effort_team_id_fkey: [
    booking(({ gone, to }) => ({ ticket: { id: to.ticket }, team: { id: gone.Team } })),
    'team.id',
    GONE,
  ],
  survey_title_check: [creating('Survey', () => ({ title: long(500) })), 'title', /has 1 to 500 characters/],
  survey_service_id_fkey: [
    creating('Survey', ({ gone }) => ({ service: { id: gone.Service } })),
    'service.id',
    GONE,
  ],
  survey_period: [
    creating('Survey', () => ({ opensAt: '2026-05-02T10:00:00Z', closesAt: '2026-05-02T09:00:00Z' })),
    'closesAt',
    /lies before opensAt/,
  ],
}
