import { z } from 'zod'
import { ACTION_NAMES } from './action.ts'
import { PLUGIN_KINDS, type Plugin } from './plugin.ts'
import { RECORD_TYPES } from './records/record.ts'
import { STREAM_MODES } from './stream.ts'
import { verificationsOf } from './verification.ts'
import type { Verification } from './webhook.ts'

const jsonSchema = z.record(z.string(), z.unknown())
const assetKind = z.object({ title: z.string(), jsonSchema })

/** What a manifest is made of, for one that comes from another process. */
export const manifestSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(PLUGIN_KINDS),
  apiRange: z.string(),
  configJsonSchema: jsonSchema,
  secretFields: z.array(z.string()),
  input: z.object({ extensions: z.array(z.string()), maxBytes: z.number().exactOptional() }).nullable(),
  assetKinds: z.record(z.string(), assetKind),
  otherAssetKinds: assetKind.nullable(),
  streams: z.array(
    z.object({
      name: z.string(),
      record: z.enum(RECORD_TYPES),
      mode: z.enum(STREAM_MODES),
      cursorVersion: z.number().nullable(),
      settle: z.number(),
      overlap: z.number(),
      census: z.boolean(),
    }),
  ),
  webhook: z
    .object({ verify: z.array(z.custom<Verification>()), deliveryId: z.string().nullable() })
    .nullable(),
  actions: z.array(z.enum(ACTION_NAMES)),
})

/** All that a server may know of a plugin without running it: plain JSON. */
export type PluginManifest = z.infer<typeof manifestSchema>

/** The manifest of a plugin. */
export function manifestOf(plugin: Plugin): PluginManifest {
  const { id, title, kind, apiRange, configJsonSchema, secretFields, input, webhook } = plugin
  return {
    id,
    title,
    kind,
    apiRange,
    configJsonSchema: { ...configJsonSchema },
    secretFields: [...secretFields],
    input:
      input === undefined
        ? null
        : {
            extensions: [...input.extensions],
            ...(input.maxBytes === undefined ? {} : { maxBytes: input.maxBytes }),
          },
    assetKinds: Object.fromEntries(
      Object.entries(plugin.assetKinds).map(([name, declared]) => [name, kindOf(declared)]),
    ),
    otherAssetKinds: plugin.otherAssetKinds === undefined ? null : kindOf(plugin.otherAssetKinds),
    streams: plugin.streams.map((stream) => ({
      name: stream.name,
      record: stream.record,
      mode: stream.mode,
      cursorVersion: stream.cursor?.version ?? null,
      settle: stream.mode === 'snapshot' ? 0 : (stream.settle ?? 0),
      overlap: stream.mode === 'snapshot' ? 0 : (stream.overlap ?? 0),
      census: stream.mode !== 'snapshot' && stream.census !== undefined,
    })),
    webhook:
      webhook === undefined
        ? null
        : { verify: [...verificationsOf(webhook)], deliveryId: webhook.deliveryId ?? null },
    actions: [...plugin.actionNames],
  }
}

function kindOf({ title, jsonSchema: schema }: Plugin['assetKinds'][string]) {
  return { title, jsonSchema: { ...schema } }
}
