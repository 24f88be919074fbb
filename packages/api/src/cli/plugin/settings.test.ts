import { definePlugin, manifestOf, secret } from '@throughline/plugin-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { settingsOf } from './settings.ts'

const plugin = definePlugin({
  id: 'sample',
  title: 'Sample',
  kind: 'ticketing',
  apiRange: '^2.0.0',
  config: z.strictObject({
    url: z.url().describe('Where it is'),
    webhook: z.strictObject({ secret: secret().describe('What deliveries are signed with') }).optional(),
    state: z.enum(['open', 'all']).default('all'),
    projects: z.array(z.string()).optional(),
    words: z.array(z.string()).default(['closed', 'declined', 'duplicate', 'done']),
    since: z.union([z.string(), z.number()]),
  }),
  check: async () => [],
  streams: [
    {
      name: 'tickets',
      record: 'ticket',
      mode: 'snapshot',
      scopes: async () => [],
      async *pages() {},
      primaryKey: () => 'x',
      map: () => [],
    },
  ],
})

test('settings are read off the JSON Schema, also nested ones', () => {
  expect(settingsOf(manifestOf(plugin))).toEqual([
    { name: 'url', type: 'string', presence: 'needed', description: 'Where it is' },
    {
      name: 'webhook.secret',
      type: 'secret',
      presence: 'needed',
      description: 'What deliveries are signed with',
    },
    { name: 'state', type: 'one of open, all', presence: 'default "all"', description: '' },
    { name: 'projects', type: 'list of string', presence: 'optional', description: '' },
    { name: 'words', type: 'list of string', presence: 'has a default', description: '' },
    { name: 'since', type: 'string or number', presence: 'needed', description: '' },
  ])
})
