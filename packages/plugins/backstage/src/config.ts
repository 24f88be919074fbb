import { z } from 'zod'
import { ENTITY_KINDS } from './kinds.ts'

/** How a catalog is read. */
export const configSchema = z.strictObject({
  environment: z
    .string()
    .regex(/\S/, 'is empty')
    .max(100)
    .exactOptional()
    .describe('Environment of everything in the catalog. Entities name none themselves.'),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .exactOptional()
    .describe('Address of the Backstage portal: every asset then links to its page there.'),
  kinds: z
    .array(z.enum(ENTITY_KINDS))
    .min(1)
    .default([...ENTITY_KINDS])
    .describe('The kinds of entities to read. What is left out is related to nothing.'),
  exclude: z
    .array(z.string().min(1))
    .default([])
    .describe('Patterns of files to leave out, such as **/template/**; they match whole paths.'),
})
export type BackstageConfig = z.infer<typeof configSchema>
