import {
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  timingSafeEqual,
  verify as verifySignature,
} from 'node:crypto'
import type { Signature, SignedTime, Verification, Webhook } from './webhook.ts'

/** Headers as they came in, one by one: `headersDistinct` of Node's requests. The case of names does not count. */
export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** A delivery of which nothing is known yet. */
export interface UnverifiedDelivery {
  readonly headers: DeliveryHeaders
  /** Byte for byte as it came: parsed and written again, it has another signature. */
  readonly body: Uint8Array
  readonly receivedAt: Date
}

/** What came of the verification. `reason` is for the log, never for whoever sent the delivery. */
export type DeliveryVerdict =
  | { readonly ok: true /** As the sender signed it. */; readonly deliveryTime?: Date }
  | { readonly ok: false; readonly reason: string }

/**
 * Whether a delivery comes from where it says. Everything that is not as it should be refuses it: a secret that is
 * missing or empty, a header that is missing, repeated or not ASCII. Signatures are compared in constant time.
 *
 * @param secret the value of a secret of the configuration by the name of its field, undefined when it has none
 */
export function verifyDelivery(
  verification: Verification,
  secret: (field: string) => string | undefined,
  delivery: UnverifiedDelivery,
): DeliveryVerdict {
  try {
    return verify(verification, (field) => secret(field) || refuse(`${field} is not configured`), delivery)
  } catch (error) {
    // A secret that cannot be read refuses the delivery as one does that is missing; what was wrong may quote it.
    return { ok: false, reason: error instanceof Refusal ? error.message : 'the secret cannot be read' }
  }
}

class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason)
}

function verify(
  verification: Verification,
  secret: (field: string) => string,
  delivery: UnverifiedDelivery,
): DeliveryVerdict {
  switch (verification.scheme) {
    case 'hmac':
      return verifyHmac(verification, secret(verification.secret), delivery)
    case 'ed25519':
      return verifyEd25519(verification, ed25519Key(secret(verification.publicKey)), delivery)
    case 'standard-webhooks':
      return verifyStandardWebhook(standardKey(secret(verification.secret)), delivery)
    case 'token': {
      const given = theHeader(delivery.headers, verification.header)
      const expected = `${verification.prefix ?? ''}${secret(verification.secret)}`
      return same(given, expected) ? { ok: true } : refuse(`the token in ${verification.header} is wrong`)
    }
    case 'basic':
      return verifyBasic(secret(verification.user), secret(verification.password), delivery)
    default:
      return refuse('this way of verifying is unknown')
  }
}

/** Seconds by which a time may be off where nothing else is said. */
const TOLERANCE = 300

function verifyHmac(
  verification: Extract<Verification, { scheme: 'hmac' }>,
  key: string,
  { headers, body, receivedAt }: UnverifiedDelivery,
): DeliveryVerdict {
  const { algorithm, encoding, header, prefix = '', timestamp } = verification
  const given = signaturesIn(verification, headers)
  const time = timestamp === undefined ? undefined : timeIn(timestamp, headers)
  const [before, after] = aroundBody(timestamp, time)
  const hmac = createHmac(algorithm, key).update(before).update(body).update(after)
  const expected = `${prefix}${hmac.digest(encoding)}`
  // Letters of a hexadecimal signature may be capitals; those of its prefix may not.
  const written = (text: string) => {
    return encoding === 'hex' ? prefix + text.slice(prefix.length).toLowerCase() : text
  }
  if (!anySame(given.map(written), expected)) refuse(`no signature in ${header} fits the body`)
  return inTime(timestamp, time, receivedAt)
}

function verifyEd25519(
  verification: Extract<Verification, { scheme: 'ed25519' }>,
  key: KeyObject,
  { headers, body, receivedAt }: UnverifiedDelivery,
): DeliveryVerdict {
  const { encoding, header, prefix = '', timestamp } = verification
  const time = timestamp === undefined ? undefined : timeIn(timestamp, headers)
  const [before, after] = aroundBody(timestamp, time)
  const signed = Buffer.concat([Buffer.from(before), body, Buffer.from(after)])
  const fits = signaturesIn(verification, headers).some((given) => {
    const signature = Buffer.from(given.slice(prefix.length), encoding)
    return signature.byteLength === 64 && verifySignature(null, signed, key, signature)
  })
  if (!fits) refuse(`no signature in ${header} fits the body`)
  return inTime(timestamp, time, receivedAt)
}

