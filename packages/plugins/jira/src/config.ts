import {
  CHANGE_OUTCOMES,
  CHANGE_STATES,
  CHANGE_TYPES,
  secret,
  TICKET_KINDS,
  TICKET_STATES,
} from '@throughline/plugin-kit'
import { z } from 'zod'

const name = z.string().regex(/\S/, 'is empty').max(300)
const names = z.array(name).max(100)
const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** Which of a project's issues are changes, and where they say what. Fields are named by their name or their id. */
const changesSchema = z.strictObject({
  issueTypes: names
    .default(['Change', '[System] Change'])
    .describe('Issue types that are changes. All others are tickets.'),
  states: z
    .record(name, z.enum(CHANGE_STATES))
    .default({})
    .describe('What a status means for a change, by its name; beside the statuses known already.'),
  types: z
    .record(name, z.enum(CHANGE_TYPES))
    .default({})
    .describe('What a value of typeField means; Standard, Normal and Emergency are known already.'),
  outcomes: z
    .record(name, z.enum(CHANGE_OUTCOMES))
    .default({})
    .describe('What a resolution or a status means for the outcome, by its name.'),
  typeField: name.default('Change type').describe('The field with the type of a change.'),
  plannedStartField: name.default('Planned start').describe('The field with the planned start.'),
  plannedEndField: name.default('Planned end').describe('The field with the planned end.'),
  actualStartField: name.default('Actual start').describe('The field with the actual start.'),
  actualEndField: name.default('Actual end').describe('The field with the actual end.'),
  planField: name.default('Implementation plan').describe('The field with the plan.'),
  backoutPlanField: name.default('Backout plan').describe('The field with the backout plan.'),
})

const servicesSchema = z.strictObject({
  components: z.boolean().default(true).describe('Whether components name services.'),
  labelPrefix: z
    .string()
    .max(50)
    .default('service:')
    .describe('Labels that begin with it name a service by their rest; empty: none do.'),
  fields: names.default([]).describe('Fields whose values name services.'),
})

/** How a site of Jira Cloud is read and written. */
export const configSchema = z.strictObject({
  url: address.describe(
    'Address of the API: https://<site>.atlassian.net, or https://api.atlassian.com/ex/jira/<cloud id> for tokens with scopes.',
  ),
  browseUrl: address
    .exactOptional()
    .describe('Address of the site for links, where url is not the one people open.'),
  email: z
    .email()
    .exactOptional()
    .describe(
      'E-mail address of the account the API token belongs to. Left out, the token is sent as a bearer token.',
    ),
  token: secret().describe('API token, or an OAuth 2.0 access token.'),
  webhookSecret: secret()
    .exactOptional()
    .describe('Secret of the webhook. Without it every delivery is refused.'),
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]{1,254}$/, 'must be the key of a project, such as SHOP'))
    .min(1)
    .exactOptional()
    .describe('Keys of the projects to read; every project the account can see when left out.'),
  pageSize: z.int().min(1).max(100).default(100).describe('Issues to ask for at once.'),
  leaveOut: names.default([]).describe('Issue types that are not read at all, such as Epic.'),
  kinds: z
    .record(name, z.enum(TICKET_KINDS))
    .default({})
    .describe('Which kind of ticket an issue type is; beside the types known already. Others are TASK.'),
  states: z
    .record(name, z.enum(TICKET_STATES))
    .default({})
    .describe(
      'What a status means, by its name; beside the statuses known already. Others follow their category.',
    ),
  cancelledResolutions: names
    .default(["Won't Do", "Won't Fix", 'Declined', 'Duplicate', 'Canceled', 'Cancelled'])
    .describe('Resolutions that make a ticket CANCELLED once it is done.'),
  priorities: z
    .record(name, z.int().min(1).max(5))
    .default({})
    .describe('1 (highest) to 5 by the name of a priority; beside the priorities known already.'),
  levels: z
    .record(name, z.int().min(1).max(3))
    .default({})
    .describe(
      '1 (highest) to 3 by a value of impactField and urgencyField; beside the values known already.',
    ),
  impactField: name.default('Impact').describe('The field with the impact.'),
  urgencyField: name.default('Urgency').describe('The field with the urgency.'),
  teamField: name.default('Team').describe('The field with the team that works on an issue.'),
  requesterTeamField: name.exactOptional().describe('The field with the team that asked.'),
  services: servicesSchema.prefault({}).describe('What names the services an issue is about.'),
  assetFields: names.default([]).describe('Fields whose values name assets.'),
  causedByLinks: names
    .default(['is caused by'])
    .describe('Links to a change that caused an issue, as they read on the issue.'),
  worklogs: z
    .boolean()
    .default(true)
    .describe('Whether work logs are read. If not, the sum of an issue is taken.'),
  history: z
    .boolean()
    .default(true)
    .describe('Whether the statuses are read that tickets have gone through.'),
  changes: changesSchema.prefault({}).describe('Which issues are changes.'),
  newTicketProject: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,254}$/, 'must be the key of a project, such as SHOP')
    .exactOptional()
    .describe('Key of the project in which new tickets are made where they name none.'),
  internalComments: z
    .boolean()
    .default(true)
    .describe(
      'Whether comments on requests of a service desk are internal notes that its customers do not see.',
    ),
})
export type JiraConfig = z.infer<typeof configSchema>
