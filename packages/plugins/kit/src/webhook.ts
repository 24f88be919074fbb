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
 * To rotate a secret, declare the same way twice, with a field for the former secret in the second: a delivery must
 * satisfy one way whose field is configured. A header may hold several signatures, parted by commas or spaces.
 *
 * - `hmac`: an HMAC over the body, or over the time and the body.
 * - `ed25519`: a signature with a public key, over the body or over the time and the body. The key is written as 64
 *   hexadecimal digits, as the base64 of its 32 bytes, or in PEM form. Its field is made by `secret()` like the others.
 * - `standard-webhooks`: the Standard Webhooks specification, with its headers and its tolerance of five minutes.
 * - `token`: a shared token in a header, after `prefix` (`Bearer `) where there is one.
 * - `basic`: HTTP basic authentication.
 */
export type Verification =
  | (Signature & {
      readonly scheme: 'hmac'
      readonly secret: string
      readonly algorithm: 'sha256' | 'sha512'
    })
  | (Signature & { readonly scheme: 'ed25519'; readonly publicKey: string })
  | { readonly scheme: 'standard-webhooks'; readonly secret: string }
  | { readonly scheme: 'token'; readonly secret: string; readonly header: string; readonly prefix?: string }
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }

/** Where the signature of a delivery stands, and what is signed. */
export interface Signature {
  readonly header: string
  readonly encoding: 'hex' | 'base64'
  /** What stands before a signature in the header, such as `sha256=` or `v1=`. */
  readonly prefix?: string
  /** Declares that the time is signed together with the body. A delivery whose time is too far off is refused. */
  readonly timestamp?: SignedTime
}

/** The time of a delivery that is signed together with its body. */
export interface SignedTime {
  /** The header that holds it: in whole, or as one of its parameters. */
  readonly header: string
  /** Name of the parameter in a header such as `t=1492774577,v1=…`. */
  readonly parameter?: string
  /** What the time counts since 1970. Defaults to seconds. */
  readonly unit?: 'seconds' | 'milliseconds'
  /** Text that is signed, with `{time}` and `{body}` in it, such as `v0:{time}:{body}`. Defaults to `{time}.{body}`. */
  readonly signed?: string
  /** Seconds by which the time may differ from the time of arrival, either way. Defaults to 300. */
  readonly tolerance?: number
}

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
