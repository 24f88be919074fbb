import { ruled } from '@throughline/plugin-kit/forges'
import type { TimeEntry } from './answers.ts'
import type { GitlabConfig } from './config.ts'

/** All the time that was spent on an issue, as it is stored: an entry that is deleted is missing the next time. */
export interface TimeFacts {
  readonly project: string
  readonly iid: number
  readonly entries: readonly TimeEntry[]
  /** The teams of the persons among them that have one. */
  readonly teams: Readonly<Record<string, string>>
}

/** What is known of the time spent on an issue. Pure. */
export function timeFacts(
  config: GitlabConfig,
  project: string,
  { iid, confidential }: { readonly iid: number; readonly confidential: boolean },
  read: readonly TimeEntry[],
): TimeFacts {
  const hidden = confidential && !config.confidential
  const entries = hidden ? read.map((entry) => ({ ...entry, summary: null })) : read
  const persons = new Set(entries.flatMap(({ user }) => user?.username ?? []))
  const teams = [...persons].flatMap((person) => {
    const team = ruled(config.teams, [person])
    return team === undefined ? [] : [[person, team] as const]
  })
  return { project, iid, entries, teams: Object.fromEntries(teams) }
}
