import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeliveryHeaders, deliveryIdOf, verifyDelivery } from './verify-delivery.ts'
import type { Verification } from './webhook.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const at = (seconds: number) => new Date(seconds * 1000)

/** What comes of a delivery whose secrets are these. */
function verdict(
  verification: Verification,
  secrets: Readonly<Record<string, string>>,
  headers: DeliveryHeaders,
  body = '',
  receivedAt = at(0),
): string | Date {
  const delivery = { headers, body: bytes(body), receivedAt }
  const outcome = verifyDelivery(verification, (field) => secrets[field], delivery)
  return outcome.ok ? (outcome.deliveryTime ?? 'ok') : outcome.reason
}

describe('an HMAC over the body', () => {
  const github: Verification = {
    scheme: 'hmac',
    secret: 'webhook.secret',
    algorithm: 'sha256',
    header: 'X-Hub-Signature-256',
    encoding: 'hex',
    prefix: 'sha256=',
  }
  // The values that GitHub and Atlassian print in their documentation.
  const vectors: [string, string, string, string][] = [
    [
      'GitHub',
      "It's a Secret to Everybody",
      'Hello, World!',
      '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    ],
    [
      'Jira',
      "It's a Secret to Everybody",
      'Hello World!',
      'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
    ],
  ]
  const [[, key, body, signature]] = vectors as [[string, string, string, string]]
  const secrets = { 'webhook.secret': key }
  const sent = (value: string | string[] | undefined) => ({ 'x-hub-signature-256': value })
  const UNFIT = 'no signature in X-Hub-Signature-256 fits the body'

  test.each(vectors)('is that of %s', (_vendor, secret, text, hex) => {
    expect(verdict(github, { 'webhook.secret': secret }, sent(`sha256=${hex}`), text)).toBe('ok')
    expect(verdict(github, { 'webhook.secret': secret }, sent(`sha256=${hex}`), `${text} `)).toBe(UNFIT)
    expect(verdict(github, { 'webhook.secret': `${secret} ` }, sent(`sha256=${hex}`), text)).toBe(UNFIT)
  })

  test.each([
    ['in capitals', `sha256=${signature.toUpperCase()}`],
    ['among others, with commas', `sha1=00, sha256=00,sha256=${signature}`],
    ['among others, with spaces', `sha256=${signature} sha256=00`],
    ['alone in a list', [`sha256=${signature}`]],
  ])('is found %s', (_where, value) => {
    expect(verdict(github, secrets, sent(value), body)).toBe('ok')
  })

  test.each([
    ['missing', undefined, 'X-Hub-Signature-256 is missing'],
    ['empty', '', 'X-Hub-Signature-256 is missing'],
    ['an empty list', [], 'X-Hub-Signature-256 is missing'],
    ['repeated', [`sha256=${signature}`, `sha256=${signature}`], 'X-Hub-Signature-256 is repeated'],
    ['not ASCII', `sha256=${signature}é`, 'X-Hub-Signature-256 is not ASCII'],
    ['with a line break', `sha256=${signature}\n`, 'X-Hub-Signature-256 is not ASCII'],
    ['without its prefix', signature, UNFIT],
    ['with a prefix in capitals', `SHA256=${signature}`, UNFIT],
    ['the prefix alone', 'sha256=', UNFIT],
    ['cut off', `sha256=${signature.slice(0, -1)}`, UNFIT],
    ['too long', `sha256=${signature}0`, UNFIT],
    ['in another encoding', `sha256=${Buffer.from(signature, 'hex').toString('base64')}`, UNFIT],
  ])('refuses what is %s', (_what, value, reason) => {
    expect(verdict(github, secrets, sent(value), body)).toBe(reason)
  })

  test('refuses a header that is repeated under two spellings', () => {
    const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'X-HUB-Signature-256': 'sha256=00' }
    expect(verdict(github, secrets, headers, body)).toBe('X-Hub-Signature-256 is repeated')
  })

  test.each([[{}], [{ 'webhook.secret': '' }]])('refuses everything without a secret: %j', (none) => {
    const empty = createHmac('sha256', '').update(body).digest('hex')
    expect(verdict(github, none, sent(`sha256=${empty}`), body)).toBe('webhook.secret is not configured')
  })

  test('refuses everything when the secret cannot be read, and does not say why', () => {
    const throwing = () => {
      throw new Error('hunter2')
    }
    const outcome = verifyDelivery(github, throwing, { headers: {}, body: bytes(''), receivedAt: at(0) })
    expect(outcome).toEqual({ ok: false, reason: 'the secret cannot be read' })
  })

  test.each(['sha256', 'sha512'] as const)('may be %s in hex or base64, of any bytes', (algorithm) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.constantFrom('hex', 'base64'),
        fc.nat({ max: 99 }),
        (body, encoding, index) => {
          const verification: Verification = {
            scheme: 'hmac',
            secret: 's',
            algorithm,
            header: 'x-sig',
            encoding,
          }
          const signed = createHmac(algorithm, 'key').update(body).digest(encoding)
          const given = (value: string, bytes = body) => {
            const delivery = { headers: { 'x-sig': value }, body: bytes, receivedAt: at(0) }
            return verifyDelivery(verification, () => 'key', delivery).ok
          }
          expect(given(signed)).toBe(true)
          const place = index % signed.length
          const other = signed[place] === '0' ? '1' : '0'
          expect(given(signed.slice(0, place) + other + signed.slice(place + 1))).toBe(false)
          expect(given(signed, Uint8Array.of(...body, 0))).toBe(false)
        },
      ),
    )
  })
})

