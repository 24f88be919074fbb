import { globSync, readFileSync } from 'node:fs'
import { ConflictError, createClient, InvalidInputError, NotFoundError, paginate } from '@throughline/sdk'
import { AddExternalReference } from '@throughline/sdk/operations/add-external-reference'
import { Alerts } from '@throughline/sdk/operations/alerts'
import { Asset } from '@throughline/sdk/operations/asset'
import { AssetIncomingRelations } from '@throughline/sdk/operations/asset-incoming-relations'
import { AssetRelations } from '@throughline/sdk/operations/asset-relations'
import { Assets } from '@throughline/sdk/operations/assets'
import { CancelSyncRun } from '@throughline/sdk/operations/cancel-sync-run'
import { Changes } from '@throughline/sdk/operations/changes'
import { CommentOnTicket } from '@throughline/sdk/operations/comment-on-ticket'
import { CreateAsset } from '@throughline/sdk/operations/create-asset'
import { CreateChange } from '@throughline/sdk/operations/create-change'
import { CreateKeyResult } from '@throughline/sdk/operations/create-key-result'
import { CreateMetric } from '@throughline/sdk/operations/create-metric'
import { CreateObjective } from '@throughline/sdk/operations/create-objective'
import { CreateService } from '@throughline/sdk/operations/create-service'
import { CreateSource } from '@throughline/sdk/operations/create-source'
import { CreateSurvey } from '@throughline/sdk/operations/create-survey'
import { CreateTeam } from '@throughline/sdk/operations/create-team'
import { CreateTicket } from '@throughline/sdk/operations/create-ticket'
import { CreateTicketInSource } from '@throughline/sdk/operations/create-ticket-in-source'
import { DeleteEffort } from '@throughline/sdk/operations/delete-effort'
import { DeleteSource } from '@throughline/sdk/operations/delete-source'
import { FatalNext } from '@throughline/sdk/operations/fatal-next'
import { Gaps } from '@throughline/sdk/operations/gaps'
import { Impact } from '@throughline/sdk/operations/impact'
import { ImpactAffected } from '@throughline/sdk/operations/impact-affected'
import { ImpactSimulation } from '@throughline/sdk/operations/impact-simulation'
import { IngestAssets } from '@throughline/sdk/operations/ingest-assets'
import { LinkAlert } from '@throughline/sdk/operations/link-alert'
import { LinkAssets } from '@throughline/sdk/operations/link-assets'
import { LinkAssetsToService } from '@throughline/sdk/operations/link-assets-to-service'
import { LinkChange } from '@throughline/sdk/operations/link-change'
import { LinkServiceToObjective } from '@throughline/sdk/operations/link-service-to-objective'
import { LinkServiceToService } from '@throughline/sdk/operations/link-service-to-service'
import { LinkTicket } from '@throughline/sdk/operations/link-ticket'
import { MetricSeries } from '@throughline/sdk/operations/metric-series'
import { Metrics } from '@throughline/sdk/operations/metrics'
import { ModelHealth } from '@throughline/sdk/operations/model-health'
import { ObjectiveProgress } from '@throughline/sdk/operations/objective-progress'
import { ObjectiveServices } from '@throughline/sdk/operations/objective-services'
import { Objectives } from '@throughline/sdk/operations/objectives'
import { PauseSource } from '@throughline/sdk/operations/pause-source'
import { People } from '@throughline/sdk/operations/people'
import { Person } from '@throughline/sdk/operations/person'
import { Plugins } from '@throughline/sdk/operations/plugins'
import { RecordEffort } from '@throughline/sdk/operations/record-effort'
import { RecordResponses } from '@throughline/sdk/operations/record-responses'
import { RecordSamples } from '@throughline/sdk/operations/record-samples'
import { ResumeSource } from '@throughline/sdk/operations/resume-source'
import { RetryDelivery } from '@throughline/sdk/operations/retry-delivery'
import { SendSurvey } from '@throughline/sdk/operations/send-survey'
import { ServiceAssets } from '@throughline/sdk/operations/service-assets'
import { Services } from '@throughline/sdk/operations/services'
import { SetSurveyInvitations } from '@throughline/sdk/operations/set-survey-invitations'
import { Source } from '@throughline/sdk/operations/source'
import { SourceAction } from '@throughline/sdk/operations/source-action'
import { SourceDeliveries } from '@throughline/sdk/operations/source-deliveries'
import { Sources } from '@throughline/sdk/operations/sources'
import { SurveyResponses } from '@throughline/sdk/operations/survey-responses'
import { Surveys } from '@throughline/sdk/operations/surveys'
import { SyncRun } from '@throughline/sdk/operations/sync-run'
import { SyncRunDifferences } from '@throughline/sdk/operations/sync-run-differences'
import { SyncRuns } from '@throughline/sdk/operations/sync-runs'
import { SyncSource } from '@throughline/sdk/operations/sync-source'
import { Teams } from '@throughline/sdk/operations/teams'
import { TestSource } from '@throughline/sdk/operations/test-source'
import { Ticket } from '@throughline/sdk/operations/ticket'
import { Tickets } from '@throughline/sdk/operations/tickets'
import { UnlinkAssetsFromService } from '@throughline/sdk/operations/unlink-assets-from-service'
import { UpdateKeyResult } from '@throughline/sdk/operations/update-key-result'
import { UpdateService } from '@throughline/sdk/operations/update-service'
import { UpdateSource } from '@throughline/sdk/operations/update-source'
import { UpdateTicket } from '@throughline/sdk/operations/update-ticket'
import { Viewer } from '@throughline/sdk/operations/viewer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo } from './demo.ts'

