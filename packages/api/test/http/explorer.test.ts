import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { testDatabase } from '@throughline/db/testing'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CODES_PATH, EXCHANGE_PATH, type ExplorerOptions, explorerRoutes } from '../../src/http/explorer.ts'
import { type Listener, openListener } from '../../src/http/listener.ts'
import { isLoopbackAddress, isLoopbackHost } from '../../src/http/loopback.ts'
import { OneTimeCode } from '../../src/http/one-time-code.ts'
import { startServer } from '../../src/server.ts'

const TOKEN = 'tl_the-token-of-the-administrator'
const KEY = 'the-key-of-this-process'
const log = pino({ level: 'silent' })

let now: Date
let explorer: ExplorerOptions
let listener: Listener
/** Host and port as the browser sends them. */
let host: string

beforeEach(async () => {
  now = new Date('2026-01-01T12:00:00Z')
  explorer = { codes: new OneTimeCode(() => now), token: TOKEN, key: KEY }
  // Open to others, so that a caller from elsewhere gets this far.
  listener = await openListener({ log, port: 0, host: '0.0.0.0', loopbackOnly: false })
  listener.route(explorerRoutes(explorer))
  host = new URL(listener.origin).host
})
afterEach(() => listener.stop())

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** fetch would set Host and Origin itself. */
function post(
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
  address = '127.0.0.1',
): Promise<Answer> {
  const { port } = new URL(listener.origin)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: address, port, path, method: 'POST', headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) })
    })
    sent.on('error', reject).end(body)
  })
}

/** What the script of the page sends, as Chromium sends it. */
const browser = (): Record<string, string> => ({
  host,
  origin: `http://${host}`,
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'content-type': 'application/json',
})

function exchange(code: string, changed: Record<string, string | undefined> = {}, address?: string) {
  const entries = Object.entries({ ...browser(), ...changed })
  const headers = Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return post(EXCHANGE_PATH, headers as Record<string, string>, JSON.stringify({ code }), address)
}

test('a code is worth the token once', async () => {
  const { code } = explorer.codes.issue()
  expect(code).toMatch(/^[\w-]{43}$/)
  const first = await exchange(code)
  expect({ status: first.status, body: JSON.parse(first.body) }).toEqual({
    status: 200,
    body: { token: TOKEN },
  })
  expect(first.headers['cache-control']).toBe('no-store')
  const second = await exchange(code)
  expect(second.status).toBe(403)
  expect(second.body).not.toContain(TOKEN)
})

test('an older browser, and a name with other letters', async () => {
  expect((await exchange(explorer.codes.issue().code, { 'sec-fetch-site': undefined })).status).toBe(200)
  const { port } = new URL(listener.origin)
  for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '[::1]']) {
    const { code } = explorer.codes.issue()
    const answer = await exchange(code, { host: `${name}:${port}`, origin: `http://${name}:${port}` })
    expect(answer.status, name).toBe(200)
  }
})

