import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database.ts'
import type { TestDatabase } from '../../src/testing.ts'
import { seededDatabase, TODAY } from './database.ts'
import { type FailureGraph, loadFailureGraph, lossesFrom, reachFrom, valueAtRisk } from './reach.ts'

let demo: TestDatabase
let db: Kysely<Database>
let graph: FailureGraph
beforeAll(async () => {
  demo = await seededDatabase()
  db = demo.db.kysely
  graph = await loadFailureGraph(db, TODAY)
})
afterAll(() => demo.drop())

async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> {
  return (await query.execute(db)).rows.map(({ name }) => name).sort()
}

async function assetId(name: string): Promise<string> {
  const { id } = await db.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return id
}

/** Everything that a service leans on, directly or through other assets. */
const MAPPED_ASSETS = sql`
  mapped(id) as (
    select on_asset_id from service_dependency where on_asset_id is not null
    union
    select case kind when 'CONTAINS' then from_id else to_id end from asset_relation
      join mapped on mapped.id = case kind when 'CONTAINS' then to_id else from_id end
  )`

describe('gaps between objectives and services', () => {
  test('one active objective has no service, neither itself nor above or below it', async () => {
    const without = await names(sql`
      with recursive up(leaf, id) as (
        select id, id from objective where status = 'ACTIVE'
        union select up.leaf, o.parent_id from up join objective o on o.id = up.id where o.parent_id is not null
      ), down(root, id) as (
        select id, id from objective where status = 'ACTIVE'
        union select down.root, o.id from down join objective o on o.parent_id = down.id
      )
      select title as name from objective o where status = 'ACTIVE' and not exists (
        select from objective_service l join service s on s.id = l.service_id and s.lifecycle = 'LIVE'
        where l.objective_id in (select id from up where leaf = o.id union select id from down where root = o.id)
          and coalesce(valid_to, 'infinity') >= ${TODAY}::date)`)
    expect(without).toEqual(['Throw away a third less food'])
  })

  test('every other active leaf objective is reached by the failure of some asset', async () => {
    const assets = await db.selectFrom('asset').select('id').where('lifecycle', '=', 'LIVE').execute()
    const reached = new Set<string>()
    for (const { id } of assets)
      for (const [objective, loss] of lossesFrom(graph, id)) if (loss > 0) reached.add(objective)
    const unreached = [...graph.weights.keys()].filter((id) => !reached.has(id))
    const titles = await db.selectFrom('objective').select('title').where('id', 'in', unreached).execute()
    expect(titles).toEqual([{ title: 'Throw away a third less food' }])
  })

  test('three live services reach no active objective, the fax gateway only one by a process', async () => {
    const services = await db
      .selectFrom('service')
      .select(['id', 'name'])
      .where('lifecycle', '=', 'LIVE')
      .execute()
    const idle = services.filter(({ id }) => valueAtRisk(graph, id) === 0).map(({ name }) => name)
    expect(idle.sort()).toEqual(['Accounting', 'Recipe magazine', 'Store music and signage'])
    const fax = services.find(({ name }) => name === 'Supplier fax gateway')
    const losses = [...lossesFrom(graph, fax?.id ?? '').values()].filter((loss) => loss > 0)
    expect(losses).toEqual([expect.closeTo(0.05, 12)])
  })

  test('the only service without an owner is a critical one', async () => {
    const orphans = await db
      .selectFrom('service')
      .select(['id', 'name'])
      .where('owner_id', 'is', null)
      .execute()
    expect(orphans.map(({ name }) => name)).toEqual(['Stock message bridge'])
    expect(valueAtRisk(graph, orphans[0]?.id ?? '')).toBeGreaterThan(0.25)
  })
})

