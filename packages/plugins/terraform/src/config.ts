import { z } from 'zod'

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
})
export type TerraformConfig = z.infer<typeof configSchema>
