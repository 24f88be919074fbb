import { type EffortRecord, neutralRecord } from '@throughline/plugin-kit'
import type { TimeEntry } from './answers.ts'
import { issueId } from './issue-facts.ts'
import type { TimeFacts } from './time-facts.ts'

/** What the time spent on an issue means: an effort for each entry of which something is left. Pure. */
export function mapTime({ project, iid, entries, teams }: TimeFacts): EffortRecord[] {
  return netOf(entries).flatMap(({ entry, seconds }) => {
    const minutes = Math.round(seconds / 60)
    if (minutes === 0) return []
    const person = entry.user?.username
    const team = person === undefined ? undefined : teams[person]
    return neutralRecord({
      type: 'effort',
      externalId: `${issueId(project, iid)}/time/${entry.id.split('/').at(-1)}`,
      ticket: issueId(project, iid),
      minutes,
      performedAt: entry.spentAt,
      person,
      team,
      comment: entry.summary || undefined,
    })
  })
}

interface Net {
  readonly entry: TimeEntry
  seconds: number
}

/**
 * GitLab corrects time by entries below zero. Each takes from what was spent, the latest first: from the same person's
 * entries, then from anybody's. What is left adds up to the sum that GitLab shows.
 */
function netOf(entries: readonly TimeEntry[]): Net[] {
  const latestFirst = entries.toSorted((a, b) => Date.parse(b.spentAt) - Date.parse(a.spentAt))
  const spent: Net[] = latestFirst
    .filter(({ timeSpent }) => timeSpent > 0)
    .map((entry) => ({ entry, seconds: entry.timeSpent }))
  for (const { timeSpent, user } of latestFirst.filter((entry) => entry.timeSpent < 0)) {
    const own = spent.filter(({ entry }) => entry.user?.username === user?.username)
    let left = -timeSpent
    for (const net of [...own, ...spent]) {
      const taken = Math.min(left, net.seconds)
      net.seconds -= taken
      left -= taken
    }
  }
  return spent
}
