import type { PluginContext } from './context.ts'

/** What another system sent to a source's webhook address, after it was verified. */
export interface Delivery {
  /** By lower-case name; repeated ones joined by a comma. Those that hold credentials are left out. */
  readonly headers: Readonly<Record<string, string>>
  /** The body, byte for byte. */
  readonly body: Uint8Array
  /** When it came in. */
  readonly receivedAt: Date
  /** The body as UTF-8. */
  text(): string
  /** @throws InvalidRecordError when the body is no JSON. */
  json(): unknown
}

/**
 * How a delivery proves where it comes from. It is data and no code, so that the server that takes deliveries in
 * never runs a plugin. `secret` and its like name a field of the configuration made by `secret()`, with dots between
 * the names (`webhook.secret`). Without that field in the configuration, every delivery is refused.
 *
 * - `hmac`: an HMAC over the body, or over `<timestamp>.<body>` where `timestamp` names the header that holds seconds
 *   since 1970; then a delivery older than `tolerance` seconds (300) is refused.
 * - `standard-webhooks`: the Standard Webhooks specification, with its headers and its tolerance of five minutes.
 * - `token`: a shared token in a header, after `prefix` (`Bearer `) where there is one.
 * - `basic`: HTTP basic authentication.
 */
export type Verification =
  | {
      readonly scheme: 'hmac'
      readonly secret: string
      readonly algorithm: 'sha256' | 'sha512'
      readonly header: string
      readonly encoding: 'hex' | 'base64'
      /** What stands before the signature in the header, such as `sha256=`. */
      readonly prefix?: string
      readonly timestamp?: { readonly header: string; readonly tolerance?: number }
    }
  | { readonly scheme: 'standard-webhooks'; readonly secret: string }
  | { readonly scheme: 'token'; readonly secret: string; readonly header: string; readonly prefix?: string }
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }

/** Raw records that a delivery brought, for a stream of the plugin, as its `pages` would have given them. */
export interface Pushed {
  readonly stream: string
  readonly scope: string
  readonly raw: readonly unknown[]
}

/** What follows from a delivery. */
export interface Reception {
  /** Records to store at once. */
  readonly upsert?: readonly Pushed[]
  /** Parts to read again soon; every scope of a stream where none is named. */
  readonly refetch?: readonly { readonly stream: string; readonly scope?: string }[]
}

/** That the source can be told of news, and how. */
export interface Webhook<Config = unknown> {
  /** Required. Several may be declared; a delivery must satisfy one whose fields are configured. */
  readonly verify: Verification | readonly Verification[]
  /**
   * The header that holds an id of the delivery that is the same when it is sent again. Left out, or where the header
   * is missing, the SHA-256 of the body stands in: a body that comes twice counts once.
   */
  readonly deliveryId?: string
  /** What follows. It may call out, but storing what came is better done by `upsert` and reading again by `refetch`. */
  receive(ctx: PluginContext<Config>, delivery: Delivery): Promise<Reception>
}
