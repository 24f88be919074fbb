import { z } from 'zod'
import type { KindSpec } from '../kind.ts'
import { isObject, text } from './parts.ts'

/** What stands in the settings of a source in the place of an encrypted secret. */
function isSecret(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('sealed:')
}

/** The settings without encrypted secrets, which files do not contain. */
function withoutSecrets(config: unknown): unknown {
  if (!isObject(config)) return config
  const kept = Object.entries(config).filter(([, value]) => !isSecret(value))
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSecrets(value)]))
}

/** Declared settings with the encrypted secrets that the source has: an update replaces all settings. */
function withSecrets(declared: unknown, stored: unknown): unknown {
  if (!isObject(declared) || !isObject(stored)) return declared
  const secrets = Object.entries(stored).filter(([key, value]) => isSecret(value) && !(key in declared))
  const merged = Object.entries(declared).map(
    ([key, value]) => [key, withSecrets(value, stored[key])] as const,
  )
  return Object.fromEntries([...merged, ...secrets])
}

export const source: KindSpec = {
  name: 'sources',
  type: 'Source',
  word: 'source',
  schema: z
    .strictObject({
      name: z
        .string()
        .regex(/^[a-z0-9._-]{1,100}$/, 'must be lower-case letters, digits and . _ -')
        .describe('Name. Cannot be changed.'),
      plugin: z.string().min(1).optional().describe('ID of the plugin. Needed for a new source.'),
      config: z.record(z.string(), z.json()).optional().describe('Settings of the plugin.'),
      secretsFrom: z
        .record(z.string(), z.string().min(1))
        .optional()
        .describe(
          'Secrets: the path of each setting, and the environment variable of the command that has its value. They are sent when the source is created.',
        ),
      schedule: text.nullable().optional().describe('Cron expression of five fields.'),
      timeZone: text.optional().describe('Time zone of the schedule. Defaults to UTC.'),
      precedence: z.int().min(1).max(1000).optional().describe('Precedence of its claims. Defaults to 100.'),
      input: text.nullable().optional().describe('Address to read, for a plugin that reads files.'),
      allowPrivateHosts: z.boolean().optional().describe('Whether it may call private addresses.'),
      retirementGraceSeconds: z.int().min(0).optional().describe('Seconds until a missing record ends.'),
      deletionCheckIntervalSeconds: z.int().min(1).optional().describe('Seconds between deletion checks.'),
    })
    .describe('Where facts come from.'),
  nameField: 'name',
  selection: `name plugin config schedule timeZone precedence input allowPrivateHosts retirementGraceSeconds
    deletionCheckIntervalSeconds`,
  fields: {
    name: { fixed: true },
    plugin: { fixed: true },
    config: {
      standard: {},
      read: ({ config }) => withoutSecrets(config),
      update: (value, { config }) => withSecrets(value, config),
    },
    schedule: { standard: null },
    timeZone: { standard: 'UTC' },
    precedence: { standard: 100 },
    input: { standard: null },
    allowPrivateHosts: { standard: false },
    retirementGraceSeconds: { standard: 0 },
    deletionCheckIntervalSeconds: { standard: 86_400 },
  },
  lists: {},
  required: ['plugin'],
  referable: false,
  batched: false,
}
