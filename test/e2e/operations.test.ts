import { readFileSync } from 'node:fs'
import { paginate } from '@throughline/sdk'
import { Alignment } from '@throughline/sdk/operations/alignment'
import { AlignmentHistory } from '@throughline/sdk/operations/alignment-history'
import { Asset } from '@throughline/sdk/operations/asset'
import { AssetIncomingRelations } from '@throughline/sdk/operations/asset-incoming-relations'
import { AssetRelations } from '@throughline/sdk/operations/asset-relations'
import { Assets } from '@throughline/sdk/operations/assets'
import { Changes } from '@throughline/sdk/operations/changes'
import { FatalNext } from '@throughline/sdk/operations/fatal-next'
import { Gaps } from '@throughline/sdk/operations/gaps'
import { Impact } from '@throughline/sdk/operations/impact'
import { ImpactAffected } from '@throughline/sdk/operations/impact-affected'
import { ImpactSimulation } from '@throughline/sdk/operations/impact-simulation'
import { IngestAssets } from '@throughline/sdk/operations/ingest-assets'
import { MetricSeries } from '@throughline/sdk/operations/metric-series'
import { Metrics } from '@throughline/sdk/operations/metrics'
import { ModelHealth } from '@throughline/sdk/operations/model-health'
import { ObjectiveProgress } from '@throughline/sdk/operations/objective-progress'
import { ObjectiveServices } from '@throughline/sdk/operations/objective-services'
import { Objectives } from '@throughline/sdk/operations/objectives'
import { People } from '@throughline/sdk/operations/people'
import { Person } from '@throughline/sdk/operations/person'
import { ServiceAssets } from '@throughline/sdk/operations/service-assets'
import { Services } from '@throughline/sdk/operations/services'
import { Sources } from '@throughline/sdk/operations/sources'
import { SyncRuns } from '@throughline/sdk/operations/sync-runs'
import { Teams } from '@throughline/sdk/operations/teams'
import { Viewer } from '@throughline/sdk/operations/viewer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo } from './demo.ts'
import { catalogue, importedBy, present, ran, recordingClient, strategy, theSwitch } from './operations.ts'

let api: TestApi

beforeAll(async () => {
  api = await startDemo()
})
afterAll(() => api?.stop())

const client = () => recordingClient(api)

test('an objective down to its assets', async () => {
  const { objective } = await client().execute(ObjectiveServices, { by: strategy('OBJ-02') })
  const { title, services } = present(objective)
  expect(title).toBe('Win customers who come back every fortnight')
  const checkout = present(services.edges.find(({ node }) => node.name === 'Checkout and payment'))
  expect(checkout.share).toBe(0.9)
  expect(checkout.node.criticality.level).toBe('HIGH')
  expect(checkout.node.assets.edges.map(({ node }) => node.name)).toContain('checkout-api')

  const needed = await paginate(client(), ServiceAssets, {
    by: catalogue('checkout'),
    first: 3,
  }).toArray()
  expect(needed).toHaveLength(checkout.node.assets.totalCount)
  // One of a pair that stands in for the other puts nothing at risk alone.
  const idle = needed.filter(({ criticality }) => criticality.valueAtRisk === 0)
  expect(idle.map(({ name }) => name).toSorted()).toEqual(['pg-checkout-a', 'pg-checkout-b'])
})

test('lists, page by page and filtered', async () => {
  const all = await paginate(client(), Services, { first: 7 }).toArray()
  expect(all.length).toBe(25)
  expect(new Set(all.map(({ id }) => id)).size).toBe(25)
  expect(
    await paginate(client(), Objectives, { filter: { parent: { id: { isNull: true } } } }).toArray(),
  ).toEqual([])
  const parted = { filter: { parent: { id: { isNull: false } } } }
  expect(await paginate(client(), Objectives, parted).toArray()).toHaveLength(4)
  expect(await paginate(client(), Teams, { filter: { kind: { eq: 'BUSINESS' } } }).toArray()).not.toEqual([])
  const brokers = { filter: { name: { startsWith: 'mq-hall' }, lifecycle: { eq: 'LIVE' as const } } }
  expect((await paginate(client(), Assets, brokers).toArray()).map(({ name }) => name)).toEqual([
    'mq-hall-1',
    'mq-hall-2',
    'mq-hall-3',
  ])
  const waiting = await paginate(client(), Changes, {
    filter: { status: { eq: 'AWAITING_APPROVAL' } },
  }).toArray()
  expect(waiting.map(({ title }) => title)).toContain('Tidy up the price database')
})

