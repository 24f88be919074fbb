import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { expect, test } from 'vitest'
import { installRuleSet } from '../../src/mapping/default-rules-store.ts'
import { asset, type Script, sync } from '../sync/scripted.ts'
import { rowCounts } from '../sync/state.ts'
import { maintain } from './organisation.ts'

/** An ordinary run is a small part of it; THROUGHLINE_TEST_COSTS=full takes all of it. */
const FULL = process.env.THROUGHLINE_TEST_COSTS === 'full'
const ASSETS = FULL ? 50_000 : 2_000
const RULES = 200
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

const script: Script = {
  assets: Array.from({ length: ASSETS / PAGE }, (_, page) =>
    Array.from({ length: PAGE }, (__, place) => {
      const index = page * PAGE + place
      const labels = { team: `t-${index % RULES}`, 'part-of': `service ${index % 1000}`, tier: 'back' }
      return asset(`a-${index}`, { namespace: 'shop', app: 'x', cores: 4 }, { labels })
    }),
  ),
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start)
}

const install = (db: Db) =>
  db.kysely
    .transaction()
    .execute((transaction) =>
      installRuleSet(transaction, { key: 'test', title: '', description: '', rules }, true, WRITER),
    )

test(`${ASSETS} assets and ${RULES} rules: a second run writes nothing`, async () => {
  const { db, drop } = await testDatabase()
  await install(db)
  await maintain(db)
  const first = await timed(() => sync(db, script))
  const before = await rowCounts(db, 'sync_run', 'source_scope')
  expect(before).toMatchObject({ service: 1000, service_dependency: ASSETS, mapping_due: 0, mapping_task: 0 })
  const second = await timed(() => sync(db, script))
  expect(await rowCounts(db, 'sync_run', 'source_scope')).toEqual(before)
  const moved = await db.kysely
    .selectFrom('service_dependency')
    .select('id')
    .where('version', '>', 1)
    .execute()
  expect(moved).toEqual([])
  await drop()
  if (FULL) console.info(JSON.stringify({ first, second, ...(await withoutRules()) }))
}, 600_000)

/** The same without rules, for comparison: the machine has other work, so no test asserts it. */
async function withoutRules(): Promise<object> {
  const { db, drop } = await testDatabase()
  const firstWithout = await timed(() => sync(db, script))
  const secondWithout = await timed(() => sync(db, script))
  await drop()
  return { firstWithout, secondWithout }
}
