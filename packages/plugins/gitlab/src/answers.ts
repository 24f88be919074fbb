import { ConfigError, type HttpResponse } from '@throughline/plugin-kit'
import { z } from 'zod'

const person = z.object({ username: z.string() })
const text = z.string().nullish()

/** What is kept of an issue, in GitLab's own words. Everything else is dropped as it is read. */
export const issueSchema = z.object({
  iid: z.int(),
  title: z.string(),
  description: text,
  state: z.string(),
  issue_type: text,
  severity: text,
  confidential: z.boolean().nullish(),
  labels: z.array(z.string()).default([]),
  author: person.nullish(),
  assignees: z.array(person).nullish(),
  milestone: z.object({ due_date: text }).nullish(),
  due_date: text,
  moved_to_id: z.int().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: text,
  web_url: z.string(),
  time_stats: z.object({ total_time_spent: z.number() }).nullish(),
})
export type Issue = z.infer<typeof issueSchema>

/** What is kept of a deployment. */
export const deploymentSchema = z.object({
  id: z.int(),
  ref: z.string(),
  sha: z.string(),
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  user: person.nullish(),
  environment: z.object({ name: z.string(), tier: text }).nullish(),
  deployable: z
    .object({ started_at: text, finished_at: text, pipeline: z.object({ web_url: text }).nullish() })
    .nullish(),
})
export type Deployment = z.infer<typeof deploymentSchema>

/** What is kept of a comparison of two commits: when the commits between them were written. */
export const comparisonSchema = z.object({ commits: z.array(z.object({ authored_date: text })) })

/** What is kept of an entry of time, in the words of GraphQL. Seconds; a correction is below zero. */
export const timeEntrySchema = z.object({
  id: z.string(),
  timeSpent: z.int(),
  spentAt: z.string(),
  summary: text,
  user: person.nullish(),
})
export type TimeEntry = z.infer<typeof timeEntrySchema>

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text })
const timelogs = z.object({ pageInfo, nodes: z.array(timeEntrySchema) })

const timedIssueSchema = z.object({
  iid: z.coerce.number().int(),
  confidential: z.boolean(),
  updatedAt: z.string(),
  timelogs,
})
export type TimedIssue = z.infer<typeof timedIssueSchema>

export const timeAnswerSchema = z.object({
  errors: z.array(z.unknown()).nullish(),
  data: z
    .object({
      project: z.object({ issues: z.object({ pageInfo, nodes: z.array(timedIssueSchema) }) }).nullish(),
    })
    .nullish(),
})

export const moreTimeAnswerSchema = z.object({
  errors: z.array(z.unknown()).nullish(),
  data: z.object({ project: z.object({ issue: z.object({ timelogs }).nullish() }).nullish() }).nullish(),
})

export const projectSchema = z.object({
  path_with_namespace: z.string(),
  archived: z.boolean().nullish(),
  issues_access_level: text,
})

/** What was made, or is looked at to see whether it was: an issue or a note. */
export const writtenSchema = z.object({
  id: z.int(),
  iid: z.int().optional(),
  description: text,
  body: text,
  author: person.nullish(),
  web_url: z.string().optional(),
})
export type Written = z.infer<typeof writtenSchema>

export const accountSchema = person
export const tokenSchema = z.object({ scopes: z.array(z.string()) })

/**
 * What an answer holds.
 *
 * @throws ConfigError when it is no answer of GitLab's API; nothing of it is quoted.
 */
export function answerOf<Answer>(schema: z.ZodType<Answer>, response: HttpResponse): Answer {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new ConfigError(
    `${response.url} does not answer as GitLab's API does (${where === '' ? 'the whole answer' : where}): check the url in the configuration`,
  )
}
