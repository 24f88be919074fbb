import type { Page, Scope } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import { changelogs, type Issue, statuses } from './client.ts'
import { type HistoryFacts, historyOf } from './history-facts.ts'
import { changedIssues, type IssueCursor } from './issue-pages.ts'
import { member } from './values.ts'
import type { Category } from './vocabulary.ts'
import { categoryOf } from './vocabulary.ts'

const FIELDS = ['status', 'resolution', 'created', 'updated']

/**
 * The histories of the tickets of a project, in the order in which the tickets changed. Jira gives the changes of all
 * issues of a page at once, so an issue that has not changed costs no request.
 */
export async function* historyPages(
  ctx: Context,
  scope: Scope,
  from: IssueCursor | null,
  until: Date,
): AsyncGenerator<Page<HistoryFacts, IssueCursor>> {
  const categories = new Map<string, Category>()
  for (const { id, statusCategory } of await statuses(ctx))
    categories.set(id, categoryOf(statusCategory?.key))
  for await (const { issues, next } of changedIssues(ctx, scope, 'tickets', FIELDS, from, until)) {
    const logs = await changelogs(
      ctx,
      issues.map(({ id }) => id),
      ['status', 'resolution'],
    )
    const raw = issues.map((issue) =>
      historyOf(ctx.config, present(issue), logs.get(issue.id) ?? [], categories),
    )
    yield { raw, next }
  }
}

/** What an issue says of its status now. */
function present({ id, key, fields }: Issue) {
  return {
    id,
    key,
    created: fields.created,
    status: member(fields.status, 'name'),
    category: categoryOf(member(member(fields.status, 'statusCategory'), 'key')),
    resolution: member(fields.resolution, 'name'),
  }
}
