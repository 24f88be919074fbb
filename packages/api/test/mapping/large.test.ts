import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { installRuleSet } from '../../src/mapping/default-rules-store.ts'
import { asset, type Script, sync } from '../sync/scripted.ts'
import { rowCounts } from '../sync/state.ts'
import { maintain } from './organisation.ts'

/** An ordinary run is a small part of it; THROUGHLINE_TEST_COSTS=full takes all of it. */
const FULL = process.env.THROUGHLINE_TEST_COSTS === 'full'
const ASSETS = FULL ? 50_000 : 2_000
const RULES = 200
const ROUNDS = 3
const PAGE = 500
const WRITER = { auditContext: { actor: 'test', requestId: 'test' }, at: new Date('2031-01-01T00:00:00Z') }

/** Every asset is the business of one rule among many that ask for labels, attributes and names. */
const rules = Array.from({ length: RULES }, (_, index) => ({
  name: `Rule ${index}`,
  description: '',
  filter: {
    ...(index % 4 === 0 ? { kinds: ['test.*'] } : { kinds: ['test.thing'] }),
    labels: [{ key: 'team', values: [`t-${index}`, `${index}-*`] }],
    not: [{ namespaces: ['kube-*'] }],
  },
  serviceName: '{label:part-of|attribute:app|name}',
  serviceNamespace: '{attribute:namespace}',
  createsService: true,
}))

/** All assets, of which an attribute that no rule reads has a value. */
const script = (cores: number): Script => ({
  assets: Array.from({ length: ASSETS / PAGE }, (_, page) =>
    Array.from({ length: PAGE }, (__, place) => {
      const index = page * PAGE + place
      const labels = { team: `t-${index % RULES}`, 'part-of': `service ${index % 1000}`, tier: 'back' }
      return asset(`a-${index}`, { namespace: 'shop', app: 'x', cores }, { labels })
    }),
  ),
})

const install = (db: Db) =>
  db.kysely
    .transaction()
    .execute((transaction) =>
      installRuleSet(transaction, { key: 'test', title: '', description: '', rules }, true, WRITER),
    )

/** Tables in which runs keep what they are doing themselves. */
const OF_RUNS = ['sync_run', 'source_scope']

/** The rows that were written to tables of rules and links, by all transactions so far. */
async function writes({ kysely }: Db): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(kysely)
  const { rows } = await sql<{ writes: number }>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del)::int as writes from pg_stat_user_tables
    where relname in ('service', 'service_dependency', 'redundancy_group', 'audit_event', 'graph_change')
      or relname like 'mapp%'`.execute(kysely)
  return rows[0]?.writes ?? 0
}

test(`${ASSETS} assets and ${RULES} rules: a second run writes nothing`, async () => {
  const { db, drop } = await testDatabase()
  await install(db)
  await maintain(db)
  await sync(db, script(4))
  const before = await rowCounts(db, ...OF_RUNS)
  expect(before).toMatchObject({ service: 1000, service_dependency: ASSETS, mapping_due: 0, mapping_task: 0 })
  const written = await writes(db)
  await sync(db, script(4))
  expect(await rowCounts(db, ...OF_RUNS)).toEqual(before)
  expect(await writes(db)).toBe(written)
  await drop()
}, 600_000)

/** Milliseconds of the syncs of one database: of new assets, the same again, and changed ones. */
async function syncs(db: Db, round: number): Promise<readonly number[]> {
  const times: number[] = []
  for (const cores of [2 * round, 2 * round, 2 * round + 1]) {
    const start = performance.now()
    await sync(db, script(cores))
    times.push(performance.now() - start)
    // What autovacuum does in time.
    await sql`analyze`.execute(db.kysely)
  }
  return times
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** The machine has other work, so that an ordinary run asserts no times. */
test.runIf(FULL)(
  'what rules add to a sync',
  async () => {
    const measured: (readonly number[])[][] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const ruled of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { db, drop } = await testDatabase()
        if (ruled === 1) await install(db)
        await maintain(db)
        measured[ruled]?.push(await syncs(db, round))
        await drop()
      }
    }
    const [without = [], having = []] = measured
    for (const [index, name] of ['new', 'same', 'changed'].entries()) {
      const [plain = 0, ruled = 0] = [without, having].map((all) =>
        median(all.map((times) => times[index] ?? 0)),
      )
      console.info(
        `${name}: ${plain.toFixed(0)} ms without rules, ${ruled.toFixed(0)} ms with, ${(ruled / plain).toFixed(2)} times`,
      )
    }
  },
  3_600_000,
)
