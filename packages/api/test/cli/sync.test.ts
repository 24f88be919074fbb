import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowCounts } from '../sync/state.ts'
import { collect, type Surroundings, start, throughline, urlOf, withoutDefaultRules } from './command.ts'

let database: TestDatabase
let directory: string
beforeEach(async () => {
  database = await testDatabase()
  await withoutDefaultRules(database)
  directory = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  await cp(new URL('../sync/runs/fixtures/store', import.meta.url), directory, { recursive: true })
})
afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

const run = (args: readonly string[], { env, ...more }: Surroundings = {}) =>
  throughline(['sync', ...args], { env: { DATABASE_URL: urlOf(database.connection), ...env }, ...more })
const json = async (args: readonly string[], code = 0, more: Surroundings = {}) => {
  const ended = await run([...args, '--json'], more)
  expect(ended.code, ended.stderr).toBe(code)
  return JSON.parse(ended.stdout)
}
const sources = () => database.db.kysely.selectFrom('source').selectAll().orderBy('name').execute()

test('a directory is read, says what it found, and the second time that nothing changed', async () => {
  const first = await run(['kubernetes', '--file', directory])
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(/^Kubernetes from .*, source kubernetes\n/)
  expect(first.stdout).toMatch(/^ +found +added +changed +unchanged +retired +rejected$/m)
  const [, found, added] = /^assets +(\d+) +(\d+) +0 +0 +0 +0$/m.exec(first.stdout) ?? []
  expect(Number(found)).toBeGreaterThan(5)
  expect(added).toBe(found)
  const second = await run(['kubernetes', '--file', directory])
  expect(second.code).toBe(0)
  expect(second.stdout).toContain('Nothing changed.')
})

test('one file, with its source and settings, as JSON', async () => {
  const report = await json([
    'kubernetes',
    '--file',
    join(directory, 'web.yaml'),
    ...['--source', 'prod', '--set', 'cluster=2024', '--set', 'environment=production'],
  ])
  expect(report).toMatchObject({ status: 'SUCCEEDED', refusals: [], counts: { asset: { rejected: 0 } } })
  expect(report.runId).toMatch(/^[0-9a-f-]{36}$/)
  expect(await sources()).toMatchObject([
    { name: 'prod', plugin: 'kubernetes', config: { cluster: '2024', environment: 'production' } },
  ])
  const assets = await database.db.kysely.selectFrom('asset').select('environment').execute()
  expect(new Set(assets.map(({ environment }) => environment))).toEqual(new Set(['production']))
  const [run] = await database.db.kysely.selectFrom('sync_run').selectAll().execute()
  expect(run?.actor).toMatch(/^cli:./)
})

test('standard input is read', async () => {
  const input = await readFile(join(directory, 'cart.yaml'), 'utf8')
  const report = await json(['kubernetes', '--file', '-'], 0, { input })
  expect(report.counts.asset.added).toBeGreaterThan(1)
})

test('relative paths are those of whoever called, also through a script runner', async () => {
  const parent = dirname(directory)
  const file = join(basename(directory), 'web.yaml')
  await json(['kubernetes', '--file', file], 0, { env: { INIT_CWD: parent } })
  await json(['kubernetes', '--file', file], 0, { cwd: parent })
})

test('a refused retirement is told, and ends with 3 until it is approved', async () => {
  await json(['kubernetes', '--file', directory])
  await rm(join(directory, 'cart.yaml'))
  const refused = await run(['kubernetes', '--file', directory])
  expect(refused.code).toBe(3)
  expect(refused.stdout).toMatch(
    /Nothing was retired: assets: the listing lacks \d+ of \d+ .* run it again with --approve-retirement\./,
  )
  expect(await json(['kubernetes', '--file', directory], 3)).toMatchObject({ status: 'NEEDS_APPROVAL' })
  const approved = await json(['kubernetes', '--file', directory, '--approve-retirement'])
  expect(approved.status).toBe('SUCCEEDED')
  expect(approved.counts.asset.retired).toBeGreaterThan(1)
})

test('a broken file is named with its document and line, and changes nothing', async () => {
  await json(['kubernetes', '--file', directory])
  const before = await rowCounts(database.db, 'sync_run')
  const file = join(directory, 'web.yaml')
  await writeFile(file, 'kind: [Service\n')
  const broken = await run(['kubernetes', '--file', file])
  expect({ code: broken.code, stdout: broken.stdout }).toEqual({ code: 2, stdout: '' })
  expect(broken.stderr).toMatch(/^throughline: \/.*web\.yaml, document 1, line \d+/)
  expect(broken.stderr).not.toMatch(/^\s+at /m)
  const asJson = await run(['kubernetes', '--file', file, '--json'])
  expect(JSON.parse(asJson.stderr).error).toMatchObject({ code: 'INPUT_ERROR' })
  expect(await rowCounts(database.db, 'sync_run')).toEqual(before)
})

