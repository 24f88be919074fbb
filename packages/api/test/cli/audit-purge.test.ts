import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit } from '../../src/access/audit.ts'
import { sealAudit, verifyAudit } from '../../src/access/audit-seal-store.ts'
import { QUEUES, startJobs } from '../../src/work/jobs.ts'
import { start, throughline, urlOf, withoutDefaultRules } from './command.ts'

/** More than two batches of a purge, of six months; then what is kept. */
const OLD = 2_400
const YOUNG = 6

let database: TestDatabase
let home: string
const ends: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await testDatabase()
  await withoutDefaultRules(database)
  home = await mkdtemp(join(tmpdir(), 'throughline-purge-'))
  await writeTrail()
})
afterAll(async () => {
  for (const end of ends) await end()
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

const env = () => ({ DATABASE_URL: urlOf(database.connection), THROUGHLINE_HOME: home })
const run = (...args: string[]) => throughline(args, { env: env() })

/** As the product writes it, and then aged before it is sealed. */
async function writeTrail(): Promise<void> {
  const { kysely, pool } = database.db
  const entry = (action: string) => ({ action, entityType: 'Team', before: null, after: { name: action } })
  const events = Array.from({ length: OLD + YOUNG }, (_, n) => ({
    ...entry(n < OLD ? 'team.create' : 'team.update'),
    entityId: `01a00000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  }))
  await recordAudit(kysely, { actor: 'token:ci', requestId: 'r' }, events)
  await pool.query(`alter table audit_event disable trigger user;
    update audit_event set at = at - interval '3 months' - right(entity_id::text, 4)::int % 6 * interval '1 month'
      where action = 'team.create';
    alter table audit_event enable trigger user`)
}

/** A worker in a process of its own. */
async function worker(): Promise<{ end(signal: 'SIGKILL' | 'SIGTERM'): Promise<unknown> }> {
  const child = start(['work'], { env: env() })
  const ended = once(child, 'close')
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  ends.push(() => end('SIGKILL'))
  return { end }
}

const numbers = async (statement: string): Promise<number> => {
  const { rows } = await database.db.pool.query<{ count: string }>(
    `select count(*) as count from ${statement}`,
  )
  return Number(rows[0]?.count)
}
const verified = () => verifyAudit(database.db.kysely)

test('a purge that is killed half-way goes on, and the trail stays intact and is watched after it', async () => {
  const { pool } = database.db
  const first = await worker()
  await sealAudit(database.db.kysely)
  const before = await verified()
  expect(before).toMatchObject({ sealed: OLD + YOUNG, checkpoint: null, findings: [] })

  // The second batch of the purge meets a row that is locked, and waits there.
  const holder = await pool.connect()
  await holder.query(`begin; select from audit_event where id =
    (select event_id from audit_seal where number = 1500) for update`)
  expect((await run('retention', 'set', 'audit', '1m')).code).toBe(0)
  const boss = await startJobs(database.db, pino({ level: 'silent' }))
  ends.unshift(() => boss.stop({ graceful: false }))
  const job = await boss.send(QUEUES.maintenance)
  const waits = `pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(() => numbers(waits), { timeout: 60_000 }).toBe(1)
  await first.end('SIGKILL')
  await holder.query('rollback')
  holder.release()
  await expect.poll(() => numbers(waits), { timeout: 60_000 }).toBe(0)
  expect(await numbers(`audit_event where action = 'team.create'`)).toBe(OLD - 1_000)
  expect(await verified()).toMatchObject({ checkpoint: { number: OLD }, findings: [] })

  // As when the job has not been heard of for ten seconds.
  if (job !== null) await boss.cancel(QUEUES.maintenance, job)
  await boss.send(QUEUES.maintenance)
  const second = await worker()
  await expect.poll(() => numbers(`audit_event where action = 'team.create'`), { timeout: 120_000 }).toBe(0)
  await expect.poll(() => numbers('audit_unsealed'), { timeout: 60_000 }).toBe(0)
  await second.end('SIGTERM')
  const { number, hash } = before.head
  const head = `${number}:${Buffer.from(hash).toString('hex')}`
  const purged = await run('audit', 'verify', '--json', '--expect', head)
  // With the change of the setting.
  expect({ code: purged.code, ...JSON.parse(purged.stdout) }).toMatchObject({
    code: 0,
    sealed: YOUNG + 1,
    checkpoint: expect.stringMatching(new RegExp(`^${OLD}:`)),
    continuesExpected: true,
  })

  const event = (place: number) => `(select event_id from audit_seal order by number offset ${place} limit 1)`
  await pool.query(`alter table audit_event disable trigger user;
    update audit_event set actor = 'token:other' where id = ${event(0)};
    delete from audit_event where id = ${event(2)};
    insert into audit_event (at, actor, request_id, action, entity_type, entity_id)
      values (now() - interval '3 months', 'token:other', 'r', 'team.create', 'Team', uuid_v7());
    alter table audit_event enable trigger user`)
  const tampered = await run('audit', 'verify', '--json')
  expect({ code: tampered.code, ...JSON.parse(tampered.stdout) }).toMatchObject({
    code: 3,
    findings: [
      { kind: 'CHANGED', number: OLD + 1 },
      { kind: 'REMOVED', number: OLD + 3 },
      { kind: 'INSERTED', number: null },
    ],
  })
}, 300_000)
