import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { get } from 'node:http'
import { connect as connectSocket, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Serving, serving, throughline } from './command.ts'

let home: string
const running: Serving[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  await chmod(home, 0o755)
})
afterAll(async () => {
  for (const server of running) if (server.child.exitCode === null) await server.stop('SIGKILL')
  // A server that was killed leaves its PostgreSQL behind; whoever comes next takes it over and leaves in order.
  await throughline(['token', 'list'], { env: { THROUGHLINE_HOME: home } })
  await rm(home, { recursive: true, force: true })
})

async function serve(env: Record<string, string> = {}, ...more: string[]): Promise<Serving> {
  const server = await serving({ env: { THROUGHLINE_HOME: home, PORT: '0', ...env } }, ...more)
  running.push(server)
  return server
}

const tokenFile = () => readFile(join(home, 'token'), 'utf8').then((text) => text.trim())
const COUNT = '{ objectives { totalCount } services { totalCount } }'

/** The process of the PostgreSQL whose data the banner names. */
async function postgresOf(banner: string): Promise<number> {
  const [, data = ''] = /data in (.*)/.exec(banner) ?? []
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(pid)
}

/** Whether it runs; what has ended may wait a moment for somebody to ask how. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** GraphiQL as a browser gets it that opens the page itself. */
function page(url: string): Promise<string> {
  const headers = { accept: 'text/html', 'sec-fetch-dest': 'document' }
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => resolve(text(response))).on('error', reject)
  })
}

/** The status of a request under a name of the caller's for the server. */
function statusUnder(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject)
  })
}

let first: { token: string; objectives: unknown }

test('the first start brings everything up, says where, and leaves nothing running', async () => {
  const server = await serve()
  const banner = server.stdout()
  for (const line of [
    /^PostgreSQL {7}1[5-9][\d.]*, embedded, data in \S+$/m,
    /^Migrations {7}\d+ applied$/m,
    /^Demo {13}seeded: \d+ objectives, \d+ services, \d+ assets/m,
    /^GraphiQL {9}http:\/\/127\.0\.0\.1:\d+\/graphql#code=[\w-]{43}$/m,
    /^Admin token {6}tl_[\w-]{43}$/m,
  ])
    expect(banner).toMatch(line)
  const token = await tokenFile()
  expect(banner).toContain(token)
  expect((await stat(join(home, 'token'))).mode & 0o777).toBe(0o600)
  expect((await ask(server.url, undefined, COUNT)).status).toBe(401)
  expect((await ask(server.url, `tl_${'x'.repeat(43)}`, COUNT)).status).toBe(401)
  const { status, body } = await ask(server.url, token, COUNT)
  expect(status).toBe(200)
  first = { token, objectives: body.data }
  expect(await page(server.url)).not.toContain(token)

  const postgres = await postgresOf(banner)
  expect(isRunning(postgres)).toBe(true)
  const { code, ms } = await server.stop('SIGTERM')
  expect(code).toBe(0)
  expect(ms).toBeLessThan(10_000)
  await expect.poll(() => isRunning(postgres)).toBe(false)
  expect(server.stdout()).toContain('Stopping')
  expect(server.stdout() + server.stderr()).not.toMatch(/^\s+at /m)
  // The log goes where logs are collected; the token has no place there.
  expect(server.stderr()).not.toContain(token)
})

test('the next start keeps the data and the token, and Ctrl-C ends it', async () => {
  const server = await serve()
  expect(server.stdout()).toMatch(/^Migrations {7}up to date$/m)
  expect(server.stdout()).toMatch(/^Demo {13}the database is in use; left as it is$/m)
  expect(await tokenFile()).toBe(first.token)
  expect((await ask(server.url, first.token, COUNT)).body.data).toEqual(first.objectives)
  const postgres = await postgresOf(server.stdout())
  const { code, ms } = await server.stop('SIGINT')
  expect(code).toBe(0)
  expect(ms).toBeLessThan(10_000)
  await expect.poll(() => isRunning(postgres)).toBe(false)
})

test('it answers under the names of this machine alone', async () => {
  const server = await serve()
  const { port } = new URL(server.url)
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', '[::1]'])
    expect(await statusUnder(host, server.url.replace('/graphql', '/healthz'))).toBe(200)
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1.evil.example',
    'localhost.evil.example',
  ])
    expect(await statusUnder(host, server.url.replace('/graphql', '/healthz'))).toBe(421)

  // The same port again, and another command beside it.
  const second = await throughline(['serve'], { env: { THROUGHLINE_HOME: home, PORT: port } })
  expect(second.code).toBe(1)
  expect(second.stderr).toContain('The port is in use already')
  expect(second.stderr).not.toMatch(/^\s+at /m)
  const listed = await throughline(['token', 'list', '--json'], { env: { THROUGHLINE_HOME: home } })
  expect(JSON.parse(listed.stdout).tokens).toMatchObject([
    { name: 'first-run', roles: ['ADMIN'], revokedAt: null },
  ])
  expect((await ask(server.url, first.token, COUNT)).status).toBe(200)

  // A token that is revoked ends at once, and the next start makes another.
  await throughline(['token', 'revoke', 'first-run'], { env: { THROUGHLINE_HOME: home } })
  expect((await ask(server.url, first.token, COUNT)).status).toBe(401)
  await server.stop('SIGTERM')
})

test('a token that does not hold any more is replaced, also as JSON', async () => {
  const server = await serve({}, '--json')
  const said = JSON.parse(server.stdout())
  expect(said).toMatchObject({ url: server.url, applied: [] })
  expect(said.token).not.toBe(first.token)
  expect(await tokenFile()).toBe(said.token)
  expect((await stat(join(home, 'token'))).mode & 0o777).toBe(0o600)
  expect((await ask(server.url, said.token, COUNT)).status).toBe(200)
  first = { ...first, token: said.token }
  await server.stop('SIGKILL')
})

test('after kill -9 the next start takes up where it was; requests in flight at its end are answered', async () => {
  const server = await serve()
  expect(await tokenFile()).toBe(first.token)
  const body = JSON.stringify({ query: COUNT })
  const inFlight = await Promise.all(Array.from({ length: 20 }, () => halfSent(server.url, body)))
  const stopping = server.stop('SIGTERM')
  await expect.poll(() => server.stdout()).toContain('Stopping')
  const answers = await Promise.all(inFlight.map((request) => request.finish()))
  expect(answers.every((answer) => answer.startsWith('HTTP/1.1 200'))).toBe(true)
  expect(answers.every((answer) => answer.includes('"objectives"'))).toBe(true)
  expect((await stopping).code).toBe(0)
  expect(existsSync(join(home, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
})

/** A request that has reached the server, but for the last byte of its body. */
async function halfSent(url: string, body: string): Promise<{ finish(): Promise<string> }> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connectSocket(Number(port), hostname)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk
  })
  const closed = new Promise<void>((resolve, reject) => socket.once('close', resolve).once('error', reject))
  const head = [
    'POST /graphql HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    `Authorization: Bearer ${first.token}`,
    'Expect: 100-continue',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  // The server says that it has taken the request on.
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  answer = ''
  socket.write(body.slice(0, -1))
  return {
    async finish() {
      socket.write(body.slice(-1))
      await closed
      return answer
    },
  }
}
