import { CHANGE_TYPES, secret, TICKET_KINDS, TICKET_STATES } from '@throughline/plugin-kit'
import { z } from 'zod'

/** GitHub's largest page. */
const MAX_PAGE = 100

const name = z.string().regex(/\S/, 'is empty').max(300)
const repository = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/, 'must be written owner/name, such as acme/shop')

const ticketsSchema = z.strictObject({
  kinds: z
    .record(name, z.enum(TICKET_KINDS))
    .default({ incident: 'INCIDENT', problem: 'PROBLEM', request: 'SERVICE_REQUEST' })
    .describe(
      'Kind of ticket by label or issue type. The first entry that fits counts; without one it is a TASK.',
    ),
  states: z
    .record(name, z.enum(TICKET_STATES))
    .default({ 'in progress': 'IN_PROGRESS', blocked: 'ON_HOLD' })
    .describe('State of an open issue by label. The first entry that fits counts; without one it is OPEN.'),
  priorities: z
    .record(name, z.int().min(1).max(5))
    .default({})
    .describe('Priority by label, 1 (highest) to 5.'),
  servicePrefix: name.default('service:').describe('What labels that name a service begin with.'),
  teamPrefix: name.default('team:').describe('What labels that name the team in charge begin with.'),
})

const deploymentsSchema = z.strictObject({
  environments: z
    .array(name)
    .min(1)
    .exactOptional()
    .describe('The environments to read; * stands for any text. Left out, all of them.'),
  changeTypes: z
    .record(name, z.enum(CHANGE_TYPES))
    .default({})
    .describe('Type of change by environment; * stands for any text. Without an entry it is STANDARD.'),
  historyDays: z
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .describe('How far the first run reads back. GitHub keeps the statuses of deployments for 90 days.'),
  firstCommits: z
    .boolean()
    .default(true)
    .describe('Whether deployments are compared with the ones before, for the time of their first commit.'),
  followDays: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .describe('For how long a deployment that has not ended is read again.'),
})

/** What is read of GitHub, and what it means. */
export const configSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .default('https://api.github.com')
      .describe('Address of the API. Of GitHub Enterprise Server it is https://<host>/api/v3.'),
    token: secret().describe('A fine-grained personal access token.'),
    repositories: z.array(repository).min(1).exactOptional().describe('The repositories to read.'),
    owner: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/, 'must be the name of an organisation or a user')
      .exactOptional()
      .describe('Instead of repositories: an organisation or a user all of whose repositories are read.'),
    exclude: z
      .array(name)
      .default([])
      .describe('Repositories of the owner to leave out, such as acme/sandbox-*.'),
    formerNames: z
      .record(repository, repository)
      .default({})
      .describe(
        'What renamed repositories were called when they were first read, by their present names. Their tickets and changes keep their ids.',
      ),
    tickets: ticketsSchema.prefault({}).describe('What issues mean.'),
    deployments: deploymentsSchema.prefault({}).describe('Which deployments are read, and what they mean.'),
    services: z
      .record(name, z.array(name).min(1))
      .default({})
      .describe('The services that a repository is about, by repository; * stands for any text.'),
    teams: z.record(name, name).default({}).describe("The team of a person, by the person's login."),
    teamOrganisations: z
      .array(z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be the name of an organisation'))
      .default([])
      .describe('Organisations whose teams and members are read as teams and persons. Left out, none.'),
    memberProfiles: z
      .boolean()
      .default(false)
      .describe(
        'Whether the name and e-mail address in the profile of each member are read, with one call a member in each run.',
      ),
    ticketRepository: repository
      .exactOptional()
      .describe('Where new tickets are made when nothing else is said.'),
    webhook: z
      .strictObject({ secret: secret().describe('The secret of the webhook, as given at GitHub.') })
      .exactOptional()
      .describe('Left out, every delivery is refused.'),
    pageSize: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE).describe('Entries a call.'),
  })
  .refine(({ repositories, owner }) => (repositories === undefined) !== (owner === undefined), {
    message: 'give either repositories or owner',
  })
export type GithubConfig = z.infer<typeof configSchema>
