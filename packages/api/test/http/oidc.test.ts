import { testDatabase } from '@throughline/db/testing'
import { exportSPKI, SignJWT } from 'jose'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOidc } from '../../src/access/oidc.ts'
import { readEnvironment } from '../../src/cli/environment.ts'
import { startServer } from '../../src/server.ts'
import { startProvider } from './identity-provider.ts'

const QUERY = '{ viewer { actor roles } }'
const past = () => Math.floor(Date.now() / 1000) - 60

let provider: Awaited<ReturnType<typeof startProvider>>
let key: Awaited<ReturnType<typeof provider.addKey>>
let url: string
const ends: (() => Promise<unknown>)[] = []

/** A server that trusts the provider. */
async function serve(options: { cooldown?: number; rolesClaim?: string } = {}): Promise<string> {
  const { db, drop } = await testDatabase()
  const server = await startServer({
    db,
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    oidc: openOidc({ issuer: provider.issuer, audience: 'throughline', rolesClaim: 'roles', ...options }),
  })
  ends.push(async () => {
    await server.stop()
    await drop()
  })
  return server.url
}

async function ask(token: string, query = QUERY, at = url) {
  const response = await fetch(at, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  const body = (await response.json()) as {
    data?: unknown
    errors?: { message: string; extensions: { code: string } }[]
  }
  return { status: response.status, data: body.data, code: body.errors?.[0]?.extensions.code }
}

beforeAll(async () => {
  provider = await startProvider()
  key = await provider.addKey('first')
  url = await serve()
})
afterAll(async () => {
  for (const end of ends) await end()
  await provider.stop()
})

describe('a token of the identity provider', () => {
  it('that is right is its subject with the roles that it names', async () => {
    const token = await provider.sign(key, { roles: ['EDITOR', 'APPROVER', 'someone-elses-role'] })
    expect(await ask(token)).toMatchObject({
      status: 200,
      data: { viewer: { actor: 'oidc:ada', roles: ['EDITOR', 'APPROVER'] } },
    })
  })

  it.each(['PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const at = await serve()
    const other = await provider.addKey(`key-${alg}`, alg)
    expect(await ask(await provider.sign(other), QUERY, at)).toMatchObject({ status: 200 })
    provider.withdraw(other.kid)
  })

  it('without roles may do nothing', async () => {
    for (const roles of [undefined, [], 'viewer', { ADMIN: true }, 7]) {
      const answer = await ask(await provider.sign(key, { roles }), '{ teams { totalCount } }')
      expect(answer.code, String(roles)).toBe('FORBIDDEN')
    }
  })

  it('names its roles in the claim that is configured, also one inside another', async () => {
    const at = await serve({ rolesClaim: 'realm_access.roles' })
    const token = await provider.sign(key, { roles: ['ADMIN'], realm_access: { roles: ['VIEWER'] } })
    expect((await ask(token, QUERY, at)).data).toEqual({ viewer: { actor: 'oidc:ada', roles: ['VIEWER'] } })
  })

  it.each([
    ['for another audience', { aud: 'another' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that has expired', { exp: past() }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: past() + 600 }],
    ['without a subject', { sub: undefined }],
    ['with a subject that no audit trail can hold', { sub: 'a\nb' }],
    ['with a subject that is too long', { sub: 'a'.repeat(191) }],
  ])('%s is refused', async (_what, claims) => {
    expect(await ask(await provider.sign(key, claims))).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    })
  })

  it('without a signature, signed with the public key as a secret, or by a stranger is refused', async () => {
    const [, payload = ''] = (await provider.sign(key, { roles: ['ADMIN'] })).split('.')
    const header = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: 'first' })).toString('base64url')
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey))
    const hmac = await new SignJWT({
      iss: provider.issuer,
      aud: 'throughline',
      sub: 'ada',
      exp: past() + 600,
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret)
    const stranger = await provider.sign(await provider.addKey('first', 'RS256', false))
    const [head, , signature] = (await provider.sign(key)).split('.')
    for (const token of [
      `${header('none')}.${payload}.`,
      `${header('none')}.${payload}.AA`,
      hmac,
      stranger,
      `${head}.${payload}.${signature}`,
    ])
      expect((await ask(token)).status, token.slice(0, 60)).toBe(401)
  })
})

describe('the keys of the identity provider', () => {
  it('are found again after a rotation', async () => {
    const at = await serve({ cooldown: 0 })
    expect((await ask(await provider.sign(key), QUERY, at)).status).toBe(200)
    const second = await provider.addKey('second')
    expect((await ask(await provider.sign(second), QUERY, at)).status).toBe(200)
    provider.withdraw('second')
  })

  it('are not asked for again and again because of unknown key IDs', async () => {
    const at = await serve()
    expect((await ask(await provider.sign(key), QUERY, at)).status).toBe(200)
    const before = { ...provider.requests }
    const stranger = await provider.addKey('unknown', 'RS256', false)
    for (let tries = 0; tries < 10; tries += 1)
      expect((await ask(await provider.sign(stranger), QUERY, at)).status).toBe(401)
    expect(provider.requests).toEqual(before)
  })

  it('that cannot be read make the server unavailable for such tokens, without hammering, and it recovers', async () => {
    const at = await serve()
    const patient = await serve({ cooldown: 0 })
    provider.setDown(true)
    const token = await provider.sign(key)
    const before = provider.requests.discovery
    for (let tries = 0; tries < 5; tries += 1)
      expect(await ask(token, QUERY, at)).toMatchObject({ status: 503, code: 'UNAVAILABLE' })
    expect(provider.requests.discovery).toBe(before + 1)
    expect((await ask('tl_unknown', QUERY, at)).status).toBe(401)
    expect((await ask(token, QUERY, patient)).status).toBe(503)
    provider.setDown(false)
    expect((await ask(token, QUERY, patient)).status).toBe(200)
  })
})

describe('the environment', () => {
  it('names the issuer and the audience together, and an address that can be trusted', () => {
    const read = (issuer?: string, audience?: string) =>
      readEnvironment({ THROUGHLINE_OIDC_ISSUER: issuer, THROUGHLINE_OIDC_AUDIENCE: audience }).oidc
    expect(read()).toBeUndefined()
    expect(read('https://id.example', 'throughline')).toEqual({
      issuer: 'https://id.example',
      audience: 'throughline',
      rolesClaim: 'roles',
      createPeople: true,
    })
    for (const [issuer, audience] of [
      ['https://id.example', undefined],
      [undefined, 'throughline'],
      ['http://id.example', 'throughline'],
      ['http://localhost.example', 'throughline'],
      ['id.example', 'throughline'],
    ])
      expect(() => read(issuer, audience), `${issuer} ${audience}`).toThrow('THROUGHLINE_OIDC_')
  })
})
