import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drift, generatedFiles } from '../src/generated.ts'
import { tables } from '../src/index.ts'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../src/testing.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.drop())

/** Foreign keys whose columns are not the first of any index: deleting what they point at would read the table. */
const unindexedForeignKeys = `
  select k.conrelid::regclass || '.' || k.conname as name
  from pg_constraint k
  where k.contype = 'f' and k.conparentid = 0 and not exists (
    select from pg_index i
    where i.indrelid = k.conrelid
      and (select array_agg(c order by c) from unnest(k.conkey) as c)
        = (select array_agg(c order by c) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) as c))`

/** Tables that carry a version without a trigger of the touch_… functions, which count it. */
const untouchedTables = `
  select c.relname as name
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'version'
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not exists (
    select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = c.oid and p.proname like 'touch\\_%')`

/**
 * Instants that are stored more finely than the API shows them: a shown value would not find its row. The type of a
 * partition key cannot change, so a check stands in for it.
 */
const fineInstants = `
  select a.attrelid::regclass || '.' || a.attname as name
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
    and c.relname <> 'schema_migration' and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('timestamptz'::regtype, 'timestamptz[]'::regtype, 'timestamp'::regtype) and a.atttypmod <> 3
    and not exists (
      select from pg_constraint k where k.conrelid = c.oid and k.conname = c.relname || '_' || a.attname || '_milliseconds'
    )`

async function names(sql: string): Promise<string[]> {
  return (await test.db.pool.query<{ name: string }>(sql)).rows.map((row) => row.name)
}

describe('the schema', () => {
  it('is what the committed schema.sql and tables.ts say', async () => {
    const files = await generatedFiles(test.db)
    expect(await Promise.all(files.map(drift))).toEqual([undefined, undefined])
  })

  it('shows a difference from a committed file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'throughline-drift-'))
    const path = join(directory, 'schema.sql')
    writeFileSync(path, 'one\ntwo\nthree\n')
    expect(await drift({ path, text: 'one\ntwo\nthree\n' })).toBeUndefined()
    expect(await drift({ path, text: 'one\n2\nthree\n' })).toMatch(
      /pnpm generate:db".\n@@ line 2\n-two\n\+2$/,
    )
    expect(await drift({ path: join(directory, 'none'), text: 'one\n' })).toContain('+one')
    rmSync(directory, { recursive: true })
  })

  it('is the same when schema.sql is run on an empty database', async () => {
    const [dump] = await generatedFiles(test.db)
    const copy = await emptyTestDatabase()
    await copy.db.pool.query(dump?.text ?? '')
    expect((await generatedFiles(copy.db))[0]?.text).toBe(dump?.text)
    await copy.drop()
  })

  it('knows the values that a check allows', () => {
    expect(tables.service.kind.values).toEqual(['BUSINESS', 'TECHNICAL'])
    expect(tables.service.name).toEqual({ type: 'text', notNull: true, hasDefault: false })
  })

  it('has an index for every foreign key', async () => {
    expect(await names(unindexedForeignKeys)).toEqual([])
    await test.db.pool.query('create table control (id int primary key, team_id uuid references team)')
    expect(await names(unindexedForeignKeys)).toEqual(['control.control_team_id_fkey'])
    await test.db.pool.query('drop table control')
  })

  it('holds instants in milliseconds', async () => {
    expect(await names(fineInstants)).toEqual([])
    await test.db.pool.query('create table control (at timestamptz, ok timestamptz(3))')
    expect(await names(fineInstants)).toEqual(['control.at'])
    await test.db.pool.query('drop table control')
  })

  it('counts versions wherever there is one', async () => {
    expect(await names(untouchedTables)).toEqual([])
    await test.db.pool.query('create table control (version int)')
    expect(await names(untouchedTables)).toEqual(['control'])
    await test.db.pool.query('drop table control')
  })

  it('moves updated_at and version when a row changes, and only then', async () => {
    const { kysely } = test.db
    const made = await kysely
      .insertInto('team')
      .values({ name: 'Payments', kind: 'IT' })
      .returningAll()
      .executeTakeFirstOrThrow()
    const set = (contact: string | null) =>
      kysely
        .updateTable('team')
        .set({ contact })
        .where('id', '=', made.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    expect(await set(null)).toEqual(made)
    const changed = await set('payments@example.org')
    expect(changed.version).toBe(2)
    expect(changed.updated_at.getTime()).toBeGreaterThanOrEqual(made.updated_at.getTime())
    expect(changed.updated_at).not.toEqual(made.updated_at)
  })

  it('makes ids that are version 7, and later ones greater', async () => {
    const { rows } = await test.db.pool.query<{ id: string }>(
      'select uuid_v7()::text as id from generate_series(1, 100)',
    )
    const ids = rows.map((row) => row.id)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(100)
    const instants = ids.map((id) => id.slice(0, 13))
    expect(instants).toEqual(instants.toSorted())
  })
})
