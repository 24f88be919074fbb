import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connect, type Db, type Embedded, migrate, startEmbedded } from '@throughline/db'
import { startUpstream } from '@throughline/plugin-kit/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sealAudit, verifyAudit } from '../../src/access/audit-seal-store.ts'
import { serving, throughline } from '../cli/command.ts'
import { rowProblems } from './compare.ts'
import { countersOf, figuresOf, type Get } from './figures.ts'
import { type OpenHome, openHome } from './open-home.ts'
import {
  directoryOf,
  readFigures,
  readRelease,
  readReleaseRows,
  restoreDatabase,
  restoreFiles,
} from './release.ts'
import { SINCE } from './since.ts'
import { unmergeAll } from './unmerge.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const MIGRATIONS = fileURLToPath(new URL('../../../../db/migrations/', import.meta.url))
const MIGRATE = fileURLToPath(new URL('../../../../db/test/migrate-process.ts', import.meta.url))

describe.each(Object.entries(SINCE))('a home of release %s', (version, since) => {
  const release = readRelease(version)
  let home: string
  let embedded: Embedded | undefined
  let db: Db
  let opened: OpenHome | undefined
  let first: string
  /** By all processes that migrated. */
  let applied: string[]

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'throughline-release-'))
    // The account that runs PostgreSQL for root has to get here.
    await chmod(home, 0o755)
    await restoreFiles(release, home)
    first = (await readFile(join(home, 'token'), 'utf8')).trim()
    embedded = await startEmbedded({ home, durable: false })
    db = connect(embedded.connection)
    await restoreDatabase(db, release)
    applied = await migrateInProcesses(5, db)
  })
  afterAll(async () => {
    await leave()
    await rm(home, { recursive: true, force: true })
  })

  /** Lets go of the home, so that the command line finds it as after a stop. */
  async function leave(): Promise<void> {
    await opened?.stop()
    opened = undefined
    await db.close()
    await embedded?.stop()
    embedded = undefined
  }

  /** Asks today's server as the administrator. */
  const get: Get = async <T>(query: string, variables?: Record<string, unknown>) => {
    opened ??= await openHome(db, home, release)
    const { body } = await opened.ask(first, query, variables)
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors))
    return body.data as T
  }

  test('is migrated by five processes at once, each migration once', async () => {
    const files = await migrationFiles()
    expect(applied.sort()).toEqual(files.filter((name) => name > release.migration))
    expect(await migrate(db)).toEqual({ applied: [], version: files.at(-1) })
  })

  test('keeps every row, but for what is declared', async () => {
    expect(await rowProblems(db, await readReleaseRows(version), since)).toEqual([])
  })

  test('has an audit trail that is in order when it is sealed for the first time', async () => {
    // As if it had been in use for two years: in the order of neither the rows nor the ids.
    await db.pool.query(`alter table audit_event disable trigger user;
      update audit_event set at = at - abs(hashtext(id::text)) % 700 * interval '1 day';
      alter table audit_event enable trigger user`)
    expect(await sealAudit(db.kysely)).toBeGreaterThan(100)
    expect(await verifyAudit(db.kysely)).toMatchObject({ unsealed: 0, findings: [] })
  })

  test('gives the same figures, but for what is declared', async () => {
    const recorded = readFigures(version)
    const counters = await countersOf(get)
    expect(counters.size).toBeGreaterThan(0)
    const series = Object.entries(recorded.series).filter(([id]) => !counters.has(id))
    const expected = { ...recorded, series: Object.fromEntries(series) }
    const found = await figuresOf(get, Object.keys(expected.impact))
    const changed = Object.keys(since.figures ?? {})
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(changed))
    expect(without(found, changed)).toEqual(without(expected, changed))
  })

  test('knows its tokens, and what each may do', async () => {
    const asVisitor = '{ services(first: 1) { totalCount } }'
    const asAdministrator = '{ sources(first: 1) { nodes { config } } }'
    opened ??= await openHome(db, home, release)
    const known = { ...release.tokens, 'first-run': { role: 'ADMIN', secret: first, usable: true } }
    for (const [name, { role, secret, usable }] of Object.entries(known)) {
      const visit = await opened.ask(secret, asVisitor)
      expect({ name, status: visit.status }).toEqual({ name, status: usable ? 200 : 401 })
      if (!usable) continue
      const { body } = await opened.ask(secret, asAdministrator)
      expect({ name, refused: body.errors !== undefined }).toEqual({ name, refused: role !== 'ADMIN' })
    }
  })

  test('opens its sealed secrets and finds those of the environment', async () => {
    const seen: string[] = []
    const upstream = await startUpstream(({ headers }) => {
      seen.push(JSON.stringify(headers))
      return { status: 401 }
    })
    for (const [name, secret] of Object.entries(release.handed)) {
      const { sources } = await get<{ sources: { nodes: { id: string; config: object }[] } }>(
        'query ($name: String!) { sources(first: 1, filter: { name: { eq: $name } }) { nodes { id config } } }',
        { name },
      )
      const [source] = sources.nodes
      // What it calls has moved; its secrets stay. The API would not take a reference to any variable.
      const config = { ...source?.config, url: upstream.url }
      await db.kysely.updateTable('source').set({ config }).where('name', '=', name).execute()
      await mutate('testSource', { id: source?.id })
      expect({ name, seen: seen.filter((headers) => headers.includes(secret)).length }).not.toEqual({
        name,
        seen: 0,
      })
    }
    await upstream.close()
  })

  test('takes its merges apart again', async () => {
    expect(await unmergeAll(get)).toEqual(release.parted)
  })

  test('is opened by the command line, which reads on where the release stopped', async () => {
    await leave()
    const env = { THROUGHLINE_HOME: home, ...release.environment, PORT: '0' }
    const listed = await throughline(['token', 'list', '--json'], { env })
    expect(listed).toMatchObject({ code: 0 })
    const names = (JSON.parse(listed.stdout) as { tokens: { name: string }[] }).tokens.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['first-run', ...Object.keys(release.tokens)]))
    const file = join(directoryOf(version), 'prod.yaml')
    const synced = await throughline(
      [
        'sync',
        'kubernetes',
        '--file',
        file,
        '--source',
        'prod',
        '--set',
        'cluster=prod',
        '--set',
        'environment=production',
        '--json',
      ],
      { env },
    )
    expect(synced).toMatchObject({ code: 0 })
    const { counts } = JSON.parse(synced.stdout) as {
      counts: Record<string, { found: number; added: number; retired: number }>
    }
    for (const [type, { found, added, retired }] of Object.entries(counts)) {
      expect({ type, found: found > 0, added, retired }).toEqual({ type, found: true, added: 0, retired: 0 })
    }
    const server = await serving({ env })
    expect(server.stdout()).toContain(first)
    expect((await server.stop('SIGTERM')).code).toBe(0)
    // With all that was written since.
    const verified = await throughline(['audit', 'verify', '--json'], { env })
    expect(JSON.parse(verified.stdout)).toMatchObject({ findings: [], intact: true })
  })

  /** Runs a mutation that must succeed. */
  async function mutate(name: string, input: object): Promise<void> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const answer = await get<{ done: { code?: string; message?: string } }>(
      `mutation ($input: ${type}Input!) { done: ${name}(input: $input) { ... on Error { code message } } }`,
      { input },
    )
    expect({ name, ...answer.done }).toEqual({ name })
  }
})

function without(figures: object, parts: readonly string[]): object {
  return Object.fromEntries(Object.entries(figures).filter(([part]) => !parts.includes(part)))
}

/** The names of all migrations of today, in order. */
async function migrationFiles(): Promise<string[]> {
  const names = await readdir(MIGRATIONS)
  return names.filter((name) => name.endsWith('.sql')).sort()
}

/** Migrates a database in several processes that begin at the same time. Returns what they applied, all together. */
async function migrateInProcesses(count: number, { connection }: Db): Promise<string[]> {
  const processes = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [MIGRATE, JSON.stringify(connection)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return {
      child,
      lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
      ended: once(child, 'exit'),
    }
  })
  for (const { lines } of processes) expect((await lines.next()).value).toBe('ready')
  for (const { child } of processes) child.stdin.end()
  const applied: string[] = []
  for (const { lines, ended } of processes) {
    applied.push(...JSON.parse((await lines.next()).value ?? '[]'))
    expect((await ended)[0]).toBe(0)
  }
  return applied
}
