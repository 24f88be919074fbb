import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createToken, revokeToken } from '../../src/access/tokens.ts'
import { OneTimeCode } from '../../src/http/one-time-code.ts'
import { type RunningServer, startServer } from '../../src/server.ts'

const log = pino({ level: 'silent' })
const pageCodes = new OneTimeCode(() => new Date(now))
const START = Date.parse('2026-12-01T12:00:00Z')

let now: number
let database: TestDatabase
let server: RunningServer
let token: string
let tokenId: string

beforeAll(async () => {
  now = START
  database = await testDatabase()
  const made = await createToken(database.db.kysely, { name: 'administrator', role: 'ADMIN' })
  server = await startServer({
    db: database.db,
    log,
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    clock: () => new Date(now),
    explorer: { codes: new OneTimeCode(() => new Date(now)), pageCodes, token: made.secret, key: 'key' },
  })
})
afterAll(async () => {
  await server?.stop()
  await database?.drop()
})
beforeEach(async () => {
  now = START
  const made = await createToken(database.db.kysely, { name: `reader ${Math.random()}`, role: 'VIEWER' })
  token = made.secret
  tokenId = made.id
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** fetch would set Host, Origin and Sec-Fetch-Site itself. */
function send(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> {
  const { port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const all = { accept: 'text/html', ...headers }
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers: all }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) })
    })
    sent.on('error', reject).end(body)
  })
}

const form = () => ({
  origin: new URL(server.url).origin,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
})
const signIn = (headers: Readonly<Record<string, string>> = form()) =>
  send('POST', '/session', headers, new URLSearchParams({ token }).toString())
const cookieOf = ({ headers }: Answer) => (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''

test('without a session or token the page says how to get in, and scripts are sent to the API', async () => {
  const page = await send('GET', '/')
  expect(page.status).toBe(401)
  expect(page.body).toContain('throughline explorer')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  const script = await send('GET', '/', { accept: '*/*' })
  expect([script.status, script.headers.location]).toEqual([302, '/graphql'])
})

test('a bearer header opens the page, also for a script; a wrong one does not', async () => {
  const page = await send('GET', '/', { authorization: `Bearer ${token}`, accept: '*/*' })
  expect(page.status).toBe(200)
  expect(page.body).toContain('<h2 id="measure">Measure</h2>')
  expect(page.headers['cache-control']).toBe('no-store')
  expect((await send('GET', '/', { authorization: 'Bearer tl_wrong' })).status).toBe(401)
})

test('a token is worth a session, which ends with it', async () => {
  const began = await signIn()
  expect(began.status).toBe(303)
  expect(began.headers['set-cookie']?.[0]).toMatch(/; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(began.headers['set-cookie']?.[0]).not.toContain(token)
  const cookie = cookieOf(began)
  expect((await send('GET', '/', { cookie })).status).toBe(200)
  await revokeToken(database.db.kysely, tokenId)
  expect((await send('GET', '/', { cookie })).status).toBe(401)
})

test('a session ends after an hour', async () => {
  const cookie = cookieOf(await signIn())
  now = START + 3_599_000
  expect((await send('GET', '/', { cookie })).status).toBe(200)
  now = START + 3_600_000
  expect((await send('GET', '/', { cookie })).status).toBe(401)
})

test('a session with another end, token or signature is none', async () => {
  const cookie = cookieOf(await signIn())
  const [head = '', end = '', signature = ''] = cookie.split('.')
  const other = await createToken(database.db.kysely, { name: `other ${Math.random()}`, role: 'ADMIN' })
  for (const forged of [
    `${head}.${Number(end) + 1}.${signature}`,
    `throughline_page=${other.id}.${end}.${signature}`,
    `${head}.${end}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
  ])
    expect((await send('GET', '/', { cookie: forged })).status, forged).toBe(401)
})

test('behind TLS the cookie is Secure', async () => {
  const began = await signIn({ ...form(), 'x-forwarded-proto': 'https' })
  expect(began.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
})

test('no other site can begin or end a session', async () => {
  const { 'sec-fetch-site': _site, ...old } = form()
  for (const headers of [
    { ...form(), 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { ...form(), 'sec-fetch-site': 'same-site' },
    { ...old, origin: 'https://evil.example' },
    { ...old, origin: 'null' },
    { 'content-type': old['content-type'] },
  ]) {
    const answer = await signIn(headers)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
    expect((await send('POST', '/session/end', headers)).status).toBe(403)
  }
  expect((await signIn(old)).status).toBe(303)
})

test('the API knows no cookies', async () => {
  const cookie = cookieOf(await signIn())
  const session = cookie.slice(cookie.indexOf('=') + 1)
  const json = { 'content-type': 'application/json', accept: 'application/json' }
  const body = JSON.stringify({ query: '{ viewer { roles } }' })
  expect((await send('POST', '/graphql', { ...json, cookie }, body)).status).toBe(401)
  expect((await send('POST', '/graphql', { ...json, authorization: `Bearer ${session}` }, body)).status).toBe(
    401,
  )
  expect((await send('POST', '/graphql', { ...json, authorization: `Bearer ${token}` }, body)).status).toBe(
    200,
  )
})

test('a code opens the page once, and leaves the address', async () => {
  const { code } = pageCodes.issue()
  const first = await send('GET', `/?code=${code}`)
  expect([first.status, first.headers.location]).toEqual([303, './'])
  expect((await send('GET', '/', { cookie: cookieOf(first) })).status).toBe(200)
  const again = await send('GET', `/?code=${code}`)
  expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined])
  expect(
    (await send('GET', `/?code=${pageCodes.issue().code}`, { 'x-forwarded-for': '192.0.2.1' })).status,
  ).toBe(403)
})

test('a role that may not see a part sees why, and the others', async () => {
  const made = await createToken(database.db.kysely, { name: 'reads nothing', role: 'CONNECTOR' })
  const page = await send('GET', '/', { authorization: `Bearer ${made.secret}` })
  expect(page.status).toBe(200)
  expect(page.body).toContain('class="failed"')
})

test('an unknown period is said on the page, as text', async () => {
  const hostile = encodeURIComponent('"><script>alert(1)</script>')
  const page = await send('GET', `/?period=${hostile}`, { authorization: `Bearer ${token}` })
  expect(page.status).toBe(200)
  expect(page.body).toContain('class="failed"')
  expect(page.body).not.toContain('<script')
})
