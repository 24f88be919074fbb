import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBackup, restoreBackup, writeBackup } from '@throughline/db'
import { seedDemo } from '@throughline/db/seed'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordAudit } from '../../src/access/audit.ts'
import { sealAudit, verifyAudit } from '../../src/access/audit-seal-store.ts'
import { throughline, urlOf } from './command.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
let directory: string
let source: TestDatabase
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-backup-'))
  source = await testDatabase({
    template: 'backup-demo',
    prepare: (db) => seedDemo(db.kysely, { today: '2026-06-15' }),
  })
})
afterAll(async () => {
  await source.drop()
  await rm(directory, { recursive: true, force: true })
})

const at = (name: string) => join(directory, name)
const options = (to: string) => ({ connection: source.connection, to, release: '0.1.0', files: [] })

/** A hash of all rows of each table, and how many there are. */
async function prints({ db }: TestDatabase): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and relname <> 'schema_migration' order by 1`.execute(db.kysely)
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: hashes } = await sql<{ hash: string }>`
      select count(*) || ' ' || md5(string_agg(t::text, ',' order by t::text)) as hash
      from ${sql.table(name)} t`.execute(db.kysely)
    found[name] = hashes[0]?.hash ?? '0'
  }
  return found
}

async function restored(name: string): Promise<TestDatabase> {
  const target = await emptyTestDatabase()
  const manifest = await readBackup(at(name))
  await restoreBackup({ connection: target.connection, from: at(name), manifest, log })
  return target
}

test('every row comes back as it was, and the schema works as before', async () => {
  await recordAudit(source.db.kysely, { actor: 'a', requestId: 'r' }, [
    { action: 'x.y', entityType: 'Team', entityId: crypto.randomUUID(), before: null, after: { ü: '\n"\\' } },
  ])
  await sealAudit(source.db.kysely)
  await writeBackup(options(at('whole')))
  const target = await restored('whole')
  const before = await prints(source)
  expect(await prints(target)).toEqual(before)
  expect(before.metric_sample).toMatch(/^\d{4,} /)
  const { sealed, ...rest } = await verifyAudit(target.db.kysely)
  expect(sealed).toBe(Number((before.audit_event ?? '').split(' ')[0]))
  expect(rest).toMatchObject({ unsealed: 0, findings: [] })
  // Triggers and foreign keys are at work again.
  await expect(target.db.pool.query('delete from audit_event')).rejects.toMatchObject({ code: '23001' })
  await expect(target.db.pool.query('update service set owner_id = uuid_v7()')).rejects.toMatchObject({
    code: '23503',
  })
  await target.drop()
})

test('under writes it is the state of one moment', async () => {
  const writer = { done: false, pairs: 0 }
  const writing = (async () => {
    while (!writer.done) {
      const name = `pair ${writer.pairs}`
      // The first table of the backup and one of its last.
      await source.db.kysely.transaction().execute(async (transaction) => {
        await transaction.insertInto('team').values({ name, kind: 'IT' }).execute()
        await recordAudit(transaction, { actor: 'pair', requestId: name }, [
          { action: 'x.y', entityType: 'Team', entityId: crypto.randomUUID(), before: null, after: null },
        ])
      })
      writer.pairs += 1
    }
  })()
  await expect.poll(() => writer.pairs).toBeGreaterThan(5)
  const before = writer.pairs
  await writeBackup(options(at('busy')))
  const during = writer.pairs - before
  writer.done = true
  await writing
  expect(during).toBeGreaterThan(0)
  const target = await restored('busy')
  const { rows } = await target.db.pool.query(`select
    (select count(*)::int from team where name like 'pair %') as teams,
    (select count(*)::int from audit_event where actor = 'pair') as events`)
  expect(rows[0].teams).toBe(rows[0].events)
  expect(rows[0].teams).toBeGreaterThanOrEqual(before)
  await target.drop()
})

describe('refused, with nothing written', () => {
  test('a directory that exists, and a database that is not empty', async () => {
    await writeBackup(options(at('first')))
    const manifest = await readFile(join(at('first'), 'manifest.json'), 'utf8')
    await expect(writeBackup(options(at('first')))).rejects.toThrow('exists already')
    expect(await readFile(join(at('first'), 'manifest.json'), 'utf8')).toBe(manifest)
    const full = await testDatabase()
    const given = {
      connection: full.connection,
      from: at('first'),
      manifest: await readBackup(at('first')),
      log,
    }
    await expect(restoreBackup(given)).rejects.toThrow('The database is not empty')
    await full.drop()
  })

  test('a damaged backup, and one of a newer release', async () => {
    await writeBackup(options(at('damaged')))
    const manifest = await readBackup(at('damaged'))
    const empty = await emptyTestDatabase()
    const migrations = [...manifest.migrations, { name: '9999_later.sql', checksum: '0' }]
    await expect(
      restoreBackup({
        connection: empty.connection,
        from: at('damaged'),
        manifest: { ...manifest, migrations },
        log,
      }),
    ).rejects.toMatchObject({ code: 'AHEAD' })
    expect((await empty.db.pool.query(`select from pg_tables where schemaname = 'public'`)).rows).toEqual([])
    await empty.drop()
    await appendFile(join(at('damaged'), 'tables', 'team.jsonl.gz'), 'x')
    await expect(readBackup(at('damaged'))).rejects.toThrow('team.jsonl.gz is not as it was written')
    await rm(join(at('damaged'), 'tables', 'team.jsonl.gz'))
    await expect(readBackup(at('damaged'))).rejects.toThrow('team.jsonl.gz is missing')
    const text = await readFile(join(at('damaged'), 'manifest.json'), 'utf8')
    for (const rest of [text.slice(0, 100), '', '{}']) {
      await writeFile(join(at('damaged'), 'manifest.json'), rest)
      await expect(readBackup(at('damaged'))).rejects.toThrow(
        'manifest.json is not as it was written: the backup is damaged',
      )
    }
  })

  test('a directory that is no backup, and one in another format', async () => {
    await expect(readBackup(directory)).rejects.toThrow('is not a backup: it has no manifest.json')
    await writeBackup(options(at('format')))
    const manifest = { ...(await readBackup(at('format'))), format: 2, release: '7.0.0' }
    await writeFile(join(at('format'), 'manifest.json'), JSON.stringify(manifest))
    await expect(readBackup(at('format'))).rejects.toThrow(
      'has the format 2; this release reads 1. Use the release 7.0.0 or a later one.',
    )
  })

  test('a table that does not fit the schema of its migrations', async () => {
    await writeBackup(options(at('unfit')))
    const manifest = await readBackup(at('unfit'))
    const tables = manifest.tables.map((table) =>
      table.name === 'team' ? { ...table, columns: ['id', 'name'] } : table,
    )
    const empty = await emptyTestDatabase()
    const given = { connection: empty.connection, from: at('unfit'), manifest: { ...manifest, tables }, log }
    await expect(restoreBackup(given)).rejects.toThrow('The table team of the backup does not fit')
    expect((await empty.db.pool.query('select from objective')).rows).toEqual([])
    await empty.drop()
  })

  test('a backup that fails leaves nothing behind', async () => {
    const empty = await emptyTestDatabase()
    const failing = writeBackup({ ...options(at('none')), connection: empty.connection })
    await expect(failing).rejects.toThrow('nothing to back up')
    expect((await readdir(directory)).filter((name) => name.includes('none'))).toEqual([])
    await empty.drop()
  })
})

test('the commands carry an embedded home, with its keys, to another place', async () => {
  const run = (home: string, ...args: string[]) => throughline(args, { env: { THROUGHLINE_HOME: at(home) } })
  const made = JSON.parse((await run('old', 'token', 'create', 'kept', '--json')).stdout)
  await writeFile(join(at('old'), 'token'), 'tl_secret\n')
  await writeFile(join(at('old'), 'secret-key'), 'home:key\n')
  const backup = await run('old', 'backup', at('copy'))
  expect(backup).toMatchObject({ code: 0, stderr: '' })
  expect(backup.stdout).toMatch(/^Release {7}0\.1\.0, schema \d{4}_\w+$/m)
  expect(backup.stdout).toContain('secret-key, token')
  for (const file of ['token', 'secret-key', 'manifest.json', 'tables/team.jsonl.gz'])
    expect((await stat(join(at('copy'), file))).mode & 0o777, file).toBe(0o600)
  expect((await run('old', 'restore', at('copy'))).stderr).toContain('is not empty')
  expect(await readFile(join(at('old'), 'token'), 'utf8')).toBe('tl_secret\n')
  await cp(at('copy'), at('short'), { recursive: true })
  const manifest = (await readFile(join(at('short'), 'manifest.json'), 'utf8')).replace(
    /"rows": 0/,
    '"rows": 1',
  )
  await writeFile(join(at('short'), 'manifest.json'), manifest)
  const failed = await run('failed', 'restore', at('short'))
  expect(failed).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has 0 rows, its manifest says 1'),
  })
  expect(await readdir(at('failed'))).toEqual([])
  const restore = await run('new', 'restore', at('copy'))
  expect(restore).toMatchObject({ code: 0, stderr: '' })
  expect(await readFile(join(at('new'), 'secret-key'), 'utf8')).toBe('home:key\n')
  expect((await stat(join(at('new'), 'token'))).mode & 0o777).toBe(0o600)
  const { tokens } = JSON.parse((await run('new', 'token', 'list', '--json')).stdout)
  expect(tokens).toMatchObject([{ id: made.id, name: 'kept' }])
}, 240_000)

test('with DATABASE_URL a database is restored, and the keys are left to the operator', async () => {
  const target = await emptyTestDatabase()
  const { code, stdout } = await throughline(['restore', at('copy')], {
    env: { DATABASE_URL: urlOf(target.connection), THROUGHLINE_HOME: at('none') },
  })
  expect({ code, names: await target.db.kysely.selectFrom('api_token').select('name').execute() }).toEqual({
    code: 0,
    names: [{ name: 'kept' }],
  })
  expect(stdout).toContain('THROUGHLINE_SECRET_KEYS')
  await target.drop()
})