let api: TestApi
const ran = new Set<string>()

beforeAll(async () => {
  api = await startDemo()
})
afterAll(() => api?.stop())

const client = () =>
  createClient({
    url: api.url,
    token: api.token,
    onRequest: ({ operation }) => void ran.add(operation.name ?? ''),
  })

const present = <T>(value: T | null | undefined): T => {
  if (value == null) throw new Error('The answer lacks what was asked for')
  return value
}

const strategy = (externalId: string) => ({ reference: { source: 'strategy-map', externalId } })
const catalogue = (externalId: string) => ({ reference: { source: 'catalogue', externalId } })
const theSwitch = { reference: { source: 'netbox', externalId: 'sw-hall2-acc-07' } }

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

test('a new line of business, from the team to the risk', async () => {
  const sdk = client()
  const { createTeam } = await sdk.execute(CreateTeam, { input: { name: 'Gift cards', kind: 'BUSINESS' } })
  const ownerId = createTeam.team.id
  const { createObjective } = await sdk.execute(CreateObjective, {
    input: { title: 'Sell gift cards everywhere', weight: 3, status: 'ACTIVE', owner: { id: ownerId } },
  })
  const objectiveId = createObjective.objective.id

  const { createKeyResult } = await sdk.execute(CreateKeyResult, {
    input: {
      objective: { id: objectiveId },
      title: 'Stores that sell them',
      unit: 'stores',
      start: 0,
      target: 26,
      current: 13,
      weight: 2,
    },
  })
  const { id, version } = createKeyResult.keyResult
  expect(createKeyResult.keyResult.progress.value).toBe(0.5)
  const { updateKeyResult } = await sdk.execute(UpdateKeyResult, { input: { id, version, current: 26 } })
  expect(updateKeyResult.keyResult.progress.value).toBe(1)
  const progress = present((await sdk.execute(ObjectiveProgress, { by: { id: objectiveId } })).objective)
  expect(progress.progress.value).toBe(1)
  expect(progress.keyResults.nodes.map(({ title }) => title)).toEqual(['Stores that sell them'])

  const { createService } = await sdk.execute(CreateService, {
    input: { name: 'Gift cards', kind: 'BUSINESS' },
  })
  const service = createService.service
  await sdk.execute(LinkServiceToObjective, {
    input: { objective: { id: objectiveId }, service: { id: service.id }, share: 0.8 },
  })
  const { createAsset } = await sdk.execute(CreateAsset, {
    input: { name: 'card-printer', kind: 'device.printer' },
  })
  const assetId = createAsset.asset.id
  const linked = { service: { id: service.id }, assets: [{ id: assetId }], level: 'HARD' as const }
  expect((await sdk.execute(LinkAssetsToService, { input: linked })).linkAssetsToService.linked).toBe(1)

  const { impact } = await sdk.execute(Impact, { of: [{ id: assetId }] })
  expect(impact.objectives.map(({ objective, loss }) => [objective?.title, loss])).toEqual([
    ['Sell gift cards everywhere', 0.8],
  ])

  const { asset: sw } = await sdk.execute(Asset, { by: theSwitch })
  const standing = { from: { id: assetId }, to: { id: present(sw).id }, kind: 'CONNECTS_TO' as const }
  expect((await sdk.execute(LinkAssets, { input: standing })).linkAssets.relation.strength).toBe(0.5)
  const [tills] = await paginate(sdk, Services, { filter: { name: { eq: 'Store tills' } } }).toArray()
  const { linkServiceToService } = await sdk.execute(LinkServiceToService, {
    input: { service: { id: service.id }, dependsOn: { id: present(tills).id }, level: 'SOFT' },
  })
  expect(linkServiceToService.dependency).toMatchObject({ level: 'SOFT', strength: 0.5 })

  const { createChange } = await sdk.execute(CreateChange, {
    input: { title: 'New printer', type: 'NORMAL' },
  })
  expect(createChange.change.status).toBe('DRAFT')
  const touched = {
    change: { id: createChange.change.id },
    assets: [{ id: assetId }],
    services: [{ id: service.id }],
  }
  await sdk.execute(LinkChange, { input: touched })
  const found = { filter: { asset: { name: { eq: 'card-printer' } } } }
  expect((await paginate(sdk, Changes, found).toArray()).map(({ title }) => title)).toEqual(['New printer'])

  const { createMetric } = await sdk.execute(CreateMetric, {
    input: { name: 'Cards printed', unit: 'cards', kind: 'GAUGE', asset: { id: assetId } },
  })
  const metricId = createMetric.metric.id
  const at = '2026-03-01T10:00:00Z'
  const samples = [
    { metric: { id: metricId }, at, value: 12 },
    { metric: { id: metricId }, at: '1900-01-01T00:00:00Z', value: 1 },
  ]
  const { recordSamples } = await sdk.execute(RecordSamples, { input: { samples } })
  expect(recordSamples.results.map(({ outcome }) => outcome)).toEqual(['RECORDED', 'REJECTED'])
  const again = await sdk.execute(RecordSamples, { input: { samples: samples.slice(0, 1) } })
  expect(again.recordSamples.results.map(({ outcome }) => outcome)).toEqual(['UNCHANGED'])

  const reference = { source: 'erp', externalId: 'GC-1' }
  await sdk.execute(AddExternalReference, { input: { node: { id: assetId }, ...reference } })
  expect((await sdk.execute(Asset, { by: { reference } })).asset?.name).toBe('card-printer')

  const unlink = { service: { id: service.id }, assets: [{ id: assetId }] }
  const { unlinkAssetsFromService } = await sdk.execute(UnlinkAssetsFromService, { input: unlink })
  expect(unlinkAssetsFromService.removed).toBe(1)
})

