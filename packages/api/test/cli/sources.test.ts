import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rowCounts } from '../sync/state.ts'
import { until } from '../work/worker-harness.ts'
import { collect, type Surroundings, start, throughline, urlOf, withoutDefaultRules } from './command.ts'

const FIXTURES = new URL('../work/fixtures/', import.meta.url).pathname
const KEYS = `old:${Buffer.alloc(32, 1).toString('base64')}`
const CANARY = 'canary-7f3a91'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 180_000 })

let database: TestDatabase
let directory: string
let upstream: Upstream
let hosts: { name: string; cores: number; broken?: boolean }[]

beforeEach(async () => {
  database = await testDatabase()
  await withoutDefaultRules(database)
  directory = await mkdtemp(join(tmpdir(), 'throughline-sources-'))
  await chmod(directory, 0o755)
  const plugins = ['inventory', 'tracker'].map((name) => join(FIXTURES, `${name}.ts`))
  await writeFile(
    join(directory, 'throughline.config.ts'),
    `export default { plugins: ${JSON.stringify(plugins)} }\n`,
  )
  hosts = [
    { name: 'a', cores: 1 },
    { name: 'b', cores: 2 },
  ]
  upstream = await startUpstream(({ path, headers }) => {
    if (path === '/hosts') return { json: { hosts, next: null } }
    if (path !== '/issues') return { json: [] }
    if (headers.authorization !== `Bearer ${CANARY}`) return { status: 401 }
    return { json: [{ id: 'T-1', title: 'The shop is slow', at: '2026-05-01T10:00:00.000Z' }] }
  })
})
afterEach(async () => {
  await upstream.close()
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

const surroundings = ({ env, ...more }: Surroundings = {}): Surroundings => ({
  cwd: directory,
  env: {
    DATABASE_URL: urlOf(database.connection),
    THROUGHLINE_SECRET_KEYS: KEYS,
    THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
    ...env,
  },
  ...more,
})
const run = (args: readonly string[], more?: Surroundings) =>
  throughline(['source', ...args], surroundings(more))
const done = async (args: readonly string[], more?: Surroundings) => {
  const ended = await run(args, more)
  expect(ended.code, ended.stderr).toBe(0)
  expect(ended.stderr).toBe('')
  return ended.stdout
}
const json = async (args: readonly string[], code = 0, more?: Surroundings) => {
  const ended = await run([...args, '--json'], more)
  expect(ended.code, ended.stderr).toBe(code)
  return JSON.parse(ended.stdout)
}
const addInventory = () => done(['add', 'hosts', 'test-inventory', '--set', `url=${upstream.url}`])

test('a source is made, shown, changed, paused, resumed and removed', async () => {
  expect(await done(['list'])).toContain('There is no source yet')
  const made = await json([
    ...['add', 'hosts', 'test-inventory', '--set', `url=${upstream.url}`, '--set', 'token=2024'],
    ...['--schedule', '*/15 * * * *', '--time-zone', 'Europe/Oslo', '--precedence', '7'],
    ...['--retirement-grace', '86400', '--deletion-check-interval', '0'],
  ])
  expect(made).toMatchObject({
    name: 'hosts',
    plugin: 'test-inventory',
    // A text where the plugin wants one, whatever it looks like.
    config: { url: upstream.url, token: '2024' },
    schedule: '*/15 * * * *',
    timeZone: 'Europe/Oslo',
    precedence: 7,
    retirementGraceSeconds: 86_400,
    status: 'ACTIVE',
  })
  expect(await done(['list'])).toMatch(/^hosts +test-inventory +ACTIVE +\*\/15 \* \* \* \* +– +0$/m)
  expect(await json(['set', 'hosts', '--unset', 'token', '--no-schedule'])).toMatchObject({
    config: { url: upstream.url },
    schedule: null,
    precedence: 7,
  })
  expect(await done(['set', 'hosts', '--no-schedule'])).toBe('Nothing of hosts is different.\n')
  expect(await json(['pause', 'hosts', '--reason', 'moves'])).toMatchObject({
    status: 'PAUSED',
    statusReason: expect.stringMatching(/^moves \(by cli:./),
  })
  const refused = await run(['sync', 'hosts'])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('hosts is not read: moves') })
  expect(await json(['resume', 'hosts'])).toMatchObject({ status: 'ACTIVE' })
  expect(await done(['show', 'hosts'])).toMatch(
    /^hosts: test-inventory, ACTIVE\nschedule +only when asked to\n/,
  )
  const unsure = await run(['remove', 'hosts'])
  expect(unsure).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  await done(['remove', 'hosts', '--yes'])
  expect(await json(['list'])).toEqual({ sources: [] })
  const events = await database.db.kysely.selectFrom('audit_event').select(['action', 'actor']).execute()
  expect(events.map(({ action }) => action)).toEqual([
    'source.create',
    'source.update',
    'source.pause',
    'source.resume',
    'source.delete',
  ])
  for (const { actor } of events) expect(actor).toMatch(/^cli:./)
})

test('it is read by this process where no other works, and says what was done', async () => {
  await addInventory()
  const first = await done(['sync', 'hosts'])
  expect(first).toMatch(/^hosts, read from where the last reading ended\n/)
  expect(first).toMatch(/^assets +2 +2 +0 +0 +0 +0$/m)
  expect(await done(['sync', 'hosts', '--full'])).toContain('Nothing changed.')
  expect(await json(['show', 'hosts'])).toMatchObject({
    scopes: [{ stream: 'hosts', state: 'OK' }, { stream: 'tickets' }],
    runs: [
      { status: 'SUCCEEDED', mode: 'FULL' },
      { status: 'SUCCEEDED', mode: 'INCREMENTAL' },
    ],
  })
  hosts = [{ name: 'a', cores: 1, broken: true }, ...hosts.slice(1)]
  const attention = await run(['sync', 'hosts', '--stream', 'hosts'])
  expect(attention.code).toBe(3)
  expect(attention.stdout).toMatch(/^1 record was set aside:\n {2}hosts a: \S.+$/m)
  hosts = hosts.map(({ broken: _, ...host }) => host)
  expect(await json(['sync', 'hosts', '--retry-dead-letters'], 3)).toMatchObject({
    mode: 'RETRY_DEAD_LETTERS',
  })
  expect(await json(['sync', 'hosts', '--replay'])).toMatchObject({ mode: 'REPLAY', status: 'SUCCEEDED' })
  const replayed = await throughline(['plugin', 'replay', 'hosts', '--json'], surroundings())
  expect(JSON.parse(replayed.stdout)).toMatchObject({ mode: 'REPLAY', status: 'SUCCEEDED' })
})

test('a dry run tells the differences and writes nothing', async () => {
  await addInventory()
  await done(['sync', 'hosts'])
  hosts = [
    { name: 'a', cores: 8 },
    { name: 'b', cores: 2 },
    { name: 'c', cores: 3 },
  ]
  const before = await rowCounts(database.db, 'sync_run', 'dry_run_change', 'source_pseudonym_key')
  const tried = await done(['sync', 'hosts', '--dry-run'])
  expect(tried).toContain('would add      hosts of all: c')
  expect(tried).toContain('would change   hosts of all: a')
  expect(tried).toContain('Nothing was written.')
  expect(await rowCounts(database.db, 'sync_run', 'dry_run_change', 'source_pseudonym_key')).toEqual(before)
  const report = await json(['sync', 'hosts', '--dry-run'])
  expect(report).toMatchObject({
    mode: 'DRY_RUN',
    counts: { asset: { found: 3, added: 1, changed: 1, unchanged: 1 } },
    differences: [
      { stream: 'hosts', scope: 'all', externalId: 'a', outcome: 'CHANGED' },
      { stream: 'hosts', scope: 'all', externalId: 'c', outcome: 'ADDED' },
    ],
  })
})

test('what a run fails with is told, and the source says so', async () => {
  await addInventory()
  upstream.faults = () => ({ kind: 'answer', answer: { status: 401 } })
  const failed = await run(['sync', 'hosts', '--json'])
  expect(failed.code).toBe(1)
  expect(JSON.parse(failed.stderr).error).toMatchObject({ code: 'AUTH_ERROR' })
  expect(await done(['list'])).toMatch(/^hosts +test-inventory +PAUSED/m)
  expect(await run(['test', 'hosts'])).toMatchObject({ code: 3 })
  upstream.faults = () => undefined
  expect(await done(['test', 'hosts'])).toMatch(/^ok +list hosts$/m)
})

test('Ctrl-C cancels the run; what was read stays', async () => {
  await addInventory()
  upstream.faults = ({ path }) => (path === '/tickets' ? { kind: 'hang' } : undefined)
  const child = start(['source', 'sync', 'hosts'], surroundings())
  const stderr = collect(child.stderr)
  const ended = once(child, 'close')
  await until(async () => upstream.requests.some(({ path }) => path === '/tickets'))
  child.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  expect(stderr()).toMatch(/^throughline: Stopped before the end\./)
  const [stopped] = await database.db.kysely.selectFrom('sync_run').selectAll().execute()
  expect(stopped).toMatchObject({ status: 'CANCELLED', error_code: 'STOPPED' })
  expect((await database.db.kysely.selectFrom('asset').select('id').execute()).length).toBe(2)
})

test('a secret comes by reference or on standard input, is kept sealed, and is shown nowhere', async () => {
  const add = ['add', 'tracker', 'test-tracker', '--set', `url=${upstream.url}`]
  const said: string[] = []
  const refused = await run([...add, '--secret', `token=${CANARY}`])
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('a value on the command line is seen by everybody')
  const plain = await run([...add, '--set', `token=${CANARY}`])
  expect(plain.code).toBe(2)
  expect(plain.stderr).toContain('must be a reference to the secret')
  said.push(refused.stderr, plain.stderr)

  said.push(await done([...add, '--secret', 'token=-'], { input: `${CANARY}\n` }))
  expect(await done(['test', 'tracker'])).toContain('read issues')
  said.push(await done(['sync', 'tracker']), await done(['show', 'tracker', '--json']))
  expect(said.at(-1)).toContain('sealed:token')

  const rotated = { THROUGHLINE_SECRET_KEYS: `new:${Buffer.alloc(32, 2).toString('base64')},${KEYS}` }
  expect(await json(['rotate-keys'], 0, { env: rotated })).toEqual({ resealed: 1, key: 'new' })
  expect(await json(['rotate-keys'], 0, { env: rotated })).toEqual({ resealed: 0, key: 'new' })
  const withoutOld = { THROUGHLINE_SECRET_KEYS: rotated.THROUGHLINE_SECRET_KEYS.split(',')[0] ?? '' }
  expect(await done(['test', 'tracker'], { env: withoutOld })).toContain('read issues')
  expect(await run(['test', 'tracker'])).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('sealed with the key new, which is not in THROUGHLINE_SECRET_KEYS'),
  })

  await done(['secret', 'tracker', 'token', 'env:TRACKER_TOKEN'])
  const env = { TRACKER_TOKEN: CANARY }
  expect(await done(['test', 'tracker'], { env })).toContain('read issues')
  expect(await run(['test', 'tracker'])).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('is not set'),
  })
  const file = join(directory, 'token')
  await writeFile(file, `${CANARY}\n`)
  await done(['secret', 'tracker', 'token', `file:${file}`])
  expect(await done(['test', 'tracker'])).toContain('read issues')
  expect(await database.db.kysely.selectFrom('source_secret').selectAll().execute()).toEqual([])
  expect(said.join('\n')).not.toContain(CANARY)
})

