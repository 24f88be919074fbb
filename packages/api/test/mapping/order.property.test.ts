import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { TransientError } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { installRuleSet } from '../../src/mapping/default-rules-store.ts'
import { applyRulesAgain } from '../../src/mapping/progress-store.ts'
import type { ShippedRule } from '../../src/mapping/rule-sets.ts'
import { lockRules } from '../../src/mapping/rules-store.ts'
import { runs } from '../runs.ts'
import { tell } from '../sync/entities/expected-records.ts'
import { service } from '../sync/model/model-records.ts'
import { asset, type Raw, sync } from '../sync/scripted.ts'
import { type Mapped, maintain, mapped } from './organisation.ts'

const WRITER = { auditContext: { actor: 'test', requestId: 'test' }, at: new Date('2031-01-01T00:00:00Z') }
const shipped = (name: string, more: Partial<ShippedRule>): ShippedRule => ({
  name,
  description: '',
  filter: {},
  serviceName: '{name}',
  serviceNamespace: '{attribute:namespace}',
  createsService: true,
  ...more,
})
/** In their final order: the first that matches decides. */
const RULES = [
  shipped('by system', {
    filter: { attributes: [{ key: 'system' }] },
    serviceName: '{attribute:system}',
    serviceNamespace: '',
  }),
  shipped('by hand', {
    filter: { labels: [{ key: 'owner' }] },
    serviceName: '{label:owner}',
    createsService: false,
  }),
  shipped('by label', { serviceName: '{label:part-of|name}' }),
]

const NAMES = ['cart', 'Web Shop', 'web-shop', 'db'] as const
const workload = fc.record({
  name: fc.constantFrom('cart', 'db'),
  namespace: fc.constantFrom('eu', 'us'),
  system: fc.option(fc.subarray(['cart', 'db'], { minLength: 1 }), { freq: 4 }),
  owner: fc.option(fc.constantFrom(...NAMES), { freq: 3 }),
  partOf: fc.option(fc.constantFrom('web-shop', 'cart'), { freq: 3 }),
})
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never
/** Workloads as they are and as they were, and the services of a catalog. */
const organisation = fc.record({
  workloads: fc.array(fc.record({ now: workload, before: workload }), { minLength: 2, maxLength: 6 }),
  reported: fc.subarray([...NAMES], { maxLength: 2 }),
})
type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never

const reading = fc.record({
  kind: fc.constant('read' as const),
  order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  pages: fc.integer({ min: 1, max: 3 }),
  breaksOff: fc.boolean(),
  before: fc.boolean(),
})
const saying = fc.oneof(
  { weight: 2, arbitrary: reading },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('report' as const), count: fc.integer({ min: 1, max: 2 }) }),
  },
)
const step = fc.oneof(
  saying,
  fc.record({ kind: fc.constant('rule' as const), rule: fc.nat(RULES.length - 1), enabled: fc.boolean() }),
  fc.record({ kind: fc.constant('move' as const), order: fc.shuffledSubarray([1, 2, 3], { minLength: 3 }) }),
  fc.record({ kind: fc.constant('maintain' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Reading = Extract<Step, { kind: 'read' }>

function recordOf({ name, namespace, system, owner, partOf }: Workload, id: number): Raw {
  const labels = { ...(owner === null ? {} : { owner }), ...(partOf === null ? {} : { 'part-of': partOf }) }
  return asset(`w-${id}`, { namespace, ...(system === null ? {} : { system }) }, { name, labels })
}

async function read(db: Db, organisation: Organisation, { order, pages, breaksOff, before }: Reading) {
  const known = organisation.workloads.map((each) => (before ? each.before : each.now))
  const records = known
    .map((each, index) => [order[index] ?? 0, recordOf(each, index)] as const)
    .sort(([a], [b]) => a - b)
    .map(([, record]) => record)
  const size = Math.ceil(records.length / pages)
  const listing = async function* () {
    for (let start = 0; start < records.length; start += size) {
      yield records.slice(start, start + size)
      if (breaksOff) throw new TransientError('The connection was closed.')
    }
  }
  await sync(db, { assets: () => listing() }).catch((error: unknown) => {
    if (!(error instanceof TransientError)) throw error
  })
}

/** Changes rules as mutations do. */
function changeRules(
  db: Db,
  change: (index: number) => { enabled?: boolean; position?: number },
): Promise<void> {
  return db.kysely.transaction().execute(async (transaction) => {
    await lockRules(transaction)
    for (const [index, { name }] of RULES.entries()) {
      const values = change(index)
      if (Object.keys(values).length === 0) continue
      await transaction.updateTable('mapping_rule').set(values).where('name', '=', name).execute()
    }
    await applyRulesAgain(transaction, WRITER.at)
  })
}

/** The catalog states the first of its services. */
async function report(db: Db, { reported }: Organisation, count: number): Promise<void> {
  const records = reported.slice(0, count).map((name) => service(name))
  if (records.length > 0) await tell(db, { service: records }, { source: 'catalog' })
}

async function take(db: Db, organisation: Organisation, each: Step): Promise<void> {
  if (each.kind === 'read') await read(db, organisation, each)
  else if (each.kind === 'report') await report(db, organisation, each.count)
  else if (each.kind === 'rule')
    await changeRules(db, (index) => (index === each.rule ? { enabled: each.enabled } : {}))
  else if (each.kind === 'move') await changeRules(db, (index) => ({ position: each.order[index] ?? 0 }))
  else await maintain(db)
}

const LAST: Reading = { kind: 'read', order: [], pages: 1, breaksOff: false, before: false }

async function events({ kysely }: Db): Promise<number> {
  return (await kysely.selectFrom('audit_event').select('id').where('entity_type', '<>', 'Source').execute())
    .length
}

/** The state after steps with any rules, then after steps with the final ones. */
async function stateAfter(
  organisation: Organisation,
  steps: readonly Step[],
  later: readonly Step[],
): Promise<Mapped> {
  const { db, drop } = await testDatabase()
  try {
    await db.kysely.insertInto('service').values({ name: 'Web Shop', kind: 'BUSINESS' }).execute()
    await db.kysely
      .transaction()
      .execute((transaction) =>
        installRuleSet(transaction, { key: 'test', title: '', description: '', rules: RULES }, true, WRITER),
      )
    for (const each of steps) await take(db, organisation, each)
    await changeRules(db, (index) => ({ enabled: true, position: index + 1 }))
    await maintain(db)
    for (const each of later) await take(db, organisation, each)
    await report(db, organisation, organisation.reported.length)
    await read(db, organisation, LAST)
    await maintain(db)
    const state = await mapped(db)
    const before = await events(db)
    await read(db, organisation, { ...LAST, order: [5, 3, 1], pages: 2 })
    await changeRules(db, () => ({}))
    await maintain(db)
    // Neither another run nor a new application of all rules finds anything left to do.
    expect(await events(db)).toBe(before)
    return state
  } finally {
    await drop()
  }
}

test('rules, pages and services in any order, again and again: the same services, links and tasks', async () => {
  await fc.assert(
    fc.asyncProperty(
      organisation,
      fc.array(step, { maxLength: 6 }),
      fc.array(saying, { maxLength: 4 }),
      async (given, steps, later) => {
        expect(await stateAfter(given, steps, later)).toEqual(await stateAfter(given, [], []))
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? runs(2, 4)), interruptAfterTimeLimit: 200_000 },
  )
}, 300_000)