test.each<[number, string, Record<string, string | undefined>]>([
  [403, 'a name from outside', { host: 'rebound.example', origin: 'http://rebound.example' }],
  [403, 'a name that looks local', { host: '127.0.0.1.example', origin: 'http://127.0.0.1.example' }],
  [403, 'the address of every interface', { host: '0.0.0.0', origin: 'http://0.0.0.0' }],
  [403, 'a program that names no origin', { origin: undefined, 'sec-fetch-site': undefined }],
  [403, 'another page', { origin: 'http://evil.example' }],
  [403, 'a page of another port', { origin: 'http://127.0.0.1:1' }],
  [403, 'a page of another scheme', { origin: 'https://localhost' }],
  [403, 'a page without an origin', { origin: 'null' }],
  [403, 'a page of the same site', { 'sec-fetch-site': 'same-site' }],
  [403, 'a page of another site', { 'sec-fetch-site': 'cross-site' }],
  [403, 'a person', { 'sec-fetch-site': 'none' }],
  [403, 'a proxy that says Forwarded', { forwarded: 'for=192.0.2.1' }],
  [403, 'a proxy that says Via', { via: '1.1 proxy' }],
  [403, 'a proxy that says X-Forwarded-For', { 'x-forwarded-for': '127.0.0.1' }],
  [403, 'a proxy that says X-Forwarded-Host', { 'x-forwarded-host': 'localhost' }],
  [403, 'a proxy that says X-Forwarded-Proto', { 'x-forwarded-proto': 'http' }],
  [403, 'a proxy that says X-Real-IP', { 'x-real-ip': '127.0.0.1' }],
  [415, 'a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  [415, 'a form of plain text', { 'content-type': 'text/plain' }],
  [415, 'no type', { 'content-type': undefined }],
  [415, 'a type that begins alike', { 'content-type': 'application/json-patch' }],
])('%d for %s, and the code stays valid for its page', async (status, _who, changed) => {
  const { code } = explorer.codes.issue()
  for (let times = 0; times < 10; times += 1) {
    const refused = await exchange(code, changed)
    expect(refused.status).toBe(status)
    expect(refused.headers['cache-control']).toBe('no-store')
    expect(refused.body).not.toContain(TOKEN)
  }
  expect((await exchange(code)).status).toBe(200)
})

/** An address of this machine that other machines reach. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((entry) => entry !== undefined && !entry.internal && entry.family === 'IPv4')?.address

test.skipIf(outside === undefined)(
  'a caller from elsewhere is refused, whatever its headers say',
  async () => {
    const { code } = explorer.codes.issue()
    expect((await exchange(code, {}, outside)).status).toBe(403)
    const asked = await post(CODES_PATH, { host, authorization: `Bearer ${KEY}` }, '', outside)
    expect(asked.status).toBe(403)
    expect((await exchange(code)).status).toBe(200)
  },
)

test('bodies that hold no code', async () => {
  const { code } = explorer.codes.issue()
  for (const body of ['', '{', 'null', '[]', '"x"', '{}', '{"code":1}', `{"code":["${code}"]}`])
    expect((await post(EXCHANGE_PATH, browser(), body)).status, body).toBe(400)
  expect(
    (await post(EXCHANGE_PATH, browser(), JSON.stringify({ code, more: 'x'.repeat(2_000) }))).status,
  ).toBe(413)
  expect((await exchange(code)).status).toBe(200)
})

test('a code ends with its time, with the next one, and after wrong tries', async () => {
  const late = explorer.codes.issue()
  expect(late.expiresAt).toEqual(new Date('2026-01-01T12:15:00Z'))
  now = new Date('2026-01-01T12:15:00Z')
  expect((await exchange(late.code)).status).toBe(403)

  const replaced = explorer.codes.issue().code
  const next = explorer.codes.issue().code
  expect((await exchange(replaced)).status).toBe(403)
  now = new Date('2026-01-01T12:29:59.999Z')
  expect((await exchange(next)).status).toBe(200)

  const tried = explorer.codes.issue().code
  for (const wrong of ['', 'x', tried.slice(1), `${tried}x`]) expect((await exchange(wrong)).status).toBe(403)
  const kept = explorer.codes.issue().code
  for (let times = 0; times < 5; times += 1) expect((await exchange(tried)).status).toBe(403)
  expect((await exchange(kept)).status).toBe(403)
  // Four wrong tries are not too many.
  const last = explorer.codes.issue().code
  for (let times = 0; times < 4; times += 1) expect((await exchange('x')).status).toBe(403)
  expect((await exchange(last)).status).toBe(200)
})

test('of many exchanges at the same time one gets the token', async () => {
  const { code } = explorer.codes.issue()
  const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(code)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('without a code there is nothing to guess', async () => {
  for (const code of ['', 'undefined', 'null', 'x'.repeat(43)])
    expect((await exchange(code)).status).toBe(403)
})

test('a new code is for the command line, which knows the key of this process', async () => {
  const asked = await post(CODES_PATH, { host, authorization: `Bearer ${KEY}` })
  expect(asked.status).toBe(200)
  expect(asked.headers['cache-control']).toBe('no-store')
  const { code, expiresAt } = JSON.parse(asked.body) as { code: string; expiresAt: string }
  expect(expiresAt).toBe('2026-01-01T12:15:00.000Z')
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer other',
    `Basic ${KEY}`,
    `Bearer ${TOKEN}`,
    KEY,
  ])
    expect((await post(CODES_PATH, { host, authorization })).status, authorization).toBe(401)
  for (const changed of [{ host: 'rebound.example' }, { 'x-forwarded-for': '127.0.0.1' }])
    expect((await post(CODES_PATH, { host, authorization: `Bearer ${KEY}`, ...changed })).status).toBe(403)
  // None of these replaced the code.
  expect((await exchange(code)).status).toBe(200)
})

test('the page holds no token, also for a browser on this machine', async () => {
  const { db, drop } = await testDatabase()
  const server = await startServer({ db, log, port: 0, host: '127.0.0.1', loopbackOnly: true, explorer })
  const { port } = new URL(server.url)
  try {
    explorer.codes.issue()
    const headers = { host: 'localhost', accept: 'text/html', 'sec-fetch-dest': 'document' }
    const page = await new Promise<string>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/graphql', headers }, (response) =>
        resolve(text(response)),
      )
        .on('error', reject)
        .end()
    })
    expect(page).toContain('id="page-data"')
    expect(page).toContain(EXCHANGE_PATH.slice(1))
    expect(page).not.toContain(TOKEN)
    expect(page).not.toMatch(/tl_[\w-]/)
  } finally {
    await server.stop()
    await drop()
  }
})

test('addresses and names of this machine', () => {
  for (const address of ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::FFFF:127.1.2.3'])
    expect(isLoopbackAddress(address), address).toBe(true)
  for (const address of [
    undefined,
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '192.168.127.1',
    '128.0.0.1',
    '1.127.0.0',
    '::ffff:10.0.0.1',
    '::2',
    'fe80::1',
    '127.0.0.1.example',
  ])
    expect(isLoopbackAddress(address), address).toBe(false)
  for (const name of ['localhost', 'localhost:1', '127.0.0.1:4000', '[::1]', '[::1]:80'])
    expect(isLoopbackHost(name), name).toBe(true)
  for (const name of [
    undefined,
    '',
    'localhost.',
    'localhost.example',
    '127.0.0.1.example',
    '::1',
    '0.0.0.0',
    '[::]',
  ])
    expect(isLoopbackHost(name), name).toBe(false)
})
