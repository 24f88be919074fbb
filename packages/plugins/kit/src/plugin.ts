import type { z } from 'zod'
import type { ActionName, Actions } from './action.ts'
import type { ConfigSchema, JsonSchema } from './config-schema.ts'
import type { PluginContext } from './context.ts'
import type { HttpLimits } from './http/http.ts'
import type { DeclaredStream, Stream } from './stream.ts'
import type { Webhook } from './webhook.ts'

/** The version of this contract. A plugin names the range it was written for as `apiRange`. */
export const PLUGIN_API_VERSION = '2.0.0'

export const PLUGIN_KINDS = ['discovery', 'ticketing', 'survey', 'monitoring'] as const
export type PluginKind = (typeof PLUGIN_KINDS)[number]

/** That the plugin reads files, and which. */
export interface FileInput {
  /** The endings to look for in a directory, with their dot, lower-case: `['.yaml', '.json']`. */
  readonly extensions: readonly string[]
  /** The largest file to accept, in bytes. */
  readonly maxBytes?: number
}

/** A kind of asset the plugin yields, as the plugin declares it. */
export interface AssetKindDefinition {
  /** What people call it: `Kubernetes Deployment`. */
  readonly title: string
  /** What `attributes` of such an asset hold; JSON Schema is derived from it. */
  readonly attributes: z.ZodType
}

/** A declared kind of asset with the JSON Schema (draft 2020-12) of its attributes. */
export interface AssetKind extends AssetKindDefinition {
  readonly jsonSchema: JsonSchema
}

/** What "test connection" says about one thing the plugin needs. */
export interface CheckReport {
  /** The thing: `read manifests`, `list nodes`. */
  readonly capability: string
  readonly status: 'ok' | 'missing-permission' | 'unreachable' | 'unusable'
  /** What was found, or what to do. */
  readonly detail?: string
}

/** What `definePlugin` takes. */
export interface PluginDefinition<Config = unknown> {
  /** Lower-case words joined by `-`: the name in configurations and on the command line. */
  readonly id: string
  readonly title: string
  readonly kind: PluginKind
  /** Semver range of the contract, such as `^1.0.0`; never of the application. */
  readonly apiRange: string
  /** A zod schema, or one of another library that keeps to Standard Schema. Every field has a description. */
  readonly config: ConfigSchema<Config>
  /**
   * The JSON Schema (draft 2020-12) of the configuration as it is written down, needed where `config` cannot tell it.
   * Secrets are texts with `"format": "secret-reference"`.
   */
  readonly configJsonSchema?: JsonSchema
  readonly input?: FileInput
  /**
   * The hosts that `ctx.http` may call with this configuration, as `host` or `host:port`: usually the one of the
   * address in it. Left out, the plugin calls nobody.
   */
  hosts?(config: Config): readonly string[]
  readonly limits?: HttpLimits
  /** By the name that records use as their `kind`. Needed, or `otherAssetKinds`, as soon as a stream yields assets. */
  readonly assetKinds?: Readonly<Record<string, AssetKindDefinition>>
  /** What assets of every other kind hold: for a plugin whose kinds are named by its configuration or its input. */
  readonly otherAssetKinds?: AssetKindDefinition
  check(ctx: PluginContext<Config>): Promise<readonly CheckReport[]>
  readonly streams: readonly DeclaredStream<Config>[]
  readonly webhook?: Webhook<Config>
  readonly actions?: Actions<Config>
}

/** A plugin that was found right: frozen, with the JSON Schemas of its configuration and its asset kinds. */
export interface Plugin<Config = unknown> extends Omit<PluginDefinition<Config>, 'config' | 'streams'> {
  /** The schema that was declared, as a zod schema. `parseConfig` is the way to use it. */
  readonly config: z.ZodType<Config>
  readonly streams: readonly Stream<Config>[]
  readonly assetKinds: Readonly<Record<string, AssetKind>>
  readonly otherAssetKinds?: AssetKind
  /** JSON Schema (draft 2020-12) of the configuration as it is written down, for forms and documentation. */
  readonly configJsonSchema: JsonSchema
  /** Where in the configuration secrets stand, with dots between the names: `token`, `webhook.secret`. */
  readonly secretFields: readonly string[]
  readonly actionNames: readonly ActionName[]
}
