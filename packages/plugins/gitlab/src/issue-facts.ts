import type { TicketKind, TicketState } from '@throughline/plugin-kit'
import { named, ruled } from '@throughline/plugin-kit/forges'
import type { Issue } from './answers.ts'
import type { GitlabConfig } from './config.ts'

/** An issue as it is stored, with what the configuration says of it. */
export interface IssueFacts {
  readonly project: string
  readonly issue: Issue
  readonly meaning: {
    readonly kind: TicketKind
    readonly state?: TicketState
    readonly priority?: number
    readonly impact?: number
    readonly services?: readonly string[]
    readonly requesterTeam?: string
    readonly assigneeTeam?: string
  }
}

/** What is known of an issue. Pure. */
export function issueFacts(config: GitlabConfig, project: string, read: Issue): IssueFacts {
  const { tickets, services, teams } = config
  const issue = withoutTime(config, redactSecrets(config, read))
  const { labels } = issue
  const state = ruled(tickets.states, labels)
  const priority = ruled(tickets.priorities, labels)
  const impact = ruled(tickets.impacts, issue.severity == null ? [] : [issue.severity])
  const said = named(labels, tickets.servicePrefix)
  const about = said.length > 0 ? said : ruled(services, [project])
  const requesterTeam = ruled(teams, issue.author == null ? [] : [issue.author.username])
  const assignees = (issue.assignees ?? []).map(({ username }) => username)
  const assigneeTeam = named(labels, tickets.teamPrefix)[0] ?? ruled(teams, assignees.slice(0, 1))
  return {
    project,
    issue,
    meaning: {
      kind: ruled(tickets.kinds, [...labels, issue.issue_type ?? []].flat()) ?? 'TASK',
      ...(state === undefined ? {} : { state }),
      ...(priority === undefined ? {} : { priority }),
      ...(impact === undefined ? {} : { impact }),
      ...(about === undefined ? {} : { services: about }),
      ...(requesterTeam === undefined ? {} : { requesterTeam }),
      ...(assigneeTeam === undefined ? {} : { assigneeTeam }),
    },
  }
}

/** What the source calls an issue, everywhere. */
export function issueId(project: string, iid: number): string {
  return `${project}#${iid}`
}

/** At GitLab only some may read a confidential issue; here everybody could. */
function redactSecrets({ confidential }: GitlabConfig, issue: Issue): Issue {
  if (confidential || issue.confidential !== true) return issue
  return { ...issue, title: 'Confidential issue', description: null }
}

/** Where entries are read, the sum would count them twice. */
function withoutTime({ timeTracking }: GitlabConfig, issue: Issue): Issue {
  return timeTracking === 'totals' ? issue : { ...issue, time_stats: null }
}
