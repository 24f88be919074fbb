import type { IncrementalStream, Scope } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import { issueIds, myself, project, projects } from './client.ts'
import type { JiraConfig } from './config.ts'
import { allWorklogIds, type EffortCursor, effortCursor, effortPages } from './effort-pages.ts'
import type { HistoryFacts } from './history-facts.ts'
import { historyPages } from './history-pages.ts'
import type { IssueFacts } from './issue-facts.ts'
import { conditionOf, type IssueCursor, issueCursor, issuePages, type Side } from './issue-pages.ts'
import { mapChange, mapEffort, mapHistory, mapTicket } from './map.ts'
import type { WorklogFacts } from './worklog-reading.ts'

/** The search index of Jira lags behind its issues by some seconds, and by more under load. */
const WATERMARK_DELAY = 120_000
const LOOKBACK = 300_000

/** Ids that Jira gives at once where nothing but ids is asked for. */
const IDS_AT_ONCE = 1000

/** The one part work logs are read in: Jira lists those of the whole site alone. */
export const WORKLOGS: Scope = { id: 'worklogs', title: 'Work logs' }

async function projectScopes(ctx: Context): Promise<Scope[]> {
  const { projects: named } = ctx.config
  if (named !== undefined) return named.map((id) => ({ id }))
  // To somebody it does not know, Jira lists the projects of nobody: none.
  await myself(ctx)
  return (await projects(ctx)).map(({ key, name }) => ({ id: key, title: name }))
}

async function* allIssueIds(ctx: Context, scope: Scope, side: Side): AsyncGenerator<string[]> {
  const condition = conditionOf(ctx, await project(ctx, scope.id), side)
  if (condition !== undefined) yield* issueIds(ctx, `${condition} ORDER BY created ASC, key ASC`, IDS_AT_ONCE)
}

/** Issues of the types that are changes. */
export const changes: IncrementalStream<IssueFacts, JiraConfig, IssueCursor> = {
  name: 'changes',
  record: 'change',
  mode: 'incremental',
  cursor: issueCursor,
  watermarkDelay: WATERMARK_DELAY,
  lookback: LOOKBACK,
  scopes: projectScopes,
  pages: (ctx, scope, from, until) => issuePages(ctx, scope, 'changes', from, until),
  listKeys: (ctx, scope) => allIssueIds(ctx, scope, 'changes'),
  primaryKey: ({ id }) => id,
  changedAt: ({ updatedAt }) => updatedAt ?? undefined,
  map: mapChange,
}

/** All other issues. */
export const tickets: IncrementalStream<IssueFacts, JiraConfig, IssueCursor> = {
  name: 'tickets',
  record: 'ticket',
  mode: 'incremental',
  cursor: issueCursor,
  watermarkDelay: WATERMARK_DELAY,
  lookback: LOOKBACK,
  scopes: projectScopes,
  pages: (ctx, scope, from, until) => issuePages(ctx, scope, 'tickets', from, until),
  listKeys: (ctx, scope) => allIssueIds(ctx, scope, 'tickets'),
  primaryKey: ({ id }) => id,
  changedAt: ({ updatedAt }) => updatedAt ?? undefined,
  map: mapTicket,
}

/** The statuses that tickets have gone through. */
export const history: IncrementalStream<HistoryFacts, JiraConfig, IssueCursor> = {
  name: 'history',
  record: 'ticketEvent',
  mode: 'incremental',
  cursor: issueCursor,
  watermarkDelay: WATERMARK_DELAY,
  lookback: LOOKBACK,
  scopes: async (ctx) => (ctx.config.history ? projectScopes(ctx) : []),
  pages: (ctx, scope, from, until) => historyPages(ctx, scope, from, until),
  listKeys: (ctx, scope) => allIssueIds(ctx, scope, 'tickets'),
  primaryKey: ({ id }) => id,
  map: mapHistory,
}

/** Work that people booked on issues. */
export const efforts: IncrementalStream<WorklogFacts, JiraConfig, EffortCursor> = {
  name: 'efforts',
  record: 'effort',
  mode: 'incremental',
  cursor: effortCursor,
  watermarkDelay: WATERMARK_DELAY,
  lookback: LOOKBACK,
  scopes: async (ctx) => (ctx.config.worklogs ? [WORKLOGS] : []),
  pages: (ctx, _scope, from, until) => effortPages(ctx, from, until),
  listKeys: (ctx) => allWorklogIds(ctx),
  primaryKey: ({ id }) => id,
  map: mapEffort,
}
