import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Serving, serving, throughline } from './command.ts'

let home: string
let server: Serving

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-explorer-'))
  await chmod(home, 0o755)
})
afterAll(async () => {
  if (server?.child.exitCode === null) await server.stop('SIGKILL')
  // A server that was killed leaves its PostgreSQL behind; the next command takes it over and ends it in order.
  await throughline(['token', 'list'], { env: { THROUGHLINE_HOME: home } })
  await rm(home, { recursive: true, force: true })
})

const LINK = /(http:\/\/127\.0\.0\.1:\d+)\/graphql#code=([\w-]{43})/
const file = () => join(home, 'explorer.json')

function serve(env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  return serving({ env: { THROUGHLINE_HOME: home, PORT: '0', THROUGHLINE_SEED: 'none', ...env } })
}

const explorer = (...more: string[]) =>
  throughline(['explorer', ...more], { env: { THROUGHLINE_HOME: home } })

/** Exchanges the code of a printed address as the page does. */
function exchange(said: string, address?: string): Promise<{ status: number | undefined; body: string }> {
  const [, origin = '', code] = LINK.exec(said) ?? []
  const { port, host } = new URL(origin)
  const headers = { host, origin, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const options = { host: address ?? '127.0.0.1', port, path: '/explorer/token', method: 'POST', headers }
    request(options, async (response) => {
      resolve({ status: response.statusCode, body: await text(response) })
    })
      .on('error', reject)
      .end(JSON.stringify({ code }))
  })
}

test('the printed address is worth the token once, and another one can be printed', async () => {
  server = await serve()
  const token = (await readFile(join(home, 'token'), 'utf8')).trim()
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect(await readFile(file(), 'utf8')).not.toContain(token)
  const { status, body } = await exchange(server.stdout())
  expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { token } })
  expect((await ask(server.url, token, '{ teams { totalCount } }')).status).toBe(200)
  expect((await exchange(server.stdout())).status).toBe(403)

  const printed = await explorer()
  expect(printed).toMatchObject({ code: 0, stderr: '' })
  expect(printed.stdout).toMatch(LINK)
  expect(printed.stdout).not.toContain(token)
  const asJson = await explorer('--json')
  const { explorer: link } = JSON.parse(asJson.stdout) as { explorer: string }
  // The newest one counts.
  expect((await exchange(printed.stdout)).status).toBe(403)
  expect((await exchange(link)).status).toBe(200)
  expect(server.stderr()).not.toContain(token)
})

test('it is for an embedded server only, and for one that runs', async () => {
  const own = await throughline(['explorer'], { env: { DATABASE_URL: 'postgres://me@127.0.0.1:1/none' } })
  expect(own.code).toBe(2)
  expect(own.stderr).toContain('throughline token create')

  const { stdout } = await explorer()
  await server.stop('SIGTERM')
  await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' })
  const none = await explorer()
  expect(none.code).toBe(1)
  expect(none.stderr).toContain('Start one with: throughline serve')

  // A code ends with its process, also where the next one has the same port.
  const { port } = new URL(server.url)
  server = await serve({ PORT: port })
  expect((await exchange(stdout)).status).toBe(403)
  await server.stop('SIGKILL')
  const killed = await explorer()
  expect(killed.code).toBe(1)
  expect(killed.stderr).toContain(`The server at ${server.url} does not answer`)
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find((entry) => entry !== undefined && !entry.internal && entry.family === 'IPv4')?.address

test('HOST alone does not open an embedded server to other machines', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'throughline-explorer-'))
  try {
    for (const host of ['0.0.0.0', '::', ...(outside === undefined ? [] : [outside])]) {
      const env = { THROUGHLINE_HOME: join(empty, 'home'), HOST: host, PORT: '0' }
      const refused = await throughline(['serve'], { env })
      expect({ code: refused.code, stdout: refused.stdout }, host).toEqual({ code: 2, stdout: '' })
      expect(refused.stderr).toContain('THROUGHLINE_ALLOW_REMOTE=true')
      await expect(stat(env.THROUGHLINE_HOME)).rejects.toMatchObject({ code: 'ENOENT' })
    }
    const nowhere = await throughline(['serve'], {
      env: { THROUGHLINE_HOME: join(empty, 'home'), HOST: 'no.invalid' },
    })
    expect(nowhere).toMatchObject({ code: 2, stdout: '' })
    expect(nowhere.stderr).toContain('HOST is "no.invalid"')
  } finally {
    await rm(empty, { recursive: true, force: true })
  }
})

test.skipIf(outside === undefined)(
  'where it is open, others get neither page nor token by a header',
  async () => {
    server = await serve({ HOST: '0.0.0.0', THROUGHLINE_ALLOW_REMOTE: 'true' })
    const token = (await readFile(join(home, 'token'), 'utf8')).trim()
    const { port } = new URL(server.url)
    const page = (host: string) =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        const headers = { host, accept: 'text/html', 'sec-fetch-dest': 'document' }
        request({ host: outside, port, path: '/graphql', headers }, async (response) => {
          resolve({ status: response.statusCode, body: await text(response) })
        })
          .on('error', reject)
          .end()
      })
    expect((await page(`${outside}:${port}`)).status).toBe(421)
    const local = await page('localhost')
    expect(local.status).toBe(200)
    expect(local.body).not.toContain(token)
    const far = await exchange(server.stdout(), outside)
    expect(far.status).toBe(403)
    expect(far.body).not.toContain(token)
    expect((await exchange(server.stdout())).status).toBe(200)
    await server.stop('SIGTERM')
  },
)
