import { connect } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordAudit } from '../../src/access/audit.ts'
import { checkSeals, GENESIS, sealOf } from '../../src/access/audit-seal.ts'
import { sealAudit, verifyAudit } from '../../src/access/audit-seal-store.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const id = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const entry = (number: number) => ({
  action: 'team.create',
  entityType: 'Team',
  entityId: id(number),
  before: null,
  after: { name: `Team ${number}` },
})
const write = (...numbers: number[]) =>
  recordAudit(database.db.kysely, { actor: 'token:ci', requestId: 'r' }, numbers.map(entry))
const verify = () => verifyAudit(database.db.kysely)

/** Does what the triggers refuse, as the owner of the table could. */
async function tamper(statement: string): Promise<void> {
  const client = await database.db.pool.connect()
  await client.query('begin; set local session_replication_role = replica')
  await client.query(statement)
  await client.query('commit')
  client.release()
}

test('each event is sealed once, and the trail is intact', async () => {
  await write(1, 2, 3)
  expect(await verify()).toMatchObject({ sealed: 0, unsealed: 3, findings: [] })
  expect(await sealAudit(database.db.kysely)).toBe(3)
  await write(4)
  expect(await sealAudit(database.db.kysely)).toBe(1)
  expect(await sealAudit(database.db.kysely)).toBe(0)
  expect(await verify()).toMatchObject({ sealed: 4, unsealed: 0, head: { number: 4 }, findings: [] })
})

test('old events that are sealed for the first time are in order, across batches', async () => {
  await sql`insert into audit_event (at, actor, request_id, action, entity_type, entity_id)
    select now() - (n * 7 % 1500) * interval '1 day', 'token:ci', 'r', 'team.create', 'Team', uuid_v7()
    from generate_series(0, 1499) n`.execute(database.db.kysely)
  await write(1)
  expect(await sealAudit(database.db.kysely)).toBe(1_501)
  expect(await verify()).toMatchObject({ sealed: 1_501, findings: [] })
})

test('a trail longer than a batch is sealed in one chain', async () => {
  const numbers = Array.from({ length: 2_500 }, (_, index) => index)
  await write(...numbers)
  expect(await sealAudit(database.db.kysely)).toBe(2_500)
  expect(await verify()).toMatchObject({ sealed: 2_500, unsealed: 0, head: { number: 2_500 }, findings: [] })
})

test('an event whose transaction commits after later ones were sealed is not missed', async () => {
  const { kysely } = database.db
  await kysely.transaction().execute(async (late) => {
    await recordAudit(late, { actor: 'token:slow', requestId: 'late' }, [entry(1)])
    await write(2)
    expect(await sealAudit(kysely)).toBe(1)
  })
  expect(await verify()).toMatchObject({ sealed: 1, unsealed: 1 })
  expect(await sealAudit(kysely)).toBe(1)
  expect(await verify()).toMatchObject({ sealed: 2, unsealed: 0, findings: [] })
})

test('one process seals at a time, and no writer waits for it', async () => {
  const { kysely } = database.db
  const other = connect(database.connection, { statementTimeout: 2_000 })
  await write(1)
  await kysely.transaction().execute(async (sealing) => {
    await sql`select pg_advisory_xact_lock(hashtext('throughline.audit_seal'))`.execute(sealing)
    await sql`insert into audit_seal (number, event_id, hash)
      select 1, event_id, decode(repeat('00', 32), 'hex') from audit_unsealed`.execute(sealing)
    expect(await sealAudit(other.kysely)).toBe(0)
    await recordAudit(other.kysely, { actor: 'token:ci', requestId: 'r' }, [entry(2)])
    await sql`delete from audit_unsealed u using audit_seal s where s.event_id = u.event_id`.execute(sealing)
  })
  expect(await sealAudit(other.kysely)).toBe(1)
  await other.close()
  // The positive control: the seal that this test made up is none.
  expect((await verify()).findings).toMatchObject([{ kind: 'CHANGED', number: 1 }])
})