describe('gaps between services and assets', () => {
  test('assets that carry no service cost money, the dearest of them in vain', async () => {
    const { rows } = await sql<{ name: string; cost: number }>`
      with recursive ${MAPPED_ASSETS}
      select name, cost_amount::float8 as cost from asset
      where lifecycle = 'LIVE' and environment = 'production' and cost_amount is not null and id not in (select id from mapped)
      order by cost_amount desc, name`.execute(db)
    expect(rows.slice(0, 7).map(({ name }) => name)).toEqual([
      'Office suite',
      'analytics-appliance-01',
      'san-ow-00',
      'Social media desk',
      'Forecast trial',
      'wan-line-oldtown',
      'tannenlund-video-archive',
    ])
    expect(rows.map(({ name }) => name)).toContain('vm-geo-03')
    expect(rows.reduce((sum, { cost }) => sum + cost, 0)).toBeGreaterThan(20_000)
  })

  test('tour planning leans on a machine that was retired, and its successor is on no map', async () => {
    const { rows } = await sql<{
      service: string
      asset: string
      lifecycle: string
      gone: boolean
      claims: number
    }>`
      select s.name as service, a.name as asset, a.lifecycle, r.missing_since is not null as gone,
        (select count(*)::int from asset_claim c where c.asset_id = a.id) as claims
      from service_dependency d join service s on s.id = d.service_id join asset a on a.id = d.on_asset_id
        join source_record r on r.asset_id = a.id
      where a.lifecycle = 'RETIRED' and s.lifecycle = 'LIVE'`.execute(db)
    expect(rows).toEqual([
      { service: 'Delivery tour planning', asset: 'vm-geo-01', lifecycle: 'RETIRED', gone: true, claims: 0 },
    ])
  })

  test('a change that waits for approval would drop the data of a service it does not name', async () => {
    const dependents = await names(sql`
      select f.name from asset_relation r join asset f on f.id = r.from_id join asset t on t.id = r.to_id
      where t.name = 'pg-prices' and r.kind = 'DEPENDS_ON'`)
    expect(dependents).toEqual(['price-api', 'promotion-engine', 'recipe-cms'])
    const named = await names(sql`
      select s.name from change c join change_service l on l.change_id = c.id join service s on s.id = l.service_id
      where c.title = 'Tidy up the price database' and c.state = 'AWAITING_APPROVAL'`)
    expect(named).toEqual(['Prices and promotions'])
  })
})

describe('the single point of failure that nobody would guess', () => {
  test('a switch for 41 EUR a month carries more than the mainframe for 46,200', async () => {
    const { cost_amount: cost } = await db
      .selectFrom('asset')
      .select('cost_amount')
      .where('name', '=', 'sw-hall2-acc-07')
      .executeTakeFirstOrThrow()
    expect(cost).toBe('41.0000')
    const carried = valueAtRisk(graph, await assetId('sw-hall2-acc-07'))
    expect(carried).toBeCloseTo(0.5114, 4)
    expect(carried).toBeGreaterThan(valueAtRisk(graph, await assetId('mainframe-01')))
  })

  test('only the production cluster carries more', async () => {
    const assets = await db
      .selectFrom('asset')
      .select(['id', 'name'])
      .where('lifecycle', '=', 'LIVE')
      .execute()
    const ranked = assets
      .map(({ id, name }) => ({ name, risk: valueAtRisk(graph, id) }))
      .sort((one, other) => other.risk - one.risk)
    expect(ranked.slice(0, 2).map(({ name }) => name)).toEqual(['ostwerk-prod', 'sw-hall2-acc-07'])
  })

  test('the redundancy above it helps against one broker, and not against the switch', async () => {
    expect(valueAtRisk(graph, await assetId('mq-hall-1'))).toBe(0)
    const bridge = await db
      .selectFrom('service')
      .select('id')
      .where('name', '=', 'Stock message bridge')
      .executeTakeFirstOrThrow()
    expect(reachFrom(graph, await assetId('sw-hall2-acc-07')).get(bridge.id)).toBe(1)
  })

  test('it carries four of the six active leaf objectives', async () => {
    const losses = lossesFrom(graph, await assetId('sw-hall2-acc-07'))
    const titles = await db
      .selectFrom('objective')
      .select('title')
      .where(
        'id',
        'in',
        [...losses].filter(([, loss]) => loss > 0).map(([id]) => id),
      )
      .orderBy('title')
      .execute()
    expect(titles.map(({ title }) => title)).toEqual([
      'Deliver in the promised hour',
      'No customer leaves without paying because a till is down',
      'Shelves are full when customers come',
      'Win customers who come back every fortnight',
    ])
  })
})
