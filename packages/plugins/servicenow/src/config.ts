import {
  CHANGE_OUTCOMES,
  CHANGE_STATES,
  CHANGE_TYPES,
  RELATION_KINDS,
  secret,
  TICKET_KINDS,
  TICKET_STATES,
} from '@throughline/plugin-kit'
import { z } from 'zod'

const table = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9_]*$/, 'must be the name of a table, such as incident')
const tables = z.array(table).max(50)
const field = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/, 'must be the name of a field, such as business_service')
const word = z.string().regex(/\S/, 'is empty').max(200)
const filter = z
  .string()
  .max(2000)
  .regex(
    /^(?!.*\^?(?:ORDERBY|GROUPBY))(?!.*\^(?:NQ|EQ))\S.*[^^]$/s,
    'must be an encoded query without ^NQ, ORDERBY and GROUPBY',
  )

/** How an instance of ServiceNow is read and written. */
export const configSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .describe('Address of the instance: https://<instance>.service-now.com'),
    user: word.exactOptional().describe('Name of the account, for basic authentication.'),
    password: secret().exactOptional().describe('Password of the account.'),
    token: secret().exactOptional().describe('OAuth 2.0 access token, in place of user and password.'),
    webhookToken: secret()
      .exactOptional()
      .describe('Token that a business rule sends. Without it every delivery is refused.'),
    pageSize: z.int().min(1).max(10_000).default(1000).describe('Records to ask for at once.'),
    filters: z
      .record(table, filter)
      .default({})
      .describe('An encoded query by table: only records it finds are read.'),
    ticketTables: tables
      .default(['incident', 'problem', 'sc_req_item'])
      .describe('Tables of tickets to read.'),
    kinds: z
      .record(table, z.enum(TICKET_KINDS))
      .default({})
      .describe('Which kind of ticket a table holds; beside the tables known already. Others hold TASK.'),
    states: z
      .record(table, z.record(word, z.enum(TICKET_STATES)))
      .default({})
      .describe('By table, what a state means, by its value or label; beside the states known already.'),
    changeTables: tables.default(['change_request']).describe('Tables of changes to read.'),
    changeStates: z
      .record(word, z.enum(CHANGE_STATES))
      .default({})
      .describe('What a state of a change means, by its value or label.'),
    changeTypes: z
      .record(word, z.enum(CHANGE_TYPES))
      .default({})
      .describe('What a type of a change means, by its value or label.'),
    outcomes: z
      .record(word, z.enum(CHANGE_OUTCOMES))
      .default({})
      .describe('What a close code of a change means, by its value or label.'),
    assetTables: tables
      .default(['cmdb_ci'])
      .describe(
        'Tables of configuration items to read, each with all classes below it. They must not overlap.',
      ),
    retiredStatuses: z
      .array(z.string().regex(/^\d{1,4}$/, 'must be a number'))
      .default(['7', '8', '100'])
      .describe('Values of install_status of configuration items that are not there any more.'),
    environmentField: field
      .default('environment')
      .describe('The field with the environment of a configuration item.'),
    teams: z
      .boolean()
      .default(false)
      .describe('Whether groups with their members, and users, are read as teams and persons.'),
    services: z
      .boolean()
      .default(false)
      .describe(
        'Whether services and business applications of the CMDB are services, with their owners and dependencies.',
      ),
    owners: z
      .boolean()
      .default(false)
      .describe('Whether the group that supports or manages a configuration item is the owner of its asset.'),
    relations: z.boolean().default(true).describe('Whether relations of configuration items are read.'),
    relationKinds: z
      .record(word, z.strictObject({ kind: z.enum(RELATION_KINDS), reversed: z.boolean().default(false) }))
      .default({})
      .describe(
        'What a type of relation means, by its name, such as "Runs on::Runs"; from parent to child unless reversed.',
      ),
    efforts: z
      .enum(['sum', 'entries', 'none'])
      .default('sum')
      .describe('Effort as the sum of each ticket, or piece by piece from task_time_worked, or not at all.'),
    serviceFields: z
      .array(field)
      .max(20)
      .default(['business_service'])
      .describe('Fields that name services.'),
    assetFields: z
      .array(field)
      .max(20)
      .default(['cmdb_ci'])
      .describe('Fields that name configuration items.'),
    causedByField: field.default('caused_by').describe('The field with the change that caused a ticket.'),
    requesterTeamField: field.exactOptional().describe('The field with the team that asked.'),
    newTicketTable: table
      .default('incident')
      .describe('Table for new tickets that are neither incidents nor problems, where they name none.'),
    newTicketValues: z
      .record(field, z.string().max(1000))
      .default({})
      .describe('Further values of new tickets by field, such as the sys_id of an assignment_group.'),
    commentField: z
      .enum(['work_notes', 'comments'])
      .default('work_notes')
      .describe('Whether comments are work notes, or comments that the caller sees.'),
  })
  .refine(
    ({ user, password, token }) => (token === undefined) === (user !== undefined && password !== undefined),
    {
      message: 'must have user and password, or token, and not both',
    },
  )
export type ServiceNowConfig = z.infer<typeof configSchema>
