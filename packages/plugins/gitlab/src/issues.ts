import type { IncrementalStream } from '@throughline/plugin-kit'
import { changedCursor, inOrderOfChange, type Position } from '@throughline/plugin-kit/forges'
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
  primaryKey: ({ project, issue }) => issueId(project, issue.iid),
  map: mapIssue,
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
