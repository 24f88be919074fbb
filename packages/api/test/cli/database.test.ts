import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyTestDatabase, type TestDatabase } from '@throughline/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Ended, type Serving, serving, throughline, urlOf } from './command.ts'

let database: TestDatabase
let home: string
let server: Serving | undefined

beforeAll(async () => {
  database = await emptyTestDatabase()
  home = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
})
afterAll(async () => {
  if (server?.child.exitCode === null) await server.stop('SIGKILL')
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

const env = (more: Record<string, string> = {}) => ({
  DATABASE_URL: urlOf(database.connection),
  THROUGHLINE_HOME: home,
  ...more,
})
const run = (...args: string[]): Promise<Ended> => throughline(args, { env: env() })
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

test('migrate applies what is missing, once', async () => {
  const { applied } = await json('migrate')
  expect(applied.length).toBeGreaterThan(5)
  expect(applied[0]).toMatch(/^0001_/)
  expect(await json('migrate')).toEqual({ applied: [] })
  expect(await run('migrate')).toEqual({
    code: 0,
    signal: null,
    stdout: 'The schema is up to date.\n',
    stderr: '',
  })
})

test('seed writes the demo organisation into an empty database, once', async () => {
  const summary = await json('seed')
  expect(summary).toMatchObject({ objectives: expect.any(Number), assets: expect.any(Number) })
  const again = await run('seed')
  expect(again.code).toBe(2)
  expect(again.stdout).toBe('')
  expect(again.stderr).toMatch(/^throughline: \S.*\n$/)
  const asJson = await run('seed', '--json')
  expect({ code: asJson.code, stdout: asJson.stdout }).toEqual({ code: 2, stdout: '' })
  expect(JSON.parse(asJson.stderr).error).toMatchObject({ code: 'USAGE', message: expect.any(String) })
})

test('tokens are made with a role and an end, listed without their secrets, and revoked', async () => {
  const viewer = await json('token', 'create', 'dashboards')
  expect(viewer).toMatchObject({
    name: 'dashboards',
    roles: ['VIEWER'],
    serviceAccount: 'dashboards',
    person: null,
    expiresAt: null,
  })
  expect(viewer.secret).toMatch(/^tl_[\w-]{43}$/)
  const admin = await json('token', 'create', 'import', '--role', 'ADMIN', '--expires-in-days', '30')
  const days = (Date.parse(admin.expiresAt) - Date.parse(admin.createdAt)) / 86_400_000
  expect(Math.round(days)).toBe(30)
  const plain = await run('token', 'create', 'plain')
  expect(plain.stdout).toMatch(/^tl_[\w-]{43}\n/)

  const listed = await run('token', 'list')
  expect(listed.stdout).toMatch(/^hint +name +belongs to +roles +created +last used +expires +revoked\n/)
  const { tokens } = await json('token', 'list')
  expect(tokens.map(({ name }: { name: string }) => name)).toEqual(['dashboards', 'import', 'plain'])
  for (const text of [listed.stdout, JSON.stringify(tokens)]) {
    expect(text).not.toContain(viewer.secret)
    expect(text).toContain(viewer.hint)
  }

  expect(await json('token', 'revoke', 'plain')).toMatchObject({
    name: 'plain',
    revokedAt: expect.any(String),
  })
  expect((await run('token', 'revoke', 'plain')).code).toBe(2)
  expect((await run('token', 'revoke', 'nobody')).stderr).toContain(
    'No token that still holds goes by "nobody"',
  )
  await json('token', 'create', 'dashboards')
  const twice = await run('token', 'revoke', 'dashboards')
  expect(twice.code).toBe(2)
  expect(twice.stderr).toContain('2 tokens go by "dashboards"')
  expect(await json('token', 'revoke', viewer.id)).toMatchObject({ id: viewer.id })
  expect((await run('token', 'create', ' ')).code).toBe(2)
})

test('with DATABASE_URL nothing is open: no token is made, and none is in the page', async () => {
  server = await serving({ env: env({ PORT: '0' }) })
  expect(server.stdout()).toContain('the one that DATABASE_URL names')
  expect(server.stdout()).toContain('make one with: throughline token create <name> --role ADMIN')
  expect(server.stdout() + server.stderr()).not.toMatch(/tl_[\w-]{43}/)
  expect(await readdir(home)).toEqual([])
  const names = (await json('token', 'list')).tokens.map(({ name }: { name: string }) => name)
  expect(names).not.toContain('first-run')
  expect((await ask(server.url, undefined, '{ services { totalCount } }')).status).toBe(401)
  const page = await fetch(server.url, {
    headers: { accept: 'text/html', 'sec-fetch-dest': 'document' },
  }).then((answer) => answer.text())
  expect(/tl_[\w-]{43}/.test(page)).toBe(false)
})

test('with DATABASE_URL any name for the server will do: a proxy may stand before it', async () => {
  const status = await new Promise((resolve, reject) => {
    const health = (server?.url ?? '').replace('/graphql', '/healthz')
    get(health, { headers: { host: 'throughline.example' } }, (response) =>
      resolve(response.resume().statusCode),
    ).on('error', reject)
  })
  expect(status).toBe(200)
})

test('a token made and revoked on the command line holds and ends at a running server at once', async () => {
  const url = server?.url ?? ''
  const made = await json('token', 'create', 'short-lived', '--role', 'ADMIN')
  expect((await ask(url, made.secret, '{ services { totalCount } }')).status).toBe(200)
  await json('token', 'revoke', made.hint)
  expect((await ask(url, made.secret, '{ services { totalCount } }')).status).toBe(401)
  const { code, ms } = (await server?.stop('SIGTERM')) ?? {}
  expect(code).toBe(0)
  expect(ms).toBeLessThan(10_000)
})

test('a database that is not there, or refuses, is told with what to check', async () => {
  const url = urlOf(database.connection).replace(/throughline_test_\w+/, 'no_such_database')
  const { code, stderr } = await throughline(['migrate'], { env: { DATABASE_URL: url } })
  expect(code).toBe(1)
  expect(stderr).toBe(
    'throughline: The database refuses: database "no_such_database" does not exist. Check DATABASE_URL.\n',
  )
})

test('serve on a database of the operator leaves it without the demo unless told', async () => {
  const own = await emptyTestDatabase()
  const serveOn = (more: Record<string, string>) =>
    serving({ env: { ...env({ PORT: '0', ...more }), DATABASE_URL: urlOf(own.connection) } })
  const plain = await serveOn({})
  expect(plain.stdout()).not.toContain('Demo')
  await plain.stop('SIGTERM')
  const services = () => own.db.kysely.selectFrom('service').select('id').execute()
  expect(await services()).toEqual([])
  const demo = await serveOn({ THROUGHLINE_SEED: 'demo' })
  expect(demo.stdout()).toMatch(/^Demo {13}seeded: /m)
  await demo.stop('SIGTERM')
  expect((await services()).length).toBeGreaterThan(0)
  await own.drop()
})