describe('an HMAC over time and body', () => {
  const timed: Verification = {
    scheme: 'hmac',
    secret: 's',
    algorithm: 'sha256',
    header: 'x-sig',
    encoding: 'base64',
    timestamp: { header: 'x-time', tolerance: 60 },
  }
  const signed = (time: string, body = 'body') => ({
    'x-time': time,
    'x-sig': createHmac('sha256', 'key').update(`${time}.${body}`).digest('base64'),
  })
  const given = (headers: DeliveryHeaders, now: number, verification = timed) => {
    return verdict(verification, { s: 'key' }, headers, 'body', at(now))
  }
  const STALE = 'it was signed more than 60 seconds before or after it came'

  test('gives the time that was signed', () => {
    expect(given(signed('1000'), 1000)).toEqual(at(1000))
    expect(given(signed('1000'), 1060)).toEqual(at(1000))
    expect(given(signed('1000'), 940)).toEqual(at(1000))
  })

  test('is refused when it is stale, or of the future', () => {
    expect(given(signed('1000'), 1061)).toBe(STALE)
    expect(given(signed('1000'), 939)).toBe(STALE)
    expect(given(signed('1000'), Number.NaN)).toBe(STALE)
  })

  test('has five minutes unless it says otherwise; a tolerance that is none refuses', () => {
    const usual: Verification = { ...timed, timestamp: { header: 'x-time' } }
    expect(given(signed('1000'), 1300, usual)).toEqual(at(1000))
    expect(given(signed('1000'), 1301, usual)).toMatch(/more than 300 seconds/)
    const wrong: Verification = { ...timed, timestamp: { header: 'x-time', tolerance: Number.NaN } }
    expect(given(signed('1000'), 1000, wrong)).toMatch(/more than NaN seconds/)
  })

  test('is refused when the time was changed, is missing or is none', () => {
    expect(given({ ...signed('1000'), 'x-time': '1001' }, 1000)).toBe('no signature in x-sig fits the body')
    expect(given({ 'x-sig': signed('1000')['x-sig'] }, 1000)).toBe('x-time is missing')
    expect(given({ ...signed('1000'), 'x-time': ['1000', '1000'] }, 1000)).toBe('x-time is repeated')
    for (const time of ['1000.0', '-1', '+1000', '0x3e8', '1e3', '1000, 1000', '999999999999']) {
      expect(given(signed(time), 1000)).toBe('its time is not in seconds since 1970')
    }
  })
})

