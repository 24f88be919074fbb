import type { Page, Scope, TimedCursorSpec } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Context } from './call.ts'
import { type Issue, type Project, project, repeated, searchIssues } from './client.ts'
import type { IssueFacts } from './issue-facts.ts'
import { readingOf } from './issue-reading.ts'
import { instantOf } from './values.ts'
import { isAmong } from './vocabulary.ts'

const SECOND = 1000

/** Which of a project's issues a stream is about. */
export type Side = 'tickets' | 'changes'

/**
 * How far a project has been read: every issue that changed before `since`, milliseconds since 1970, a whole second;
 * and where `token` stands, the pages of the search from there on that it leaves behind.
 */
const cursorSchema = z.strictObject({ since: z.int().min(0), token: z.string().exactOptional() })
export type IssueCursor = z.infer<typeof cursorSchema>

export const issueCursor: TimedCursorSpec<IssueCursor> = {
  version: 1,
  schema: cursorSchema,
  time: {
    of: ({ since }) => new Date(since),
    at: (instant) => ({ since: wholeSecond(instant.getTime()) }),
  },
}

/** The issues of one side of a project in the order in which they changed, as they are stored. */
export async function* issuePages(
  ctx: Context,
  scope: Scope,
  side: Side,
  from: IssueCursor | null,
  until: Date,
): AsyncGenerator<Page<IssueFacts, IssueCursor>> {
  const reading = await readingOf(ctx)
  for await (const { issues, next } of changedIssues(ctx, scope, side, reading.fields, from, until)) {
    yield { raw: issues.map((issue) => reading.facts(issue)), next }
  }
}

/**
 * The issues of a project in the order in which they changed, with these fields and `updated`. Jira's page tokens are followed within one second of
 * changes alone; each later page is a search of its own from the second the last one had come to. So an issue that
 * changes while the search goes on, and moves to its end, does not push another one over the edge of a page.
 */
export async function* changedIssues(
  ctx: Context,
  scope: Scope,
  side: Side,
  fields: readonly string[],
  from: IssueCursor | null,
  until: Date,
): AsyncGenerator<{ readonly issues: readonly Issue[]; readonly next: IssueCursor }> {
  const condition = conditionOf(ctx, await project(ctx, scope.id), side)
  if (condition === undefined) return
  let cursor: IssueCursor = from ?? { since: 0 }
  for (;;) {
    ctx.signal.throwIfAborted()
    const page = await searchIssues(ctx, {
      jql: `${condition}${changedSince(cursor.since)} ORDER BY updated ASC, key ASC`,
      fields,
      pageSize: ctx.config.pageSize,
      token: cursor.token,
    })
    if (page === 'stale') {
      cursor = { since: cursor.since }
      continue
    }
    const last = lastChange(page.issues) ?? cursor.since
    const token = page.nextPageToken ?? undefined
    if (token !== undefined && token === cursor.token) throw repeated()
    cursor = after(cursor, last, token)
    yield { issues: page.issues, next: cursor }
    // What changed after the run began is for the next run: else a busy project would never be done.
    if (token === undefined || last >= until.getTime()) return
  }
}

/** Where to go on: from a later second where one was reached, else with the next page of the same search. */
function after({ since }: IssueCursor, last: number, token: string | undefined): IssueCursor {
  const reached = wholeSecond(last)
  if (reached > since || token === undefined) return { since: Math.max(reached, since) }
  return { since, token }
}

/**
 * The condition for the issues of one side of a project; undefined when its issue types leave none. Types are named
 * by their ids, because a name that a site does not have makes the whole search fail.
 */
export function conditionOf(
  { config }: Context,
  { key, issueTypes }: Project,
  side: Side,
): string | undefined {
  const idsOf = (names: readonly string[]) =>
    issueTypes.filter(({ name }) => isAmong(name, names)).map(({ id }) => id)
  const left = idsOf(config.leaveOut)
  const changes = idsOf(config.changes.issueTypes).filter((id) => !left.includes(id))
  if (side === 'changes') {
    return changes.length === 0 ? undefined : `project = "${key}" AND issuetype in (${changes.join(', ')})`
  }
  const others = [...left, ...changes]
  return `project = "${key}"${others.length === 0 ? '' : ` AND issuetype not in (${others.join(', ')})`}`
}

/** A number is milliseconds since 1970 to JQL; a written time would be one in the time zone of the account. */
function changedSince(since: number): string {
  return since === 0 ? '' : ` AND updated >= ${since}`
}

function lastChange(issues: readonly Issue[]): number | undefined {
  const times = issues.flatMap(({ fields }) => {
    const at = instantOf(fields.updated)
    return at === null ? [] : [Date.parse(at)]
  })
  return times.length === 0 ? undefined : Math.max(...times)
}

function wholeSecond(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / SECOND) * SECOND)
}
