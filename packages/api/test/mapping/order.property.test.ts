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
  id: fc.nat(5),
  name: fc.constantFrom('cart', 'db'),
  namespace: fc.constantFrom('eu', 'us'),
  system: fc.option(fc.subarray(['cart', 'db'], { minLength: 1 }), { freq: 4 }),
  owner: fc.option(fc.constantFrom(...NAMES), { freq: 3 }),
  partOf: fc.option(fc.constantFrom('web-shop', 'cart'), { freq: 3 }),
})
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never
const organisation = fc.uniqueArray(workload, { selector: ({ id }) => id, minLength: 2, maxLength: 6 })

const step = fc.oneof(
  fc.record({
    kind: fc.constant('read' as const),
    order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    pages: fc.integer({ min: 1, max: 3 }),
    breaksOff: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('rule' as const), rule: fc.nat(RULES.length - 1), enabled: fc.boolean() }),
  fc.record({ kind: fc.constant('move' as const), order: fc.shuffledSubarray([1, 2, 3], { minLength: 3 }) }),
  fc.record({ kind: fc.constant('maintain' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function recordOf({ id, name, namespace, system, owner, partOf }: Workload): Raw {
  const labels = { ...(owner === null ? {} : { owner }), ...(partOf === null ? {} : { 'part-of': partOf }) }
  return asset(`w-${id}`, { namespace, ...(system === null ? {} : { system }) }, { name, labels })
}

async function read(
  db: Db,
  known: readonly Workload[],
  { order, pages, breaksOff }: Extract<Step, { kind: 'read' }>,
) {
  const records = known
    .map((each, index) => [order[index] ?? 0, recordOf(each)] as const)
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

async function take(db: Db, known: readonly Workload[], each: Step): Promise<void> {
  if (each.kind === 'read') await read(db, known, each)
  else if (each.kind === 'rule')
    await changeRules(db, (index) => (index === each.rule ? { enabled: each.enabled } : {}))
  else if (each.kind === 'move') await changeRules(db, (index) => ({ position: each.order[index] ?? 0 }))
  else await maintain(db)
}

async function stateAfter(known: readonly Workload[], steps: readonly Step[]): Promise<Mapped> {
  const { db, drop } = await testDatabase()
  try {
    await db.kysely.insertInto('service').values({ name: 'Web Shop', kind: 'BUSINESS' }).execute()
    await db.kysely
      .transaction()
      .execute((transaction) =>
        installRuleSet(transaction, { key: 'test', title: '', description: '', rules: RULES }, true, WRITER),
      )
    for (const each of steps) await take(db, known, each)
    await changeRules(db, (index) => ({ enabled: true, position: index + 1 }))
    await read(db, known, { kind: 'read', order: [], pages: 1, breaksOff: false })
    await maintain(db)
    const state = await mapped(db)
    const events = await db.kysely.selectFrom('audit_event').select('id').execute()
    await read(db, known, { kind: 'read', order: [5, 3, 1], pages: 2, breaksOff: false })
    await maintain(db)
    expect(await db.kysely.selectFrom('audit_event').select('id').execute()).toHaveLength(events.length)
    return state
  } finally {
    await drop()
  }
}

test('rules and pages in any order, again and again: the same services, links and tasks', async () => {
  await fc.assert(
    fc.asyncProperty(organisation, fc.array(step, { maxLength: 6 }), async (known, steps) => {
      expect(await stateAfter(known, steps)).toEqual(await stateAfter(known, []))
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? runs(3, 5)), interruptAfterTimeLimit: 200_000 },
  )
}, 300_000)