test('a dry run says what would be done, and leaves nothing behind', async () => {
  const before = await rowCounts(database.db)
  const first = await run(['kubernetes', '--file', directory, '--dry-run'])
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(/^would add +\S+ of \S+: /m)
  expect(first.stdout).toContain('Nothing was written.')
  expect(await rowCounts(database.db)).toEqual(before)

  await json(['kubernetes', '--file', directory, '--set', 'environment=production'])
  const kept = await rowCounts(database.db, 'sync_run', 'dry_run_change')
  const again = await json(['kubernetes', '--file', directory, '--dry-run'])
  expect(again).toMatchObject({ mode: 'DRY_RUN', differences: [] })
  const other = await json(['kubernetes', '--file', directory, '--dry-run', '--set', 'environment=test'])
  expect(other.differences).toContainEqual(
    expect.objectContaining({
      outcome: 'CHANGED',
      attributes: expect.arrayContaining([
        expect.objectContaining({ attribute: 'environment', current: 'production', proposed: 'test' }),
      ]),
    }),
  )
  expect(await rowCounts(database.db, 'sync_run', 'dry_run_change')).toEqual(kept)
  // What it was read with last counts, where nothing else is said.
  expect(await sources()).toMatchObject([{ config: { environment: 'production' } }])
  expect((await json(['kubernetes', '--file', directory])).counts.asset).toMatchObject({ changed: 0 })
})

test.each([
  [['nonsense', '--file', 'x'], 'There is no plugin "nonsense"; there are: '],
  [['kubernetes', '--file', '/nowhere/at/all.yaml'], '/nowhere/at/all.yaml: does not exist'],
  [['kubernetes', '--file', '-'], 'standard input: holds no Kubernetes manifest at all'],
  [['kubernetes', '--file', '-', '--set', 'cluster'], '--set cluster: write it as name=value'],
  [['kubernetes', '--file', '-', '--set', 'colour=red'], 'Unrecognized key: "colour"'],
  [['kubernetes', '--file', '-', '--set', 'cluster=a b'], 'cluster'],
  [['kubernetes', '--file', '-', '--source', 'My Source'], '"My Source" cannot name a source'],
  [['kubernetes', '--file', '-', '--source', 'taken'], '"taken" belongs to the plugin other'],
])('%j is refused with what to do, and leaves nothing behind', async (args, message) => {
  await database.db.kysely.insertInto('source').values({ name: 'taken', plugin: 'other' }).execute()
  const before = await rowCounts(database.db)
  const { code, stdout, stderr } = await run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await rowCounts(database.db)).toEqual(before)
})

test('a source of which nothing could be read yet is not made', async () => {
  const file = join(directory, 'web.yaml')
  await writeFile(file, 'kind: [')
  const before = await rowCounts(database.db)
  expect((await run(['kubernetes', '--file', file, '--source', 'fresh'])).code).toBe(2)
  expect(await rowCounts(database.db)).toEqual(before)
})

test('Ctrl-C ends it, also while it waits for standard input', async () => {
  const child = start(['sync', 'kubernetes', '--file', '-'], {
    env: { DATABASE_URL: urlOf(database.connection) },
  })
  const stderr = collect(child.stderr)
  const ended = once(child, 'close')
  const { rows } = await database.db.pool.query('select current_database() as name')
  await expect
    .poll(
      async () => {
        const found = await database.db.pool.query(
          "select from pg_stat_activity where datname = $1 and application_name = 'throughline'",
          [rows[0]?.name],
        )
        return found.rowCount
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0)
  child.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  expect(stderr()).toMatch(/^throughline: Stopped before the end\./)
})

test('without DATABASE_URL it reads into the embedded PostgreSQL', async () => {
  const home = join(directory, 'home')
  const env = { DATABASE_URL: '', THROUGHLINE_HOME: home }
  const first = await run(['kubernetes', '--file', join(directory, 'cart.yaml')], { env })
  expect(first.code, first.stderr).toBe(0)
  // The rule of a new organisation has made what the counts of records do not show.
  expect(first.stdout).toMatch(/^mapping rules: 1 service, 1 link$/m)
  const progress = await throughline(['mapping', '--first', '5'], { env })
  expect(progress).toMatchObject({ code: 0, stderr: '' })
  expect(progress.stdout).toMatch(/^Progress {2}the rules are applied to all assets\nTasks {5}0 assets$/m)
  expect(progress.stdout).toMatch(/^ {3}1 {2}Kubernetes workloads {2}enabled {2}\{.*\} +1 +0$/m)
})