test('people with their teams, and who asks', async () => {
  const people = await paginate(client(), People, { first: 5 }).toArray()
  expect(people.length).toBeGreaterThan(5)
  const { person } = await client().execute(Person, { by: { id: present(people[0]).id } })
  expect(present(person).teams.edges.length).toBeGreaterThan(0)
  const { viewer } = await client().execute(Viewer)
  expect(viewer.roles).toContain('ADMIN')
})

test('an asset, where its values come from and how it stands to others', async () => {
  const asset = present((await client().execute(Asset, { by: theSwitch })).asset)
  expect(asset.costPerMonth).toEqual({ amount: expect.stringMatching(/^41(\.0+)?$/), currency: 'EUR' })
  const places = asset.provenance.filter(({ attribute }) => attribute === 'attributes.place')
  expect(places.map(({ source, isEffective }) => [source, isEffective])).toEqual([
    ['netbox', true],
    ['asset-register', false],
  ])
  const incoming = await paginate(client(), AssetIncomingRelations, { by: { id: asset.id } }).toArray()
  expect(incoming.map(({ kind, from }) => `${from.name} ${kind}`)).toContain('host-hall-02 CONNECTS_TO')
  const host = present(incoming.find(({ from }) => from.name === 'host-hall-02')).from
  const outgoing = await paginate(client(), AssetRelations, { by: { id: host.id } }).toArray()
  expect(outgoing.map(({ kind, to }) => `${kind} ${to.name}`)).toContain('CONNECTS_TO sw-hall2-acc-07')
})

test('what the switch puts at risk, explained', async () => {
  const { id } = present((await client().execute(Asset, { by: theSwitch })).asset)
  const { impact } = await client().execute(Impact, { of: [{ id }] })
  expect(impact.valueAtRisk).toBeCloseTo(0.511, 3)
  const [worst] = impact.objectives
  expect(worst?.objective?.title).toBe('Win customers who come back every fortnight')
  expect(worst?.path.map(({ name }) => name)).toEqual([
    'sw-hall2-acc-07',
    expect.stringMatching(/^host-hall-/),
    expect.stringMatching(/^vm-mq-/),
    expect.stringMatching(/^mq-hall-/),
    'Stock message bridge',
    'Checkout and payment',
    'Win customers who come back every fortnight',
  ])
  expect(impact.groups).toMatchObject([{ members: 3, minAvailable: 2, fails: true }])
  expect(impact.explanation.reasons.map(({ code }) => code)).toContain('GROUP_FAILS')
  expect(impact.explanation.inputs[0]?.node?.__typename).toBe('Objective')

  const up = await paginate(client(), ImpactAffected, { of: [{ id }], first: 10 }).toArray()
  expect(up.map((node) => node?.__typename)).toContain('Objective')
  const { objective } = await client().execute(ObjectiveProgress, { by: strategy('OBJ-02') })
  const variables = { of: [{ id: present(objective).id }], direction: 'DEPENDENCIES' as const }
  const down = await paginate(client(), ImpactAffected, variables).toArray()
  expect(down.map((node) => (node?.__typename === 'Asset' ? node.name : ''))).toContain('sw-hall2-acc-07')
})

test('what one more failure adds while a database is down, and what is fatal next', async () => {
  const database = (name: string) => ({ reference: { source: 'netbox', externalId: name } })
  const [down, spare] = [database('pg-checkout-a'), database('pg-checkout-b')]
  const { impact } = await client().execute(ImpactSimulation, { of: [spare], alsoDown: [down] })
  const simulation = present(impact.simulation)
  expect(simulation.addedValueAtRisk).toBeGreaterThan(present(impact.valueAtRisk))
  expect(simulation.down.map(({ name }) => name)).toEqual(['pg-checkout-a'])
  const fatal = await paginate(client(), FatalNext, { of: [down], first: 5 }).toArray()
  const row = fatal.find(({ subjectName }) => subjectName === 'pg-checkout-b')
  expect(row?.rise).toBe(simulation.addedValueAtRisk)
  expect(row?.groups.map(({ group }) => group?.name)).toEqual(['Checkout database pair'])
})

