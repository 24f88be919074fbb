import {
  ConfigError,
  type IncrementalStream,
  ScopeNotFoundError,
  type TimedCursorSpec,
  TransientError,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import {
  answerOf,
  moreTimeAnswerSchema,
  type TimedIssue,
  type TimeEntry,
  timeAnswerSchema,
} from './answers.ts'
import { ask, type Context } from './client.ts'
import type { GitlabConfig } from './config.ts'
import { issueId } from './issue-facts.ts'
import { issueKeys } from './issues.ts'
import { mapTime } from './map-time.ts'
import { projectsOf } from './projects.ts'
import { type TimeFacts, timeFacts } from './time-facts.ts'
import { MORE_TIME_QUERY, TIME_QUERY } from './time-queries.ts'

/** `after` is GitLab's own keyset in the same order of change, so that nothing shifts while it is read. */
const positionSchema = z.strictObject({
  since: z.iso.datetime({ offset: true }),
  after: z.string().exactOptional(),
})
type Position = z.infer<typeof positionSchema>

const cursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ since }) => new Date(since),
    at: (moment) => ({ since: moment.toISOString() }),
  },
}

/**
 * The time spent on issues, entry by entry. Entries cannot be asked for by when they were made, and may be deleted or
 * dated back; but each of that changes its issue. So issues are read in the order in which they changed, with all their
 * entries.
 */
export const time: IncrementalStream<TimeFacts, GitlabConfig, Position> = {
  name: 'time',
  record: 'effort',
  mode: 'incremental',
  cursor,
  watermarkDelay: 60_000,
  lookback: 60_000,
  scopes: async (ctx) => (ctx.config.timeTracking === 'entries' ? projectsOf(ctx) : []),
  async *pages(ctx, { id: project }, from, until) {
    for (let position = from; ; ) {
      ctx.signal.throwIfAborted()
      const { nodes, pageInfo } = await changedIssues(ctx, project, position)
      const last = nodes.at(-1)
      if (last === undefined) return
      const after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined
      if (after !== undefined && after === position?.after)
        throw new TransientError('The list repeats itself')
      const raw: TimeFacts[] = []
      for (const issue of nodes) {
        raw.push(timeFacts(ctx.config, project, issue, await entriesOf(ctx, project, issue)))
      }
      const next = { since: last.updatedAt, ...(after === undefined ? {} : { after }) }
      yield { raw, next }
      if (after === undefined || new Date(last.updatedAt) > until) return
      position = next
    }
  },
  async *listKeys(ctx, { id }) {
    for await (const keys of issueKeys(ctx, id)) yield keys.map(timeKey)
  },
  primaryKey: ({ project, iid }) => timeKey(issueId(project, iid)),
  map: mapTime,
}

function timeKey(issue: string): string {
  return `${issue}/time`
}

async function changedIssues(ctx: Context, path: string, position: Position | null) {
  const { since = null, after = null } = position ?? {}
  const variables = { path, since, after, first: ctx.config.pageSize }
  const { data, errors } = answerOf(timeAnswerSchema, await ask(ctx, TIME_QUERY, variables))
  if (errors != null && errors.length > 0) throw refused()
  if (data?.project == null) throw unseen(path)
  return data.project.issues
}

/** The entries that came with the issue, and those that did not fit in. */
async function entriesOf(ctx: Context, path: string, { iid, timelogs }: TimedIssue): Promise<TimeEntry[]> {
  const entries = [...timelogs.nodes]
  for (let { pageInfo } = timelogs; pageInfo.hasNextPage; ) {
    ctx.signal.throwIfAborted()
    const variables = { path, iid: String(iid), after: pageInfo.endCursor ?? null }
    const { data, errors } = answerOf(moreTimeAnswerSchema, await ask(ctx, MORE_TIME_QUERY, variables))
    if (errors != null && errors.length > 0) throw refused()
    if (data?.project == null) throw unseen(path)
    const more = data.project.issue?.timelogs
    if (more === undefined || more.nodes.length === 0) break
    entries.push(...more.nodes)
    pageInfo = more.pageInfo
  }
  return entries
}

function refused(): ConfigError {
  return new ConfigError(
    'GitLab refuses to list entries of time: it may be too old for that; set timeTracking to totals',
  )
}

function unseen(path: string): ScopeNotFoundError {
  return new ScopeNotFoundError(`The project ${path} does not exist, or the token does not reach it`)
}
