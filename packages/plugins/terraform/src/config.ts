import { secret } from '@throughline/plugin-kit'
import { z } from 'zod'

/** How a state is fetched that Terraform keeps with its backend `http`. */
const httpSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .describe('Address of the state: what the backend has as its address.'),
    username: z
      .string()
      .regex(/\S/, 'is empty')
      .max(200)
      .exactOptional()
      .describe('Name for basic authentication.'),
    password: secret()
      .exactOptional()
      .describe('Password for basic authentication; with GitLab an access token.'),
    token: secret().exactOptional().describe('A bearer token, instead of name and password.'),
    ca: secret()
      .exactOptional()
      .describe('Certificate authority of the server, in PEM form, where the machine does not trust it.'),
    pageSize: z
      .int()
      .min(1)
      .max(500)
      .default(500)
      .describe('Assets to store at once; the state itself comes whole.'),
  })
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    path: ['password'],
    message: 'must be given together with username',
  })
  .refine(({ username, token }) => username === undefined || token === undefined, {
    path: ['token'],
    message: 'cannot be given together with username and password',
  })
export type HttpStateConfig = z.infer<typeof httpSchema>

/** How states are read. */
export const configSchema = z.strictObject({
  workspace: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, {
      error: 'must be letters, digits, dots, colons, underscores and dashes, at most 100',
    })
    .default('default')
    .describe(
      'Name of what the state describes. It is the first part of every external id, so keep it once it is chosen.',
    ),
  environment: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Environment of everything in the state. Left out, it is read from the tags.'),
  dataSources: z
    .boolean()
    .default(false)
    .describe('Whether what the configuration only looks up, its data sources, is listed too.'),
  tags: z
    .array(z.string().min(1).max(200))
    .max(100)
    .default(['Name', 'Environment', 'Env', 'Project', 'Application', 'Service', 'Team', 'Owner'])
    .describe('The tags (labels) to keep, whatever their case. No other is stored.'),
  http: httpSchema
    .exactOptional()
    .describe('Where the state is fetched from. It is read where no files are given.'),
})
export type TerraformConfig = z.infer<typeof configSchema>