test('tickets, from the backlog to the effort they took', async () => {
  const sdk = client()
  const [first] = await paginate(sdk, Tickets, {
    filter: { status: { in: ['OPEN', 'IN_PROGRESS', 'ON_HOLD'] } },
    orderBy: [{ field: 'PRIORITY' }],
  }).toArray({ limit: 1 })
  expect(first?.priority).toBe(2)
  const byName = { by: { reference: { source: 'jira', externalId: 'SD-4001' } } }
  const { ticket } = await sdk.execute(Ticket, byName)
  expect(present(ticket)).toMatchObject({
    title: 'Customers cannot pay online',
    effortMinutes: 360,
    causeMethod: 'SOURCE',
    causedByChange: { title: 'Upgrade the checkout database to PostgreSQL 16' },
  })
  const input = { title: 'Printer jams', kind: 'INCIDENT' as const, effortMinutes: 5 }
  const { createTicket } = await sdk.execute(CreateTicket, { input })
  const { id, version } = createTicket.ticket
  const changed = { ticket: { id }, version, status: 'IN_PROGRESS' as const }
  expect((await sdk.execute(UpdateTicket, { input: changed })).updateTicket.ticket.status).toBe('IN_PROGRESS')
  const [tills] = await paginate(sdk, Services, { filter: { name: { eq: 'Store tills' } } }).toArray()
  await sdk.execute(LinkTicket, { input: { ticket: { id }, services: [{ id: present(tills).id }] } })
  const about = { filter: { service: { name: { eq: 'Store tills' } }, title: { eq: 'Printer jams' } } }
  expect(await paginate(sdk, Tickets, about).toArray()).toHaveLength(1)
  const { recordEffort } = await sdk.execute(RecordEffort, { input: { ticket: { id }, minutes: 20 } })
  expect(recordEffort.ticket.effortMinutes).toBe(20)
  const { deleteEffort } = await sdk.execute(DeleteEffort, { input: { id: recordEffort.effort.id } })
  expect(deleteEffort.ticket.effortMinutes).toBe(5)
})

