import { secret } from '@throughline/plugin-kit'
import { z } from 'zod'

/** What an operator writes down. Every field says what it is for: forms and documentation are made of it. */
export const config = z.strictObject({
  url: z.url().describe('Where Sample source is, such as https://sample-source.example.org'),
  token: secret().describe('An API token that may read things'),
  pageSize: z.int().min(1).max(100).default(100).describe('How many things to ask for at a time'),
})
export type Config = z.infer<typeof config>
