import type { PluginContext } from '@throughline/plugin-kit'
import { z } from 'zod'

/** How cost files are read. */
export const configSchema = z.strictObject({
  serviceTags: z
    .array(z.string().regex(/\S/, 'is empty').max(320))
    .max(10)
    .default(['service', 'application', 'app'])
    .describe(
      'Tags that name the service of a charge, in the order in which they are tried. Their values are names of services, or what external references with the name of the source call them.',
    ),
  granularity: z
    .enum(['month', 'day'])
    .default('month')
    .describe(
      'Charges whose period lies in one month, or in one day (UTC), are added up over it. Changing it replaces all costs of the source.',
    ),
})
export type FocusConfig = z.infer<typeof configSchema>
export type Context = PluginContext<FocusConfig>
