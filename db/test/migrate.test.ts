import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Db, migrate, migrationStatus } from '../src/index.ts'
import { migrationsDirectory } from '../src/migrations.ts'
import { emptyTestDatabase, type TestDatabase } from '../src/testing.ts'

let test: TestDatabase
let db: Db
let directory: string

beforeEach(async () => {
  test = await emptyTestDatabase()
  db = test.db
  directory = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
})

afterEach(async () => {
  await test.drop()
  rmSync(directory, { recursive: true })
})

const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql)
const all = readdirSync(migrationsDirectory)
  .filter((name) => name.endsWith('.sql'))
  .sort()

describe('migrate', () => {
  it('applies every migration once, in order', async () => {
    expect((await migrationStatus(db)).pending).toEqual(all)
    expect(await migrate(db)).toEqual({ applied: all, version: all.at(-1) })
    expect(await migrate(db)).toEqual({ applied: [], version: all.at(-1) })
    expect(await migrationStatus(db)).toEqual({ applied: all, pending: [] })
  })

  it('applies each once when five processes migrate at once', async () => {
    const script = fileURLToPath(new URL('./migrate-process.ts', import.meta.url))
    const processes = Array.from({ length: 5 }, () => {
      const child = spawn(process.execPath, [script, JSON.stringify(test.connection)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      return { child, lines, ended: once(child, 'exit') }
    })
    for (const { lines } of processes) expect((await lines.next()).value).toBe('ready')
    for (const { child } of processes) child.stdin.end()
    const results = await Promise.all(
      processes.map(async ({ lines, ended }) => {
        const applied: string[] = JSON.parse((await lines.next()).value ?? '[]')
        return { status: (await ended)[0], applied }
      }),
    )
    expect(results.map((result) => result.status)).toEqual([0, 0, 0, 0, 0])
    expect(results.flatMap((result) => result.applied).sort()).toEqual(all)
  })

  it('keeps nothing of a migration that fails, keeps those before it, and says where it failed', async () => {
    write('0001_first.sql', 'create table first ();')
    write('0002_second.sql', 'create table second ();\n\nselect no_such_column from first;\n')
    await expect(migrate(db, { directory })).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('0002_second.sql:3: column "no_such_column" does not exist'),
    })
    const { rows } = await db.pool.query(
      `select to_regclass('first') as first, to_regclass('second') as second`,
    )
    expect(rows).toEqual([{ first: 'first', second: null }])
    write('0002_second.sql', 'create table second ();')
    expect((await migrate(db, { directory })).applied).toEqual(['0002_second.sql'])
  })

  it('refuses a migration that was edited after it was applied', async () => {
    write('0001_first.sql', 'create table first ();\n')
    await migrate(db, { directory })
    write('0001_first.sql', 'create table first ();\r\n')
    expect((await migrate(db, { directory })).applied).toEqual([])
    write('0001_first.sql', 'create table first (id int);\n')
    await expect(migrate(db, { directory })).rejects.toMatchObject({
      code: 'EDITED',
      message: expect.stringMatching(/0001_first\.sql .*restore it and put the change into a new migration/),
    })
    expect((await migrationStatus(db, { directory })).problem?.code).toBe('EDITED')
  })

  it('refuses a database that is ahead of the code', async () => {
    cpSync(migrationsDirectory, directory, { recursive: true })
    const next = String(all.length + 1).padStart(4, '0')
    write(`${next}_next.sql`, 'create table next ();')
    await migrate(db, { directory })
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'AHEAD',
      message: expect.stringContaining(`${next}_next.sql`),
    })
  })

  it('refuses a migration that was slipped in before an applied one', async () => {
    write('0001_first.sql', 'select 1')
    await migrate(db, { directory })
    rmSync(join(directory, '0001_first.sql'))
    write('0001_earlier.sql', 'select 1')
    write('0002_first.sql', 'select 1')
    await expect(migrate(db, { directory })).rejects.toMatchObject({ code: 'AHEAD' })
  })

  it.each([
    ['0002_second.sql', '0001_'],
    ['0001_Capital.sql', '0001_'],
    ['1_first.sql', '0001_'],
  ])('refuses the file name %s', async (name, expected) => {
    mkdirSync(directory, { recursive: true })
    write(name, 'select 1')
    await expect(migrate(db, { directory })).rejects.toMatchObject({
      code: 'BAD_FILES',
      message: expect.stringContaining(expected),
    })
  })
})
