import { secret } from '@throughline/plugin-kit'
import { z } from 'zod'
import { OBJECT_KINDS } from './kinds.ts'

/** The most objects NetBox gives at once, unless its MAX_PAGE_SIZE says otherwise. */
export const MAX_PAGE_SIZE = 1000

const word = z.string().min(1).max(100)

/** Which NetBox is read, and how. */
export const configSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .describe('Address of NetBox, such as https://netbox.example.org; with its path where it has one.'),
  token: secret().describe(
    'An API token that may read: a v2 token whole, nbt_<key>.<token>, or a v1 token of 40 characters.',
  ),
  read: z
    .array(z.enum(OBJECT_KINDS))
    .min(1)
    .default([...OBJECT_KINDS])
    .describe('The kinds of objects to read. What is left out is related to nothing.'),
  environment: z
    .strictObject({
      fixed: word.exactOptional().describe('The environment of everything.'),
      customField: word.exactOptional().describe('Name of the custom field that says it.'),
      tags: z
        .record(word, word)
        .exactOptional()
        .describe('Environments by the slug of the tag that says them, such as {"prod": "production"}.'),
    })
    .prefault({})
    .describe('Where the environment is found: in the custom field, else by a tag, else fixed.'),
  customFields: z
    .array(word)
    .default([])
    .describe('Custom fields to keep among the attributes, by name. The others are not read in.'),
  macAddresses: z
    .boolean()
    .default(false)
    .describe(
      'Whether the MAC addresses of interfaces become identifiers. Costs a call or more for every 100 devices.',
    ),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE).default(MAX_PAGE_SIZE).describe('Objects to ask for at once.'),
  webhook: z
    .strictObject({ secret: secret().describe('The secret of the webhook in NetBox.') })
    .exactOptional()
    .describe('Needed to take in webhooks.'),
})
export type NetboxConfig = z.infer<typeof configSchema>