describe('verify finds', () => {
  const eventOf = async (number: number) => {
    const { rows } = await sql<{ id: string }>`
      select event_id as id from audit_seal where number = ${number}`.execute(database.db.kysely)
    return rows[0]?.id ?? ''
  }
  beforeEach(async () => {
    await write(1, 2, 3, 4)
    await sealAudit(database.db.kysely)
  })

  test('every event that was changed, whatever column', async () => {
    const changes = [
      `actor = 'token:other'`,
      `at = at + interval '1 millisecond'`,
      `action = 'team.delete'`,
      `entity_id = uuid_v7()`,
      `after = after || '{"name": "Other"}'`,
      `reason = 'because'`,
      `request_id = 'other'`,
      `entity_type = 'Service'`,
      `before = '{}'`,
      `principal_type = 'Person', principal_id = uuid_v7()`,
    ]
    await write(...changes.map((_, index) => 10 + index))
    await sealAudit(database.db.kysely)
    const expected = []
    for (const [index, change] of changes.entries()) {
      const changed = await eventOf(5 + index)
      await tamper(`update audit_event set ${change} where id = '${changed}'`)
      expected.push({ kind: 'CHANGED', number: 5 + index, eventId: changed })
    }
    expect((await verify()).findings).toEqual(expected)
  })

  test('an event that is dated back, and none because another is dated ahead', async () => {
    const forge = (age: string) =>
      database.db.pool.query(`insert into audit_event (at, actor, request_id, action, entity_type, entity_id)
        values (now() - interval '${age}', 'token:ci', 'r', 'team.create', 'Team', uuid_v7())`)
    await forge('23 hours')
    await sealAudit(database.db.kysely)
    await forge('-200 days')
    await sealAudit(database.db.kysely)
    await write(5)
    await sealAudit(database.db.kysely)
    expect((await verify()).findings).toEqual([])
    await forge('200 days')
    await sealAudit(database.db.kysely)
    expect((await verify()).findings).toEqual([{ kind: 'BACKDATED', number: 8, eventId: await eventOf(8) }])
  })

  test('a removed event', async () => {
    const removed = await eventOf(2)
    await tamper(`delete from audit_event where id = '${removed}'`)
    expect((await verify()).findings).toEqual([{ kind: 'REMOVED', number: 2, eventId: removed }])
  })

  test('an event that was removed with its seal', async () => {
    const removed = await eventOf(2)
    await tamper(
      `delete from audit_event where id = '${removed}'; delete from audit_seal where event_id = '${removed}'`,
    )
    expect((await verify()).findings).toEqual([{ kind: 'SEAL_REMOVED', number: 2, eventId: null }])
  })

  test('an event that was removed before it was sealed', async () => {
    await write(5)
    await tamper(`delete from audit_event where entity_id = '${id(5)}'`)
    expect((await verify()).findings).toMatchObject([{ kind: 'REMOVED', number: null }])
  })

  test('an inserted event', async () => {
    await tamper(`insert into audit_event (actor, request_id, action, entity_type, entity_id)
      values ('token:other', 'r', 'team.create', 'Team', '${id(9)}')`)
    expect((await verify()).findings).toMatchObject([{ kind: 'INSERTED', number: null }])
  })

  test('an event that was put into the chain in the place of another', async () => {
    const removed = await eventOf(3)
    await tamper(`delete from audit_event where id = '${removed}';
      with other as (insert into audit_event (actor, request_id, action, entity_type, entity_id)
        values ('token:other', 'r', 'team.create', 'Team', '${id(9)}') returning id)
      update audit_seal set event_id = (select id from other) where number = 3`)
    expect((await verify()).findings).toMatchObject([{ kind: 'CHANGED', number: 3 }])
  })

  test('the hash that a number has, for a head that was kept elsewhere', async () => {
    const { head } = await verify()
    await write(5)
    await sealAudit(database.db.kysely)
    expect((await verifyAudit(database.db.kysely, head.number)).hashAt).toEqual(head.hash)
    await tamper('delete from audit_event; delete from audit_seal')
    expect(await verifyAudit(database.db.kysely, head.number)).toMatchObject({
      findings: [],
      hashAt: undefined,
    })
  })
})

test('the database refuses every write to the trail that no checkpoint allows', async () => {
  await write(1)
  await sealAudit(database.db.kysely)
  await write(2)
  const refused = [
    'delete from audit_event',
    'update audit_seal set hash = hash',
    'delete from audit_seal',
    'truncate audit_seal',
    'update audit_unsealed set event_id = event_id',
    'delete from audit_unsealed',
    'truncate audit_unsealed',
    `insert into audit_checkpoint (number, hash, before) values (1, decode(repeat('00', 32), 'hex'), '2000-01-01')`,
    'insert into audit_checkpoint (number, hash, before) select number, hash, now() from audit_seal',
    `insert into audit_checkpoint (number, hash, before)
     select number, hash, now() - interval '40 days' from audit_seal`,
  ]
  for (const statement of refused)
    await expect(database.db.pool.query(statement), statement).rejects.toMatchObject({ code: '23001' })
})

test('a seal that is wrong does not accuse those after it', () => {
  const digest = (byte: number) => Buffer.alloc(32, byte)
  const first = sealOf(GENESIS, digest(1))
  const links = [
    { number: 1, eventId: id(1), hash: first, digest: digest(9) },
    { number: 2, eventId: id(2), hash: sealOf(first, digest(2)), digest: digest(2) },
  ]
  expect(checkSeals({ number: 0, hash: GENESIS }, links)).toEqual([
    { kind: 'CHANGED', number: 1, eventId: id(1) },
  ])
})
