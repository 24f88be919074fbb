import type { TicketKind, TicketState } from '@throughline/plugin-kit'
import { named, ruled } from '@throughline/plugin-kit/forges'
import type { Issue } from './answers.ts'
import type { GithubConfig } from './config.ts'

/** An issue as it is stored, with what the configuration says of it. */
export interface IssueFacts {
  readonly repository: string
  readonly issue: Issue
  readonly meaning: {
    readonly kind: TicketKind
    readonly state?: TicketState
    readonly priority?: number
    readonly services?: readonly string[]
    readonly requesterTeam?: string
    readonly assigneeTeam?: string
  }
  /** Set when GitHub said that the issue was deleted, or moved to another repository. */
  readonly gone?: 'deleted' | 'transferred'
}

/** What is known of an issue. Pure. */
export function issueFacts(config: GithubConfig, repository: string, issue: Issue): IssueFacts {
  const { tickets, services, teams } = config
  const labels = labelsOf(issue)
  const names = issue.type == null ? labels : [...labels, issue.type.name]
  const state = ruled(tickets.states, labels)
  const priority = ruled(tickets.priorities, labels)
  const said = named(labels, tickets.servicePrefix)
  const about = said.length > 0 ? said : ruled(services, [repository])
  const requesterTeam = ruled(teams, issue.user == null ? [] : [issue.user.login])
  const assignees = (issue.assignees ?? []).map(({ login }) => login)
  const assigneeTeam = named(labels, tickets.teamPrefix)[0] ?? ruled(teams, assignees.slice(0, 1))
  return {
    repository,
    issue,
    meaning: {
      kind: ruled(tickets.kinds, names) ?? 'TASK',
      ...(state === undefined ? {} : { state }),
      ...(priority === undefined ? {} : { priority }),
      ...(about === undefined ? {} : { services: about }),
      ...(requesterTeam === undefined ? {} : { requesterTeam }),
      ...(assigneeTeam === undefined ? {} : { assigneeTeam }),
    },
  }
}

export function labelsOf({ labels }: Issue): string[] {
  return labels.flatMap((label) => (typeof label === 'string' ? [label] : (label.name ?? [])))
}

/** What the source calls an issue, everywhere. */
export function issueId(repository: string, number: number): string {
  return `${repository}#${number}`
}