describe('a Standard Webhook', () => {
  // The values of the specification's own libraries.
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const body = '{"test": 2432232314}'
  const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': right,
  }
  const given = (changed: DeliveryHeaders = {}, now = 1614265330, secret = key) => {
    const verification: Verification = { scheme: 'standard-webhooks', secret: 's' }
    return verdict(verification, { s: secret }, { ...headers, ...changed }, body, at(now))
  }
  const wrong = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc='
  const UNFIT = 'no signature in webhook-signature fits the delivery'

  test('is verified, with the prefix of its secret or without', () => {
    expect(given()).toEqual(at(1614265330))
    expect(given({}, 1614265330, key.replace('whsec_', ''))).toEqual(at(1614265330))
  })

  test('may carry several signatures, of which one must fit', () => {
    expect(given({ 'webhook-signature': `${wrong} v2,${right.slice(3)} ${right} v1a,x` })).toEqual(
      at(1614265330),
    )
    expect(given({ 'webhook-signature': `${wrong} v2,${right.slice(3)}` })).toBe(UNFIT)
  })

  test.each([
    ['another id', { 'webhook-id': 'msg_2' }, UNFIT],
    ['a dot in its id', { 'webhook-id': 'msg.1' }, 'webhook-id holds a dot'],
    ['no id', { 'webhook-id': undefined }, 'webhook-id is missing'],
    ['two ids', { 'Webhook-Id': 'msg_2' }, 'webhook-id is repeated'],
    ['another time', { 'webhook-timestamp': '1614265331' }, UNFIT],
    ['no time', { 'webhook-timestamp': undefined }, 'webhook-timestamp is missing'],
    ['no signature', { 'webhook-signature': undefined }, 'webhook-signature is missing'],
    ['an empty signature', { 'webhook-signature': 'v1,' }, UNFIT],
    ['a signature without its version', { 'webhook-signature': right.slice(3) }, UNFIT],
    ['half a signature', { 'webhook-signature': right.slice(0, 8) }, UNFIT],
  ])('is refused with %s', (_what, changed, reason) => {
    expect(given(changed)).toBe(reason)
  })

  test('is refused five minutes before and after', () => {
    expect(given({}, 1614265330 + 300)).toEqual(at(1614265330))
    expect(given({}, 1614265330 + 301)).toMatch(/more than 300 seconds/)
    expect(given({}, 1614265330 - 300)).toEqual(at(1614265330))
    expect(given({}, 1614265330 - 301)).toMatch(/more than 300 seconds/)
  })

  test.each(['whsec_', 'whsec_not base64!', 'whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])(
    'is refused when the secret is none: %s',
    (secret) => {
      expect(given({}, 1614265330, secret)).toBe('the secret is no base64, with whsec_ before it')
    },
  )

  test('is refused without a secret', () => {
    expect(given({}, 1614265330, '')).toBe('s is not configured')
  })
})

describe('a token', () => {
  const gitlab: Verification = { scheme: 'token', secret: 's', header: 'X-Gitlab-Token' }
  const bearer: Verification = { scheme: 'token', secret: 's', header: 'Authorization', prefix: 'Bearer ' }

  test('is compared with the secret', () => {
    expect(verdict(gitlab, { s: 'hunter2' }, { 'x-gitlab-token': 'hunter2' })).toBe('ok')
    expect(verdict(bearer, { s: 'hunter2' }, { authorization: 'Bearer hunter2' })).toBe('ok')
  })

  test.each([
    [gitlab, 'hunter3', 'the token in X-Gitlab-Token is wrong'],
    [gitlab, 'hunter2x', 'the token in X-Gitlab-Token is wrong'],
    [gitlab, 'hunter', 'the token in X-Gitlab-Token is wrong'],
    [gitlab, 'HUNTER2', 'the token in X-Gitlab-Token is wrong'],
    [gitlab, '', 'X-Gitlab-Token is missing'],
    [gitlab, undefined, 'X-Gitlab-Token is missing'],
    [gitlab, ['hunter2', 'hunter2'], 'X-Gitlab-Token is repeated'],
    [gitlab, 'hunter2, hunter2', 'the token in X-Gitlab-Token is wrong'],
    [gitlab, 'hünter2', 'X-Gitlab-Token is not ASCII'],
    [bearer, 'hunter2', 'the token in Authorization is wrong'],
    [bearer, 'Bearer', 'the token in Authorization is wrong'],
    [bearer, 'Basic hunter2', 'the token in Authorization is wrong'],
  ])('is refused otherwise: %j %j', (verification, value, reason) => {
    expect(verdict(verification, { s: 'hunter2' }, { [verification.header]: value })).toBe(reason)
  })

  test('is refused without a secret', () => {
    expect(verdict(gitlab, {}, { 'x-gitlab-token': 'undefined' })).toBe('s is not configured')
    expect(verdict(bearer, { s: '' }, { authorization: 'Bearer ' })).toBe('s is not configured')
  })
})

