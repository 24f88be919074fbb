import type { IncrementalStream } from '@throughline/plugin-kit'
import { changedCursor, END_OF_TIME, inOrderOfChange, type Position } from '@throughline/plugin-kit/forges'
import { issueSchema, type ListedIssue, listedIssueSchema } from './answers.ts'
import { type Context, list } from './client.ts'
import type { GithubConfig } from './config.ts'
import { type IssueFacts, issueFacts, issueId } from './issue-facts.ts'
import { mapIssue } from './map-issue.ts'
import { pathOf, repositoriesOf } from './repositories.ts'

/** A repository without issues answers so, though it is not gone itself. */
export const ISSUES_SWITCHED_OFF = 410

/** Issues, pull requests left out. */
export const issues: IncrementalStream<IssueFacts, GithubConfig, Position> = {
  name: 'issues',
  record: 'ticket',
  mode: 'incremental',
  cursor: changedCursor,
  watermarkDelay: 60_000,
  lookback: 60_000,
  scopes: repositoriesOf,
  async *pages(ctx, scope, from, until) {
    for await (const page of inOrderOfChange(changedIssues(ctx, scope.id), from, until)) {
      const raw = page.raw
        .filter(({ pull_request }) => pull_request == null)
        .map((issue) => issueFacts(ctx.config, scope.id, issueSchema.parse(issue)))
      yield { raw, next: page.next }
    }
  },
  async *listKeys(ctx, { id }) {
    for await (const { raw } of inOrderOfChange(changedIssues(ctx, id), null, END_OF_TIME)) {
      yield raw.map(({ number }) => issueId(id, number))
    }
  },
  primaryKey: ({ repository, issue }) => issueId(repository, issue.number),
  changedAt: ({ issue }) => issue.updated_at,
  map: mapIssue,
}

function changedIssues(ctx: Context, repository: string) {
  return {
    read: (since: string | undefined, page: number) =>
      list(
        ctx,
        {
          path: `${pathOf(ctx.config, repository)}/issues`,
          item: listedIssueSchema,
          query: { state: 'all', sort: 'updated', direction: 'asc', since },
          without: ISSUES_SWITCHED_OFF,
        },
        page,
      ),
    key: ({ number }: ListedIssue) => String(number),
    changedAt: ({ updated_at }: ListedIssue) => updated_at,
  }
}
