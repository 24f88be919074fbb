import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { LEAK, sendRaw } from '../http/raw.ts'
import { ask, MAIN, type Serving, serving, throughline } from './command.ts'

let home: string
let server: Serving | undefined

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
  await chmod(home, 0o755)
})
afterEach(async () => {
  if (server?.child.exitCode === null && server.child.signalCode === null) await server.stop('SIGTERM')
  server = undefined
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function serve(env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  server = await serving({ env: { THROUGHLINE_HOME: home, PORT: '0', THROUGHLINE_SEED: 'none', ...env } })
  return server
}

async function expectAlive({ url, child }: Serving): Promise<void> {
  expect((await fetch(new URL('/healthz', url))).status).toBe(200)
  expect((await fetch(new URL('/readyz', url))).status).toBe(200)
  expect({ code: child.exitCode, signal: child.signalCode }).toEqual({ code: null, signal: null })
}

test('no request line ends the process, and none gets to see how it is built', async () => {
  const running = await serve({ NODE_ENV: 'development', LOG_LEVEL: 'info' })
  const host = 'Host: localhost\r\n\r\n'
  const heads: (readonly [number, string])[] = [
    [400, `GET // HTTP/1.1\r\n${host}`],
    [400, `GET /// HTTP/1.1\r\n${host}`],
    [400, `GET http://a:99999/ HTTP/1.1\r\n${host}`],
    [400, `OPTIONS * HTTP/1.1\r\n${host}`],
    [400, `CONNECT a:1 HTTP/1.1\r\n${host}`],
    [400, 'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n\r\n'],
    [400, 'GET /graphql HTTP/1.1\r\n\r\n'],
    [400, 'garbage\r\n\r\n'],
  ]
  for (const [status, head] of heads) {
    const answer = await sendRaw(running.url, head)
    expect(answer.status, head).toBe(status)
    expect(`${answer.head}\n${answer.body}`, head).not.toMatch(LEAK)
  }
  await expectAlive(running)
  expect(running.stderr()).not.toMatch(/unhandled|^\s+at /im)
  expect((await running.stop('SIGTERM')).code).toBe(0)
})

test('a promise that nothing awaits is logged and ends nothing', async () => {
  const stray = `process.on('SIGUSR2', () => void Promise.reject(new Error('stray')))`
  const running = await serve({ NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(stray)}` })
  running.child.kill('SIGUSR2')
  await expect.poll(() => running.stderr()).toContain('"unhandled rejection"')
  await expectAlive(running)
})

test('a reader of standard output that goes away ends nothing', async () => {
  const running = await serve()
  running.child.stdout?.destroy()
  await expectAlive(running)
  expect((await running.stop('SIGTERM')).code).toBe(0)
  expect(running.stderr()).not.toMatch(/EPIPE/)
  expect(existsSync(join(home, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
})

test.runIf(existsSync('/dev/full'))('a full disk under the log ends nothing', async () => {
  const port = await freePort()
  const child = spawn('sh', ['-c', 'exec "$0" "$1" serve 2>/dev/full', process.execPath, MAIN], {
    env: {
      ...process.env,
      THROUGHLINE_HOME: home,
      PORT: String(port),
      THROUGHLINE_SEED: 'none',
      LOG_LEVEL: 'trace',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = once(child, 'close')
  try {
    const url = `http://127.0.0.1:${port}/`
    const status = (path: string) => fetch(new URL(path, url)).then((response) => response.status)
    await expect.poll(() => status('/readyz').catch(() => 0), { timeout: 50_000 }).toBe(200)
    for (let times = 0; times < 20; times += 1) expect(await status('/nowhere')).toBe(404)
    expect(child.exitCode).toBeNull()
  } finally {
    child.kill('SIGTERM')
  }
  expect(await closed).toEqual([0, null])
})

async function freePort(): Promise<number> {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  await new Promise((resolve) => taken.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('a port that is taken is noticed before anything is written', async () => {
  const fresh = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const refused = await throughline(['serve'], { env: { THROUGHLINE_HOME: fresh, PORT: String(port) } })
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('The port is in use already')
    expect(await readdir(fresh)).toEqual([])
  } finally {
    taken.close()
    await rm(fresh, { recursive: true, force: true })
  }
})

test('a damaged token file is replaced, and the token that it held is revoked', async () => {
  const query = '{ teams { totalCount } }'
  const file = join(home, 'token')
  const before = await serve()
  const old = (await readFile(file, 'utf8')).trim()
  expect((await ask(before.url, old, query)).status).toBe(200)
  await before.stop('SIGTERM')
  await writeFile(file, old.slice(0, 20), { mode: 0o644 })

  const running = await serve()
  const made = (await readFile(file, 'utf8')).trim()
  expect(made).not.toBe(old)
  expect((await ask(running.url, made, query)).status).toBe(200)
  expect((await ask(running.url, old, query)).status).toBe(401)
  expect(running.stdout()).toMatch(/^Token file {7}held no valid token.* 1 earlier token/m)
  const listed = await throughline(['token', 'list', '--json'], { env: { THROUGHLINE_HOME: home } })
  const { tokens } = JSON.parse(listed.stdout) as { tokens: { revokedAt: string | null }[] }
  expect(tokens.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1)
})