describe('name and password', () => {
  const basic: Verification = { scheme: 'basic', user: 'u', password: 'p' }
  const secrets = { u: 'Zoë', p: 'open:sesame' }
  const encoded = (text: string) => Buffer.from(text).toString('base64')
  const given = (authorization: string | string[] | undefined, own: Record<string, string> = secrets) => {
    return verdict(basic, own, { authorization })
  }

  test('are compared with those of the configuration', () => {
    expect(given(`Basic ${encoded('Zoë:open:sesame')}`)).toBe('ok')
    expect(given(`basic ${encoded('Zoë:open:sesame')}`)).toBe('ok')
  })

  test.each([
    [`Basic ${encoded('Zoë:open:sesam')}`, 'the name or the password is wrong'],
    [`Basic ${encoded('Zoe:open:sesame')}`, 'the name or the password is wrong'],
    [`Basic ${encoded(':')}`, 'the name or the password is wrong'],
    [`Bearer ${encoded('Zoë:open:sesame')}`, 'authorization holds no name and password'],
    ['Basic', 'authorization holds no name and password'],
    ['Basic !', 'authorization holds no name and password'],
    [undefined, 'authorization is missing'],
    [[`Basic ${encoded('Zoë:open:sesame')}`, 'Basic eA=='], 'authorization is repeated'],
  ])('are refused otherwise: %j', (value, reason) => {
    expect(given(value)).toBe(reason)
  })

  test('are refused when either is not configured', () => {
    expect(given(`Basic ${encoded('Zoë:')}`, { u: 'Zoë', p: '' })).toBe('p is not configured')
    expect(given(`Basic ${encoded(':x')}`, { p: 'x' })).toBe('u is not configured')
    expect(given(`Basic ${encoded('a:b:c')}`, { u: 'a:b', p: 'c' })).toBe('the configured name holds a colon')
  })
})

test('a way of verifying that nobody knows refuses everything', () => {
  const unknown = JSON.parse('{ "scheme": "none", "secret": "s" }')
  expect(verdict(unknown, { s: 'x' }, {})).toBe('this way of verifying is unknown')
})

describe('the id of a delivery', () => {
  const webhook = { deliveryId: 'X-GitHub-Delivery' }
  const body = bytes('Hello, World!')
  const ofBody = 'sha256:dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f'

  test('is what the header says', () => {
    expect(deliveryIdOf(webhook, { 'x-github-delivery': '72d3162e-cc78' }, body)).toBe('72d3162e-cc78')
    expect(deliveryIdOf(webhook, { 'X-GITHUB-DELIVERY': ['72d3162e-cc78'] }, body)).toBe('72d3162e-cc78')
    expect(deliveryIdOf(webhook, { 'x-github-delivery': 'x'.repeat(200) }, body)).toBe('x'.repeat(200))
  })

  test.each([
    ['names no header', {}, { 'x-github-delivery': 'x' }],
    ['misses its header', webhook, {}],
    ['has an empty header', webhook, { 'x-github-delivery': ' ' }],
    ['has its header twice', webhook, { 'x-github-delivery': ['a', 'b'] }],
    ['has a header that is not ASCII', webhook, { 'x-github-delivery': 'é' }],
  ])('is the hash of the body where it %s', (_what, declared, headers) => {
    expect(deliveryIdOf(declared, headers, body)).toBe(ofBody)
  })

  test('is the hash of a header that is too long', () => {
    const id = deliveryIdOf(webhook, { 'x-github-delivery': 'x'.repeat(201) }, body)
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(id).not.toBe(ofBody)
    expect(deliveryIdOf(webhook, { 'x-github-delivery': 'x'.repeat(201) }, bytes(''))).toBe(id)
  })
})