test.each([
  [['add', 'x', 'nonsense'], 'plugin: "nonsense" is not installed; there are: '],
  [['add', 'My Source', 'test-inventory', '--set', 'url=http://x'], '"My Source" cannot name a source'],
  [['add', 'x', 'test-inventory', '--set', 'url'], '--set url: write it as name=value'],
  [['add', 'x', 'test-inventory', '--set', 'url=nowhere'], 'Invalid URL'],
  [['add', 'x', 'test-inventory', '--set', 'url=http://x', '--schedule', 'often'], 'must have five fields'],
  [['add', 'x', 'test-inventory', '--set', 'url=http://x', '--input', 'a'], 'test-inventory does not'],
  [['add', 'x', 'test-inventory', '--secret', 'token=-'], '"token" holds no secret of test-inventory'],
  [['add', 'x', 'test-inventory', '--precedence', '0'], 'a whole number from 1 to 1000'],
  [['add', 'x', 'test-inventory', '--retirement-grace', '-1'], 'a whole number from 0 to 31622400'],
  [['show', 'nobody'], 'There is no source "nobody"; see throughline source list.'],
  [['set', 'nobody', '--set', 'a=1'], 'There is no source "nobody"'],
  [['sync', 'nobody'], 'There is no source "nobody"'],
  [['sync', 'nobody', '--full', '--replay'], 'only one can be meant'],
])('%j is refused with what to do, and leaves nothing behind', async (args, message) => {
  const before = await rowCounts(database.db)
  const { code, stdout, stderr } = await run(args, { input: 'value' })
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await rowCounts(database.db)).toEqual(before)
})
