import { ConfigError, type HttpResponse, publicAddress } from '@throughline/plugin-kit'
import { z } from 'zod'

const person = z.object({ login: z.string() })
const text = z.string().nullish()
/** What writes statuses may put credentials into the addresses of its logs. */
const address = z.string().overwrite(publicAddress).nullish()

/** What is kept of an issue, in GitHub's own words. Everything else is dropped as it is read. */
export const issueSchema = z.object({
  number: z.int(),
  title: z.string(),
  body: text,
  state: z.string(),
  state_reason: text,
  type: z.object({ name: z.string() }).nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: text })])).default([]),
  user: person.nullish(),
  assignees: z.array(person).nullish(),
  milestone: z.object({ title: z.string(), due_on: text }).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: text,
  html_url: z.string(),
})
export type Issue = z.infer<typeof issueSchema>

/** An entry of the list of issues, where pull requests stand among them. */
export const listedIssueSchema = issueSchema.extend({ pull_request: z.object({}).nullish() })
export type ListedIssue = z.infer<typeof listedIssueSchema>

/** What is kept of a deployment. Its payload is not: anything may be in it. */
export const deploymentSchema = z.object({
  id: z.int(),
  sha: z.string(),
  ref: z.string(),
  task: text,
  environment: z.string(),
  description: text,
  creator: person.nullish(),
  created_at: z.string(),
  transient_environment: z.boolean().nullish(),
  production_environment: z.boolean().nullish(),
})
export type Deployment = z.infer<typeof deploymentSchema>

export const statusSchema = z.object({
  id: z.int(),
  state: z.string(),
  description: text,
  created_at: z.string(),
  log_url: address,
  target_url: address,
})
export type DeploymentStatus = z.infer<typeof statusSchema>

/** What is kept of a comparison of two commits: when the commits between them were written. */
export const comparisonSchema = z.object({
  commits: z.array(z.object({ commit: z.object({ author: z.object({ date: z.string() }).nullish() }) })),
})

export const repositorySchema = z.object({
  full_name: z.string(),
  archived: z.boolean().nullish(),
  has_issues: z.boolean().nullish(),
})
export type Repository = z.infer<typeof repositorySchema>

/** What was made, or is looked at to see whether it was: an issue or a comment. */
export const writtenSchema = z.object({
  id: z.int(),
  number: z.int().optional(),
  body: text,
  user: person.nullish(),
  html_url: z.string(),
})

export const accountSchema = z.object({ login: z.string(), type: z.string().nullish() })

/**
 * What an answer holds.
 *
 * @throws ConfigError when it is no answer of GitHub's API; nothing of it is quoted.
 */
export function answerOf<Answer>(schema: z.ZodType<Answer>, response: HttpResponse): Answer {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new ConfigError(
    `${response.url} does not answer as GitHub's API does (${where === '' ? 'the whole answer' : where}): check the url in the configuration`,
  )
}
