import type { IncrementalStream } from '@throughline/plugin-kit'
import { changedCursor, END_OF_TIME, inOrderOfChange, type Position } from '@throughline/plugin-kit/forges'
import { type Issue, issueSchema } from './answers.ts'
import { type Context, list, projectPathOf } from './client.ts'
import type { GitlabConfig } from './config.ts'
import { type IssueFacts, issueFacts, issueId } from './issue-facts.ts'
import { mapIssue } from './map-issue.ts'
import { projectsOf } from './projects.ts'

/** Issues of every type. */
export const issues: IncrementalStream<IssueFacts, GitlabConfig, Position> = {
  name: 'issues',
  record: 'ticket',
  mode: 'incremental',
  cursor: changedCursor,
  watermarkDelay: 60_000,
  lookback: 60_000,
  scopes: projectsOf,
  async *pages(ctx, { id: project }, from, until) {
    for await (const { raw, next } of inOrderOfChange(changedIssues(ctx, project), from, until)) {
      yield { raw: raw.map((issue) => issueFacts(ctx.config, project, issue)), next }
    }
  },
  listKeys: (ctx, { id }) => issueKeys(ctx, id),
  primaryKey: ({ project, issue }) => issueId(project, issue.iid),
  map: mapIssue,
}

/** The keys of all issues there are. */
export async function* issueKeys(ctx: Context, project: string): AsyncGenerator<string[]> {
  for await (const { raw } of inOrderOfChange(changedIssues(ctx, project), null, END_OF_TIME)) {
    yield raw.map(({ iid }) => issueId(project, iid))
  }
}

function changedIssues(ctx: Context, project: string) {
  const path = `${projectPathOf(project)}/issues`
  return {
    read: (since: string | undefined, page: number) => {
      const query = { scope: 'all', state: 'all', order_by: 'updated_at', sort: 'asc', updated_after: since }
      return list(ctx, { path, item: issueSchema, query }, page)
    },
    key: ({ iid }: Issue) => String(iid),
    changedAt: ({ updated_at }: Issue) => updated_at,
  }
}
