import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { manifestSchema } from './manifest.ts'
import { webhookProblem } from './verification.ts'
import { type DeliveryHeaders, verifyDelivery } from './verify-delivery.ts'
import type { SignedTime, Verification } from './webhook.ts'

const BODY = '{"text":"Grüße"}'
const NOW = 1_531_420_618
const at = (seconds: number) => new Date(seconds * 1000)

function verdict(
  verification: Verification,
  secret: string,
  headers: DeliveryHeaders,
  { body = BODY, now = at(NOW) }: { readonly body?: string; readonly now?: Date } = {},
): string | Date {
  const delivery = { headers, body: new TextEncoder().encode(body), receivedAt: now }
  const outcome = verifyDelivery(verification, () => secret, delivery)
  return outcome.ok ? (outcome.deliveryTime ?? 'ok') : outcome.reason
}

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex')
const signed = (header: string, timestamp: SignedTime, prefix?: string): Verification => ({
  scheme: 'hmac',
  secret: 's',
  algorithm: 'sha256',
  header,
  encoding: 'hex',
  timestamp,
  ...(prefix === undefined ? {} : { prefix }),
})

describe('Slack signs v0, the time and the body with colons', () => {
  const slack = signed(
    'X-Slack-Signature',
    { header: 'X-Slack-Request-Timestamp', signed: 'v0:{time}:{body}' },
    'v0=',
  )

  test('as its documentation shows', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const headers = {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    }
    const secret = '8f742231b10e8888abcd99yyyzzz85a5'
    expect(verdict(slack, secret, headers, { body })).toEqual(at(NOW))
    expect(verdict(slack, secret, headers, { body, now: at(NOW + 301) })).toMatch(/more than 300 seconds/)
    expect(verdict(slack, secret, headers, { body: `${body}&` })).toMatch(/no signature/)
  })
})

describe('Stripe sends time and signatures in one header', () => {
  const stripe = signed('Stripe-Signature', { header: 'Stripe-Signature', parameter: 't' }, 'v1=')
  const right = hmac('whsec_x', `${NOW}.${BODY}`)
  const given = (header: string) => verdict(stripe, 'whsec_x', { 'stripe-signature': header })

  test.each([
    ['one', `t=${NOW},v1=${right},v0=00`],
    ['several, while a secret is rotated', `t=${NOW}, v1=${hmac('former', `${NOW}.${BODY}`)}, v1=${right}`],
  ])('%s', (_name, header) => {
    expect(given(header)).toEqual(at(NOW))
  })

  test.each([
    ['another time', `t=${NOW + 1},v1=${right}`, /no signature/],
    ['the time twice', `t=${NOW},t=${NOW + 1},v1=${right}`, /t in Stripe-Signature is repeated/],
    ['no time', `v1=${right}`, /holds no t/],
    ['a signature of another scheme only', `t=${NOW},v0=${right}`, /no signature/],
  ])('refuses %s', (_name, header, reason) => {
    expect(given(header)).toMatch(reason)
  })
})

test('time and body may be signed without anything between them, and the time may count milliseconds', () => {
  const way = signed('x-sig', {
    header: 'x-time',
    signed: '{time}{body}',
    unit: 'milliseconds',
    tolerance: 5,
  })
  const time = String(NOW * 1000 + 250)
  const headers = { 'x-time': time, 'x-sig': hmac('k', `${time}${BODY}`) }
  expect(verdict(way, 'k', headers)).toEqual(new Date(Number(time)))
  expect(verdict(way, 'k', headers, { now: at(NOW + 6) })).toMatch(/more than 5 seconds/)
  // What was signed cannot be parted in another place: the time is then far off.
  const moved = { 'x-time': time.slice(0, -1), 'x-sig': hmac('k', `${time}${BODY}`) }
  expect(verdict(way, 'k', moved, { body: `${time.slice(-1)}${BODY}` })).toMatch(/more than 5 seconds/)
})

test('a way that signs the body first puts the time behind it', () => {
  const way = signed('x-sig', { header: 'x-time', signed: '{body}|{time}' })
  const headers = { 'x-time': String(NOW), 'x-sig': hmac('k', `${BODY}|${NOW}`) }
  expect(verdict(way, 'k', headers)).toEqual(at(NOW))
})

describe('Discord signs time and body with a key of its own', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const discord: Verification = {
    scheme: 'ed25519',
    publicKey: 'webhook.key',
    header: 'X-Signature-Ed25519',
    encoding: 'hex',
    timestamp: { header: 'X-Signature-Timestamp', signed: '{time}{body}' },
  }
  const headers = (body = BODY) => ({
    'x-signature-timestamp': String(NOW),
    'x-signature-ed25519': sign(null, Buffer.from(`${NOW}${body}`), privateKey).toString('hex'),
  })

  test.each([
    ['hexadecimal', raw.toString('hex')],
    ['base64', raw.toString('base64')],
    ['PEM', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ])('with the key in %s', (_form, key) => {
    expect(verdict(discord, key, headers())).toEqual(at(NOW))
  })

  test('refuses what was not signed, what is stale, and a key that is none', () => {
    const key = raw.toString('hex')
    expect(verdict(discord, key, headers('other'))).toMatch(/no signature/)
    expect(verdict(discord, key, headers(), { now: at(NOW - 301) })).toMatch(/more than 300 seconds/)
    expect(verdict(discord, key, { ...headers(), 'x-signature-ed25519': '00' })).toMatch(/no signature/)
    expect(verdict(discord, 'none', headers())).toBe('the public key is not one of Ed25519')
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    expect(verdict(discord, other, headers())).toMatch(/no signature/)
  })
})

test.each([
  [signed('x-sig', { header: 'x time' }), /header of its timestamp/],
  [signed('x-sig', { header: 'x-time', signed: '{time}' }), /must sign \{time\} and \{body\}/],
  [signed('x-sig', { header: 'x-time', signed: '{time}{body}{body}' }), /each of them once/],
])('a declaration that cannot work is refused: %j', (verify, problem) => {
  expect(webhookProblem({ verify, receive: async () => ({}) }, ['s'])).toMatch(problem)
})

test('a manifest carries all of it', () => {
  const verify = [
    signed('x-sig', { header: 'x-sig', parameter: 't', unit: 'milliseconds', signed: '{time}{body}' }, 'v1='),
    { scheme: 'ed25519', publicKey: 's', header: 'x-sig', encoding: 'base64' },
  ]
  const { shape } = manifestSchema
  expect(shape.webhook.parse({ verify, deliveryId: null })).toEqual({ verify, deliveryId: null })
})
