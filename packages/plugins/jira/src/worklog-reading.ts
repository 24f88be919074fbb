import { filled } from '@throughline/plugin-kit'
import type { Worklog } from './client.ts'
import { instantOf, member, proseOf } from './values.ts'

/** What a work log says. It is stored; map needs nothing else. */
export interface WorklogFacts {
  readonly id: string
  readonly issueId: string
  readonly seconds: number
  readonly startedAt: string | null
  readonly person: string | null
  readonly comment: string | null
}

export function worklogFacts(worklog: Worklog): WorklogFacts {
  const { id, issueId, timeSpentSeconds, started, author, comment } = worklog
  return {
    id,
    issueId,
    seconds: typeof timeSpentSeconds === 'number' ? timeSpentSeconds : 0,
    startedAt: instantOf(started),
    person: filled(member(author, 'displayName'), 300),
    comment: proseOf(comment),
  }
}
