import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Connection, Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { installRuleSet } from '../../src/mapping/default-rules-store.ts'
import { applyRulesAgain, mappingStep } from '../../src/mapping/progress-store.ts'
import { lockRules } from '../../src/mapping/rules-store.ts'
import { maintain } from './organisation.ts'

const WRITER = { auditContext: { actor: 'test', requestId: 'test' }, at: new Date('2031-01-01T00:00:00Z') }
/** Three steps. */
const ASSETS = 2_100

const rule = (name: string, serviceName: string) => ({
  name,
  description: '',
  filter: { kinds: ['test.*'] },
  serviceName,
  serviceNamespace: '',
  createsService: true,
})

const step = (db: Db) => db.kysely.transaction().execute((transaction) => mappingStep(transaction, WRITER))

/** Changes the rules as mutations do. */
const change = (db: Db, text: ReturnType<typeof sql>) =>
  db.kysely.transaction().execute(async (transaction) => {
    await lockRules(transaction)
    await text.execute(transaction)
    await applyRulesAgain(transaction, WRITER.at)
  })

/** Number of links by name of the service. */
async function links({ kysely }: Db): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ name: string; count: number }>`
    select s.name, count(*)::int as count from service_dependency d join service s on s.id = d.service_id
    group by 1 order by 1`.execute(kysely)
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

const progress = ({ kysely }: Db) =>
  kysely
    .selectFrom('mapping_progress')
    .select(['evaluated', 'total', 'finished_at'])
    .executeTakeFirstOrThrow()

async function seed({ kysely }: Db, assets: number): Promise<void> {
  await sql`insert into asset (kind, name) select 'test.thing', 'thing ' || n from generate_series(1, ${assets}::int) n`.execute(
    kysely,
  )
  const set = { key: 'test', title: '', description: '', rules: [rule('one', 'one'), rule('two', 'two')] }
  await kysely.transaction().execute((transaction) => installRuleSet(transaction, set, true, WRITER))
}

test('rules that change while they are applied begin again, and links stay until their step', async () => {
  const { db, drop } = await testDatabase()
  await seed(db, ASSETS)
  expect(await step(db)).toBe(true)
  expect(await progress(db)).toEqual({ evaluated: 1000, total: ASSETS, finished_at: null })
  expect(await links(db)).toEqual({ one: 1000 })
  // Reordered: the second rule decides now.
  await change(db, sql`update mapping_rule set position = 3 where name = 'one'`)
  expect(await progress(db)).toEqual({ evaluated: 0, total: ASSETS, finished_at: null })
  expect(await links(db)).toEqual({ one: 1000 })
  await step(db)
  expect(await links(db)).toEqual({ two: 1000 })
  // Turned off.
  await change(db, sql`update mapping_rule set enabled = false where name = 'two'`)
  await step(db)
  await step(db)
  expect(await links(db)).toEqual({ one: 2000 })
  // Deleted: there are no rules any more, and links to remove.
  await change(db, sql`delete from mapping_rule where name = 'one'`)
  expect(await links(db)).toEqual({ one: 2000 })
  await maintain(db)
  expect(await links(db)).toEqual({})
  expect(await progress(db)).toEqual({ evaluated: ASSETS, total: ASSETS, finished_at: WRITER.at })
  expect(await db.kysely.selectFrom('service').select('lifecycle').distinct().execute()).toEqual([
    { lifecycle: 'RETIRED' },
  ])
  await drop()
})

const STEPS = fileURLToPath(new URL('steps-process.ts', import.meta.url))

test('a process that is killed in the middle of a step leaves the rest to another', async () => {
  const { db, drop, connection } = await testDatabase()
  await seed(db, 4_100)
  for (const _ of ['once', 'again']) await killInSecondStep(connection)
  const { evaluated, total, finished_at } = await progress(db)
  expect([2_000, 3_000, 4_000]).toContain(evaluated)
  expect([total, finished_at]).toEqual([4_100, null])
  expect(await links(db)).toEqual({ one: evaluated })
  await maintain(db)
  expect(await progress(db)).toEqual({ evaluated: 4_100, total: 4_100, finished_at: WRITER.at })
  expect(await links(db)).toEqual({ one: 4_100 })
  // Every asset was linked once.
  const { rows } = await sql<{ events: number; services: number }>`
    select count(*) filter (where action = 'service_dependency.link')::int as events,
      count(*) filter (where action = 'service.create')::int as services from audit_event`.execute(db.kysely)
  expect(rows).toEqual([{ events: 4_100, services: 1 }])
  await drop()
})

/** Has a process do one step, and kills it when it has begun the next one. */
async function killInSecondStep(connection: Connection): Promise<void> {
  const child = spawn(process.execPath, [STEPS, JSON.stringify(connection)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  child.stdin.write('go\n')
  let begun = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'done') child.stdin.write('go\n')
    else begun += 1
    if (begun === 2) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
}
