import { CHANGE_TYPES, secret, TICKET_KINDS, TICKET_STATES } from '@throughline/plugin-kit'
import { z } from 'zod'

/** GitLab's largest page. */
const MAX_PAGE = 100

const name = z.string().regex(/\S/, 'is empty').max(300)
const path = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/,
    'must be the path of it, such as acme/shop',
  )
const projectPath = path.regex(/\//, 'must be the path with its group, such as acme/shop')
const level = z.int().min(1).max(3)

const ticketsSchema = z.strictObject({
  kinds: z
    .record(name, z.enum(TICKET_KINDS))
    .default({
      incident: 'INCIDENT',
      problem: 'PROBLEM',
      request: 'SERVICE_REQUEST',
      ticket: 'SERVICE_REQUEST',
    })
    .describe(
      'Kind of ticket by label or issue type. The first entry that fits counts; without one it is a TASK.',
    ),
  states: z
    .record(name, z.enum(TICKET_STATES))
    .default({ 'workflow::in *': 'IN_PROGRESS', '*doing': 'IN_PROGRESS', '*blocked': 'ON_HOLD' })
    .describe('State of an open issue by label. The first entry that fits counts; without one it is OPEN.'),
  priorities: z
    .record(name, z.int().min(1).max(5))
    .default({ 'priority::1': 1, 'priority::2': 2, 'priority::3': 3, 'priority::4': 4 })
    .describe('Priority by label, 1 (highest) to 5.'),
  impacts: z
    .record(name, level)
    .default({ critical: 1, high: 2, medium: 2, low: 3 })
    .describe("Impact by the severity of an incident, 1 (highest) to 3; 'unknown' says nothing."),
  servicePrefix: name.default('service::').describe('What labels that name a service begin with.'),
  teamPrefix: name.default('team::').describe('What labels that name the team in charge begin with.'),
})

const deploymentsSchema = z.strictObject({
  firstCommits: z
    .boolean()
    .default(true)
    .describe('Whether deployments are compared with the ones before, for the time of their first commit.'),
  environments: z
    .array(name)
    .min(1)
    .exactOptional()
    .describe('The environments to read; * stands for any text. Left out, all of them.'),
  changeTypes: z
    .record(name, z.enum(CHANGE_TYPES))
    .default({})
    .describe('Type of change by environment; * stands for any text. Without an entry it is STANDARD.'),
})

/** What is read of GitLab, and what it means. */
export const configSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .default('https://gitlab.com')
      .describe('Address of GitLab, without /api.'),
    token: secret().describe('A personal, group or project access token.'),
    projects: z.array(projectPath).min(1).exactOptional().describe('The projects to read, by their paths.'),
    group: path.exactOptional().describe('Instead of projects: a group all of whose projects are read.'),
    exclude: z
      .array(name)
      .default([])
      .describe('Projects of the group to leave out, such as acme/sandbox/*.'),
    tickets: ticketsSchema.prefault({}).describe('What issues mean.'),
    timeTracking: z
      .enum(['entries', 'totals'])
      .default('entries')
      .describe('Time spent entry by entry, with who and when, or only the sum of each issue.'),
    confidential: z
      .boolean()
      .default(false)
      .describe('Whether title and text of confidential issues are read, too.'),
    deployments: deploymentsSchema.prefault({}).describe('Which deployments are read, and what they mean.'),
    services: z
      .record(name, z.array(name).min(1))
      .default({})
      .describe('The services that a project is about, by its path; * stands for any text.'),
    teams: z.record(name, name).default({}).describe("The team of a person, by the person's user name."),
    teamGroups: z
      .array(path)
      .default([])
      .describe(
        'Groups that are read as teams, with the groups below them and their members. Left out, none.',
      ),
    ticketProject: projectPath
      .exactOptional()
      .describe('Where new tickets are made when nothing else is said.'),
    webhook: z
      .strictObject({
        token: secret().exactOptional().describe('The secret token of the webhook.'),
        signingToken: secret().exactOptional().describe('The signing token of the webhook, whsec_ and all.'),
      })
      .exactOptional()
      .describe('Left out, every delivery is refused.'),
    pageSize: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE).describe('Entries a call.'),
  })
  .refine(({ projects, group }) => (projects === undefined) !== (group === undefined), {
    message: 'give either projects or group',
  })
export type GitlabConfig = z.infer<typeof configSchema>
