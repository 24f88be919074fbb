import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serving, throughline, urlOf, withoutDefaultRules } from './command.ts'

let database: TestDatabase
let home: string
beforeAll(async () => {
  database = await testDatabase()
  await withoutDefaultRules(database)
  home = await mkdtemp(join(tmpdir(), 'throughline-upkeep-'))
})
afterAll(async () => {
  await database.drop()
  await rm(home, { recursive: true, force: true })
})
const run = (...args: string[]) =>
  throughline(args, { env: { DATABASE_URL: urlOf(database.connection), THROUGHLINE_HOME: home } })

describe('audit verify', () => {
  test('counts what is not sealed yet; a server seals it', async () => {
    // The service account, its role and its token.
    await run('token', 'create', 'one')
    expect(await run('audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        'The audit trail is intact: 0 events are sealed, 3 are not sealed yet.',
      ),
    })
    const server = await serving(
      { env: { DATABASE_URL: urlOf(database.connection), THROUGHLINE_HOME: home, PORT: '0' } },
      '--no-work',
    )
    const sealed = () => database.db.kysely.selectFrom('audit_seal').select('number').execute()
    await expect.poll(sealed, { timeout: 30_000 }).toHaveLength(3)
    await server.stop('SIGTERM')
  })

  test('says what was changed, and exits with 3', async () => {
    const intact = JSON.parse((await run('audit', 'verify', '--json')).stdout)
    expect(intact).toMatchObject({ intact: true, sealed: 3, unsealed: 0, findings: [] })
    expect((await run('audit', 'verify', '--expect', intact.head)).code).toBe(0)
    const other = intact.head.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))
    expect(await run('audit', 'verify', '--expect', other)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('REPLACED'),
    })
    expect((await run('audit', 'verify', '--expect', 'nonsense')).code).toBe(2)
    await database.db.pool.query(
      `alter table audit_event disable trigger user;
       update audit_event set actor = 'token:other';
       alter table audit_event enable trigger user`,
    )
    const tampered = await run('audit', 'verify')
    expect(tampered.code).toBe(3)
    expect(tampered.stdout).toMatch(/^CHANGED {7}number 1, event \S+ is not as it was sealed$/m)
    expect(tampered.stdout).toContain('The audit trail is NOT intact')
  })
})

test('retention is set by subject and period, and listed', async () => {
  expect((await run('retention', 'set', 'runs', '7d')).code).toBe(0)
  expect((await run('retention', 'set', 'audit', '7d')).code).toBe(2)
  expect((await run('retention', 'set', 'everything', '7d')).code).toBe(2)
  const { stdout } = await run('retention', 'list')
  expect(stdout).toMatch(/^subject +kept +oldest +rows +next purge +what$/m)
  expect(stdout).toMatch(/^runs +7d /m)
  expect(stdout).toMatch(/^audit +36m /m)
}, 120_000)
