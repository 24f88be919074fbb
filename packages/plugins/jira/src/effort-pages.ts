import { filled, type Page, type TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Context } from './call.ts'
import { bulkIssues, changedWorklogs, type Issue, type Worklog, worklogs } from './client.ts'
import { member } from './values.ts'
import { isAmong } from './vocabulary.ts'
import { type WorklogFacts, worklogFacts } from './worklog-reading.ts'

/** Issues that Jira gives at once by their ids. */
const ISSUES_AT_ONCE = 100

/** Every work log that changed up to this instant has been read; milliseconds since 1970. */
const cursorSchema = z.strictObject({ since: z.int().min(0) })
export type EffortCursor = z.infer<typeof cursorSchema>

export const effortCursor: TimedCursorSpec<EffortCursor> = {
  version: 1,
  schema: cursorSchema,
  time: { of: ({ since }) => new Date(since), at: (instant) => ({ since: Math.max(0, instant.getTime()) }) },
}

/** The work logs of the site in the order in which they changed, those booked on tickets that are not read left out. */
export async function* effortPages(
  ctx: Context,
  from: EffortCursor | null,
  until: Date,
): AsyncGenerator<Page<WorklogFacts, EffortCursor>> {
  let { since } = from ?? { since: 0 }
  for (;;) {
    ctx.signal.throwIfAborted()
    const { values, lastPage } = await changedWorklogs(ctx, since)
    const found = await worklogs(
      ctx,
      values.map(({ worklogId }) => worklogId),
    )
    const raw = (await onTickets(ctx, found)).map(worklogFacts)
    const last = Math.max(since, ...values.map(({ updatedTime }) => updatedTime))
    since = next(since, last)
    yield { raw, next: { since } }
    if (lastPage || last >= until.getTime()) return
  }
}

/** Lists the ids of all work logs, including those on issues that are not read. A work log that is missing was deleted. */
export async function* allWorklogIds(ctx: Context): AsyncGenerator<string[]> {
  for (let since = 0; ; ) {
    ctx.signal.throwIfAborted()
    const { values, lastPage } = await changedWorklogs(ctx, since)
    yield values.map(({ worklogId }) => String(worklogId))
    if (lastPage) return
    since = next(since, Math.max(since, ...values.map(({ updatedTime }) => updatedTime)))
  }
}

/** One millisecond back, since a page may end between two work logs of the same one; but always onwards. */
function next(since: number, last: number): number {
  return last > since ? Math.max(last - 1, since + 1) : since + 1
}

/** Those booked on tickets that are read: the list of changed work logs is one of the whole site. */
export async function onTickets(ctx: Context, found: readonly Worklog[]): Promise<Worklog[]> {
  const ids = [...new Set(found.map(({ issueId }) => issueId))]
  const read = new Set<string>()
  for (let start = 0; start < ids.length; start += ISSUES_AT_ONCE) {
    ctx.signal.throwIfAborted()
    const issues = await bulkIssues(ctx, ids.slice(start, start + ISSUES_AT_ONCE), ['issuetype'])
    for (const issue of issues) if (isTicket(ctx, issue)) read.add(issue.id)
  }
  return found.filter(({ issueId }) => read.has(issueId))
}

function isTicket({ config }: Context, { key, fields }: Issue): boolean {
  const type = filled(member(fields.issuetype, 'name'), 200)
  if (isAmong(type, config.leaveOut) || isAmong(type, config.changes.issueTypes)) return false
  return config.projects?.includes(key.slice(0, key.lastIndexOf('-'))) !== false
}