test('gaps, with their counts', async () => {
  const { gaps } = await client().execute(Gaps, { first: 1 })
  expect(gaps.counts).toContainEqual({ kind: 'SERVICE_WITHOUT_OWNER', count: 1 })
  const orphans = await paginate(client(), Gaps, { kinds: ['SERVICE_WITHOUT_OBJECTIVE'], first: 2 }).toArray()
  expect(orphans.map(({ subjectName }) => subjectName).toSorted()).toEqual([
    'Accounting',
    'Recipe magazine',
    'Store music and signage',
  ])
  expect(orphans[0]?.explanation.reasons.map(({ code }) => code)).toContain('WHAT_TO_DO')
})

test('the stages of the model and the next best repair, as the page on them shows', async () => {
  const page = readFileSync(new URL('../../packages/api/docs/model-health.md', import.meta.url), 'utf8')
  const [, table = ''] = /<!-- demo:begin -->\n(.*?)<!-- demo:end -->/s.exec(page) ?? []
  const shown = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').flatMap((cell) => cell.trim() || []))
  const { modelHealth } = await client().execute(ModelHealth, {})
  const stages = modelHealth.stages.map(({ stage, count, total, share, weightShare }) => [
    ...[stage, count, total].map(String),
    ...[share, weightShare].map((part) => present(part).toFixed(4)),
  ])
  expect(stages).toEqual(shown)
  const { kind, nodes, count, weightGain, explanation } = present(modelHealth.nextBest)
  expect(page).toContain(`is ${kind} with a \`weightGain\` of ${present(weightGain).toFixed(4)}`)
  expect(nodes).toHaveLength(Math.min(10, count))
  for (const { name } of nodes) expect(page).toContain(`“${name}”`)
  expect(explanation.reasons.map(({ code }) => code)).toContain('WHAT_TO_DO')
})

test('the allocation ledger adds up, page by page', async () => {
  const year = new Date().getFullYear()
  const asked = { period: `${year - 1}-07-01/${year}-12-31`, groupBy: 'TEAM', measure: 'EFFORT' } as const
  const { alignment } = await client().execute(Alignment, asked)
  expect(alignment.fit).toBeGreaterThan(0)
  const rows = await paginate(client(), Alignment, { ...asked, first: 2 }).toArray()
  expect(rows).toEqual(alignment.rows.nodes)
  expect(rows.reduce((sum, { amount }) => sum + present(amount.minutes), 0)).toBe(alignment.total.minutes)
  const history = await client().execute(AlignmentHistory, {
    period: String(year),
    figure: 'FIT',
    months: 12,
  })
  // Nothing has kept figures of the demo that is only served.
  expect(history.alignment.history).toEqual([])
})

test('sources and their runs', async () => {
  const sources = await paginate(client(), Sources, {}).toArray()
  expect(sources.map(({ name }) => name)).toContain('netbox')
  expect(sources.every(({ runs }) => runs.nodes[0]?.status === 'SUCCEEDED')).toBe(true)
  const runs = await paginate(client(), SyncRuns, {
    filter: { source: { name: { eq: 'netbox' } } },
  }).toArray()
  expect(runs.length).toBeGreaterThan(0)
  expect(runs[0]?.counts.map(({ recordType }) => recordType)).toContain('asset')
})

test('assets in bulk, twice', async () => {
  const input = {
    source: 'inventory',
    assets: ['a', 'b'].map((externalId) => ({
      externalId,
      kind: 'server.physical',
      name: `rack-${externalId}`,
    })),
  }
  const outcomes = async () => {
    const { ingestAssets } = await client().execute(IngestAssets, { input })
    return ingestAssets.results.map(({ externalId, outcome }) => `${externalId} ${outcome}`)
  }
  expect(await outcomes()).toEqual(['a ADDED', 'b ADDED'])
  expect(await outcomes()).toEqual(['a UNCHANGED', 'b UNCHANGED'])
})

test('a metric over time', async () => {
  const [metric] = await paginate(client(), Metrics, {
    filter: { externalReference: { externalId: { eq: 'tannenlund_bridge_on_time' } } },
  }).toArray()
  const { metric: read } = await client().execute(MetricSeries, {
    by: { id: present(metric).id },
    from: '2026-01-21T00:00:00Z',
    to: '2026-03-02T00:00:00Z',
    buckets: 40,
  })
  const values = present(read).series.map(({ value }) => value ?? Number.NaN)
  expect(values).toHaveLength(40)
  expect(values.indexOf(Math.min(...values))).toBe(7)
})

test('every operation that this file imports was run', () => {
  const imported = importedBy('operations.test.ts')
  expect(imported.length).toBeGreaterThan(10)
  expect(imported.filter((name) => !ran.has(name))).toEqual([])
})