test('alerts that go on, and what they are about', async () => {
  const sdk = client()
  const firing = await paginate(sdk, Alerts, { filter: { status: { eq: 'FIRING' } } }).toArray()
  expect(firing.map(({ title }) => title)).toEqual([
    'Ports flap on sw-hall2-acc-07',
    'Volume of pg-dwh nearly full',
  ])
  const [bridge] = await paginate(sdk, Services, {
    filter: { name: { startsWith: 'Stock message' } },
  }).toArray()
  const input = { alert: { id: present(firing[0]).id }, services: [{ id: present(bridge).id }] }
  await sdk.execute(LinkAlert, { input })
  const tied = { filter: { service: { id: { eq: present(bridge).id } }, status: { eq: 'FIRING' as const } } }
  expect(await paginate(sdk, Alerts, tied).toArray()).toHaveLength(1)
})

test('surveys with what was answered', async () => {
  const sdk = client()
  const surveys = await paginate(sdk, Surveys, { filter: { template: { eq: 'CSAT' } } }).toArray()
  expect(surveys.map(({ title, responses }) => [title, responses.totalCount]).toSorted()).toEqual([
    ['Paying online, first quarter', 62],
    ['Paying online, second quarter', 57],
    ['Tills in the stores', 34],
  ])
  const byName = { by: { reference: { source: 'formbricks', externalId: 'privacy-effort' } } }
  expect(await paginate(sdk, SurveyResponses, byName).toArray()).toHaveLength(3)
  const { createSurvey } = await sdk.execute(CreateSurvey, {
    input: {
      title: 'Gift cards',
      template: 'CSAT',
      questions: [{ key: 'q', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
      scoredQuestionKey: 'q',
    },
  })
  const responses = [
    { respondent: 'a', answers: { q: 4 } },
    { respondent: 'b', answers: { q: 6 } },
  ]
  const { recordResponses } = await sdk.execute(RecordResponses, {
    input: { survey: { id: createSurvey.survey.id }, responses },
  })
  expect(recordResponses.results.map(({ outcome }) => outcome)).toEqual(['RECORDED', 'REJECTED'])
  const { setSurveyInvitations } = await sdk.execute(SetSurveyInvitations, {
    input: { survey: { id: createSurvey.survey.id }, invitations: [{ invited: 12 }] },
  })
  expect(setSurveyInvitations.survey.title).toBe('Gift cards')
})

test('a source from its making to its end', async () => {
  const sdk = client()
  const { plugins } = await sdk.execute(Plugins, {})
  expect(plugins.find(({ id }) => id === 'jira')?.actions).toContain('CREATE_TICKET')
  const made = await sdk.execute(CreateSource, { input: { name: 'stage', plugin: 'kubernetes' } })
  const { id, version } = made.createSource.source
  const { testSource } = await sdk.execute(TestSource, { input: { id } })
  expect(testSource.checks.map(({ status }) => status)).not.toContain('OK')
  const input = 'https://manifests.example/stage.yaml'
  await sdk.execute(UpdateSource, { input: { id, version, input, schedule: '0 6 * * *' } })
  const { syncSource } = await sdk.execute(SyncSource, { input: { id, mode: 'DRY_RUN' } })
  const { syncRun } = await sdk.execute(SyncRun, { id: syncSource.run.id })
  expect(present(syncRun)).toMatchObject({ status: 'QUEUED', mode: 'DRY_RUN' })
  const found = await sdk.execute(SyncRunDifferences, { id: syncSource.run.id })
  expect(present(found.syncRun).differences.nodes).toEqual([])
  const { cancelSyncRun } = await sdk.execute(CancelSyncRun, { input: { id: syncSource.run.id } })
  expect(cancelSyncRun.run.status).toBe('CANCELLED')
  const { pauseSource } = await sdk.execute(PauseSource, { input: { id, reason: 'moves' } })
  expect(pauseSource.source).toMatchObject({ status: 'PAUSED', nextRuns: [] })
  expect((await sdk.execute(Source, { id })).source).toMatchObject({
    status: 'PAUSED',
    statusReason: expect.stringContaining('moves'),
  })
  const { resumeSource } = await sdk.execute(ResumeSource, { input: { id } })
  expect(resumeSource.source.nextRuns).toHaveLength(3)
  expect(await paginate(sdk, SourceDeliveries, { id }).toArray()).toEqual([])
  const gone = 'webhook_delivery_01a00000-0000-7000-8000-000000000000'
  await expect(sdk.execute(RetryDelivery, { input: { id: gone } })).rejects.toBeInstanceOf(NotFoundError)
  expect(await sdk.execute(DeleteSource, { input: { id } })).toMatchObject({
    deleteSource: { deletedId: id },
  })
})

test('what is done in other systems', async () => {
  const sdk = client()
  const { createSource } = await sdk.execute(CreateSource, {
    input: {
      name: 'tracker',
      plugin: 'jira',
      config: { url: 'https://acme.example', token: 'env:THROUGHLINE_SOURCE_JIRA_TOKEN' },
    },
  })
  const [tills] = await paginate(sdk, Services, { filter: { name: { eq: 'Store tills' } } }).toArray()
  const { createTicketInSource } = await sdk.execute(CreateTicketInSource, {
    input: { source: createSource.source.id, title: 'Tills are slow', about: { id: present(tills).id } },
  })
  const { id } = createTicketInSource.action
  const { sourceAction } = await sdk.execute(SourceAction, { id })
  expect(sourceAction).toMatchObject({ action: 'CREATE_TICKET', status: 'QUEUED', attempts: 0 })
  const { createTicket } = await sdk.execute(CreateTicket, { input: { title: 'Slow', kind: 'INCIDENT' } })
  const ticket = createTicket.ticket.id
  const reference = { node: { id: ticket }, source: 'tracker', externalId: 'SHOP-1' }
  await sdk.execute(AddExternalReference, { input: reference })
  const { commentOnTicket } = await sdk.execute(CommentOnTicket, {
    input: { ticket: { id: ticket }, body: 'Seen.' },
  })
  expect(commentOnTicket.action).toMatchObject({ action: 'COMMENT', status: 'QUEUED' })
  const [survey] = await paginate(sdk, Surveys, {}).toArray()
  const invitation = { survey: { id: present(survey).id }, recipients: ['mara@shop.example'] }
  await expect(sdk.execute(SendSurvey, { input: invitation })).rejects.toBeInstanceOf(InvalidInputError)
})

test('refusals arrive as typed errors', async () => {
  const sdk = client()
  const input = { name: 'Refused', kind: 'TECHNICAL' as const }
  const { createService } = await sdk.execute(CreateService, { input })
  const { id, version } = createService.service
  await expect(sdk.execute(CreateService, { input })).rejects.toSatisfy(
    (error) => error instanceof InvalidInputError && error.fields[0]?.path.join() === 'name',
  )
  const { updateService } = await sdk.execute(UpdateService, {
    input: { service: { id }, version, description: 'First' },
  })
  const late = sdk.execute(UpdateService, { input: { service: { id }, version, description: 'Second' } })
  await expect(late).rejects.toSatisfy(
    (error) => error instanceof ConflictError && error.currentVersion === updateService.service.version,
  )
  const gone = 'service_01a00000-0000-7000-8000-000000000000'
  await expect(
    sdk.execute(UpdateService, { input: { service: { id: gone }, description: '' } }),
  ).rejects.toBeInstanceOf(NotFoundError)
})

test('every operation that is written by hand was run', () => {
  const files = globSync('*.graphql', { cwd: new URL('../../packages/sdk/operations/', import.meta.url) })
  const names = files.map((file) =>
    file.replace('.graphql', '').replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
  )
  expect(names).toContain('ServiceAssets')
  expect(names.filter((name) => !ran.has(name))).toEqual([])
})