/** A public key from its 32 bytes in hexadecimal or base64, or in PEM form. */
function ed25519Key(text: string): KeyObject {
  if (text.includes('BEGIN PUBLIC KEY')) return createPublicKey(text)
  const bytes = Buffer.from(text.trim(), /^[0-9a-f]{64}$/i.test(text.trim()) ? 'hex' : 'base64')
  if (bytes.byteLength !== 32) refuse('the public key is not one of Ed25519')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

/** What a header holds that begins like a signature: in whole, and each part of it. */
function signaturesIn({ header, prefix = '' }: Signature, headers: DeliveryHeaders): string[] {
  const given = theHeader(headers, header)
  return [given, ...given.split(/[\s,]+/)].filter((text) => text.startsWith(prefix))
}

/** The time that is signed, as it is written: the header, or the one parameter of that name in it. */
function timeIn({ header, parameter }: SignedTime, headers: DeliveryHeaders): string {
  const value = theHeader(headers, header)
  if (parameter === undefined) return value
  const found = value.split(/[\s,]+/).filter((part) => part.startsWith(`${parameter}=`))
  if (found.length > 1) refuse(`${parameter} in ${header} is repeated`)
  return found[0]?.slice(parameter.length + 1) ?? refuse(`${header} holds no ${parameter}`)
}

const USUALLY_SIGNED = '{time}.{body}'

/** The texts before and after the body in what is signed. */
function aroundBody(timestamp: SignedTime | undefined, time: string | undefined): [string, string] {
  if (timestamp === undefined || time === undefined) return ['', '']
  const [before = '', after = ''] = (timestamp.signed ?? USUALLY_SIGNED).split('{body}')
  // A replacement by a function: a text with $ in it would be read as a pattern.
  return [before.replace('{time}', () => time), after.replace('{time}', () => time)]
}

function inTime(
  timestamp: SignedTime | undefined,
  time: string | undefined,
  receivedAt: Date,
): DeliveryVerdict {
  if (timestamp === undefined || time === undefined) return { ok: true }
  const { tolerance = TOLERANCE, unit = 'seconds' } = timestamp
  return { ok: true, deliveryTime: timely(time, receivedAt, tolerance, unit) }
}

/** The Standard Webhooks specification 1.0.0, with symmetric signatures (`v1`). */
function verifyStandardWebhook(
  key: Uint8Array,
  { headers, body, receivedAt }: UnverifiedDelivery,
): DeliveryVerdict {
  const id = theHeader(headers, 'webhook-id')
  const time = theHeader(headers, 'webhook-timestamp')
  const given = theHeader(headers, 'webhook-signature')
  // The parts are joined by dots: with one inside, what was signed could be cut in another place.
  if (id.includes('.')) refuse('webhook-id holds a dot')
  const hmac = createHmac('sha256', key).update(`${id}.${time}.`).update(body)
  if (!anySame(given.split(' '), `v1,${hmac.digest('base64')}`)) {
    refuse('no signature in webhook-signature fits the delivery')
  }
  return { ok: true, deliveryTime: timely(time, receivedAt, TOLERANCE) }
}

function standardKey(secret: string): Uint8Array {
  const encoded = secret.replace(/^whsec_/, '')
  const key = Buffer.from(encoded, 'base64')
  const right = key.byteLength > 0 && unpadded(key.toString('base64')) === unpadded(encoded)
  return right ? key : refuse('the secret is no base64, with whsec_ before it')
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, '')
}

function verifyBasic(user: string, password: string, { headers }: UnverifiedDelivery): DeliveryVerdict {
  // RFC 7617: the first colon parts the two, so that a name with one could be read as another.
  if (user.includes(':')) refuse('the configured name holds a colon')
  const [, encoded] = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(theHeader(headers, 'authorization')) ?? []
  if (encoded === undefined) return refuse('authorization holds no name and password')
  const given = Buffer.from(encoded, 'base64')
  return same(given, `${user}:${password}`) ? { ok: true } : refuse('the name or the password is wrong')
}

/** The one value of a header. */
function theHeader(headers: DeliveryHeaders, name: string): string {
  const values = valuesOf(headers, name)
  const [value = ''] = values
  if (values.length > 1) refuse(`${name} is repeated`)
  if (value === '') refuse(`${name} is missing`)
  if (!isPrintable(value)) refuse(`${name} is not ASCII`)
  return value
}

function valuesOf(headers: DeliveryHeaders, name: string): string[] {
  const wanted = name.toLowerCase()
  return Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === wanted ? (value ?? []) : [],
  )
}

function isPrintable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

/** The instant that a count since 1970 names, if it is near enough to the time of arrival, either way. */
function timely(
  written: string,
  receivedAt: Date,
  tolerance: number,
  unit: 'seconds' | 'milliseconds' = 'seconds',
): Date {
  const digits = unit === 'seconds' ? /^[0-9]{1,11}$/ : /^[0-9]{1,14}$/
  if (!digits.test(written)) refuse(`its time is not in ${unit} since 1970`)
  const time = new Date(Number(written) * (unit === 'seconds' ? 1000 : 1))
  // Written so that a comparison with what is no number refuses.
  if (!(Math.abs(receivedAt.getTime() - time.getTime()) <= tolerance * 1000)) {
    refuse(`it was signed more than ${tolerance} seconds before or after it came`)
  }
  return time
}

/** Compares all of them, so that the time it takes does not tell which one was right. */
function anySame(given: readonly string[], expected: string): boolean {
  return given.map((one) => same(one, expected)).includes(true)
}

/** Over hashes, which have one length whatever was given. */
function same(given: string | Uint8Array, expected: string): boolean {
  return timingSafeEqual(hash(given), hash(expected))
}

function hash(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}

const LONGEST_ID = 200

/**
 * What a delivery is known by: the header the webhook names, where it came once and is readable, else the SHA-256 of
 * the body. At most 200 characters; a longer header is known by its own hash.
 */
export function deliveryIdOf(
  { deliveryId }: Pick<Webhook, 'deliveryId'>,
  headers: DeliveryHeaders,
  body: Uint8Array,
): string {
  const values = deliveryId === undefined ? [] : valuesOf(headers, deliveryId)
  const [value = ''] = values
  if (values.length !== 1 || value.trim() === '' || !isPrintable(value))
    return `sha256:${hash(body).toString('hex')}`
  return value.length > LONGEST_ID ? `sha256:${hash(value).toString('hex')}` : value
}
