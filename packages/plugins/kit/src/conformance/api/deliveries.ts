import { Secret } from '../../secret.ts'
import { verificationsOf } from '../../verification.ts'
import { verifyDelivery } from '../../verify-delivery.ts'
import type { Verification, Webhook } from '../../webhook.ts'
import type { DeliveryFixture } from '../api-fixtures.ts'

/** A delivery as it comes in over the wire. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export function sentAt(fixture: DeliveryFixture, at: Date): Sent {
  const { headers, body } = fixture.make(at)
  return { headers, body: new TextEncoder().encode(body) }
}

/** Whether one of the ways of a webhook accepts a delivery with this configuration. */
export function accepted(webhook: Webhook, config: unknown, sent: Sent, at: Date): boolean {
  return verificationsOf(webhook).some((way) => verify(way, secretIn(config), sent, at))
}

export function verify(
  way: Verification,
  secret: (field: string) => string | undefined,
  sent: Sent,
  receivedAt: Date,
): boolean {
  return verifyDelivery(way, secret, { ...sent, receivedAt }).ok
}

export function reasons(webhook: Webhook, config: unknown, sent: Sent, receivedAt: Date): string {
  const verdicts = verificationsOf(webhook).map((way) =>
    verifyDelivery(way, secretIn(config), { ...sent, receivedAt }),
  )
  return verdicts.map((verdict) => (verdict.ok ? 'accepted' : verdict.reason)).join('; ')
}

/** The value of a secret by the name of its field, with dots between the names. */
export function secretIn(config: unknown): (field: string) => string | undefined {
  return (field) => {
    let value: unknown = config
    for (const name of field.split('.')) {
      value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    }
    return value instanceof Secret ? value.reveal() : undefined
  }
}

/** Whether a way of verifying tells how old a delivery is. */
export function hasTime(way: Verification): boolean {
  if (way.scheme === 'hmac' || way.scheme === 'ed25519') return way.timestamp !== undefined
  return way.scheme === 'standard-webhooks'
}

/** Whether a way of verifying covers the body: one by a shared token does not. */
function signsBody({ scheme }: Verification): boolean {
  return scheme === 'standard-webhooks' || scheme === 'hmac' || scheme === 'ed25519'
}

/** What somebody could send who does not know the secret. */
export function forgeries(
  webhook: Webhook,
  config: unknown,
  sent: Sent,
  at: Date,
): { what: string; forged: Sent }[] {
  const ways = verificationsOf(webhook)
  const proofs = ways.flatMap(proofHeaders)
  const changed = (change: (value: string) => string | undefined): Sent => ({
    body: sent.body,
    headers: Object.fromEntries(
      Object.entries(sent.headers).flatMap(([name, value]) => {
        const other = proofs.includes(name.toLowerCase()) ? change(value) : value
        return other === undefined ? [] : [[name, other]]
      }),
    ),
  })
  const flipped = sent.body.map((byte, index) => (index === sent.body.length - 1 ? byte ^ 1 : byte))
  const forged = [
    { what: 'its proof missing', forged: changed(() => undefined) },
    { what: 'an empty proof', forged: changed(() => '') },
    {
      what: 'other last letters of its proof',
      forged: changed((value) => `${value.slice(0, -3)}${/aaa$/i.test(value) ? 'bbb' : 'AAA'}`),
    },
  ]
  if (!ways.some((way) => !signsBody(way) && verify(way, secretIn(config), sent, at))) {
    forged.push({ what: 'a bit of its body flipped', forged: { ...sent, body: flipped } })
  }
  return forged
}

export function proofHeaders(way: Verification): string[] {
  switch (way.scheme) {
    case 'standard-webhooks':
      return ['webhook-signature']
    case 'basic':
      return ['authorization']
    default:
      return [way.header.toLowerCase()]
  }
}
