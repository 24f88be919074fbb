import { z } from 'zod'
import { ACTION_NAMES } from './action.ts'
import { jsonProblem } from './json.ts'
import { PLUGIN_KINDS, type Plugin } from './plugin.ts'
import { RECORD_TYPES } from './records/record.ts'
import { slugSchema } from './records/text.ts'
import { STREAM_MODES } from './stream.ts'
import { secretsOf, verificationsOf } from './verification.ts'

const jsonSchema = z.record(z.string(), z.unknown()).superRefine((schema, issues) => {
  const found = jsonProblem(schema)
  if (found !== undefined) {
    issues.addIssue({ code: 'custom', path: [...found.path], message: found.problem })
  }
})
const assetKind = z.strictObject({ title: z.string(), jsonSchema })
const above0 = z.number().positive()
const milliseconds = z.number().min(0)

const signature = {
  header: z.string(),
  encoding: z.enum(['hex', 'base64']),
  prefix: z.string().exactOptional(),
  timestamp: z
    .strictObject({
      header: z.string(),
      parameter: z.string().exactOptional(),
      unit: z.enum(['seconds', 'milliseconds']).exactOptional(),
      signed: z.string().exactOptional(),
      tolerance: above0.exactOptional(),
    })
    .exactOptional(),
}
const verification = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.literal('hmac'),
    secret: z.string(),
    algorithm: z.enum(['sha256', 'sha512']),
    ...signature,
  }),
  z.strictObject({ scheme: z.literal('ed25519'), publicKey: z.string(), ...signature }),
  z.strictObject({ scheme: z.literal('standard-webhooks'), secret: z.string() }),
  z.strictObject({
    scheme: z.literal('token'),
    secret: z.string(),
    header: z.string(),
    prefix: z.string().exactOptional(),
  }),
  z.strictObject({ scheme: z.literal('basic'), user: z.string(), password: z.string() }),
])

/** What a manifest is made of, for one that comes from another process. What it does not name is refused. */
export const manifestSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
      .max(50),
    title: z.string().min(1),
    kind: z.enum(PLUGIN_KINDS),
    /** The versions of the plugin contract it was written for. */
    apiRange: z.string().min(1),
    /** JSON Schema (draft 2020-12) of the configuration as it is written down. */
    configJsonSchema: jsonSchema,
    /** Where in the configuration secrets stand, with dots between the names. */
    secretFields: z.array(z.string()),
    input: z.strictObject({ extensions: z.array(z.string()), maxBytes: above0.exactOptional() }).nullable(),
    /** Whether it calls other systems; which ones follows from its configuration. */
    calls: z.boolean(),
    limits: z
      .strictObject({
        requestsPerSecond: above0.exactOptional(),
        burst: above0.exactOptional(),
        maxBytes: above0.exactOptional(),
        deadline: above0.exactOptional(),
      })
      .nullable(),
    assetKinds: z.record(slugSchema, assetKind),
    otherAssetKinds: assetKind.nullable(),
    streams: z
      .array(
        z.strictObject({
          name: z.string(),
          record: z.enum(RECORD_TYPES),
          mode: z.enum(STREAM_MODES),
          /** Null for a stream without a cursor. */
          cursorVersion: z.int().min(1).nullable(),
          watermarkDelay: milliseconds,
          lookback: milliseconds,
          detectsDeletions: z.boolean(),
        }),
      )
      .min(1),
    /** How deliveries prove where they come from: all a server needs to take them in. */
    webhook: z
      .strictObject({ verify: z.array(verification).min(1), deliveryId: z.string().nullable() })
      .nullable(),
    actions: z.array(z.enum(ACTION_NAMES)),
  })
  .superRefine(({ webhook, secretFields }, issues) => {
    for (const field of (webhook?.verify ?? []).flatMap(secretsOf)) {
      if (secretFields.includes(field)) continue
      const message = `needs ${JSON.stringify(field)}, which is no secret of the configuration`
      issues.addIssue({ code: 'custom', path: ['webhook', 'verify'], message })
    }
  })

/** All that a server may know of a plugin without running it: plain JSON. */
export type PluginManifest = z.infer<typeof manifestSchema>

/** The manifest of a plugin. */
export function manifestOf(plugin: Plugin): PluginManifest {
  const { id, title, kind, apiRange, configJsonSchema, secretFields, input, limits, webhook } = plugin
  const manifest: PluginManifest = {
    id,
    title,
    kind,
    apiRange,
    configJsonSchema,
    secretFields: [...secretFields],
    input: input === undefined ? null : { ...input, extensions: [...input.extensions] },
    calls: plugin.hosts !== undefined,
    limits: limits ?? null,
    assetKinds: Object.fromEntries(
      Object.entries(plugin.assetKinds).map(([name, declared]) => [name, kindOf(declared)]),
    ),
    otherAssetKinds: plugin.otherAssetKinds === undefined ? null : kindOf(plugin.otherAssetKinds),
    streams: plugin.streams.map((stream) => ({
      name: stream.name,
      record: stream.record,
      mode: stream.mode,
      cursorVersion: stream.cursor?.version ?? null,
      watermarkDelay: stream.mode === 'snapshot' ? 0 : (stream.watermarkDelay ?? 0),
      lookback: stream.mode === 'snapshot' ? 0 : (stream.lookback ?? 0),
      detectsDeletions: stream.mode !== 'snapshot' && stream.listKeys !== undefined,
    })),
    webhook:
      webhook === undefined
        ? null
        : { verify: [...verificationsOf(webhook)], deliveryId: webhook.deliveryId ?? null },
    actions: [...plugin.actionNames],
  }
  // A copy through JSON: nothing in it is shared with the plugin, and nothing in it is anything but data.
  return manifestSchema.parse(JSON.parse(JSON.stringify(manifest)))
}

function kindOf({ title, jsonSchema: schema }: Plugin['assetKinds'][string]) {
  return { title, jsonSchema: schema }
}
