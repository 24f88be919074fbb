import { ConflictError, InvalidInputError, NotFoundError, paginate } from '@throughline/sdk'
import { AddExternalReference } from '@throughline/sdk/operations/add-external-reference'
import { Alerts } from '@throughline/sdk/operations/alerts'
import { Asset } from '@throughline/sdk/operations/asset'
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
import { Impact } from '@throughline/sdk/operations/impact'
import { LinkAlert } from '@throughline/sdk/operations/link-alert'
import { LinkAssets } from '@throughline/sdk/operations/link-assets'
import { LinkAssetsToService } from '@throughline/sdk/operations/link-assets-to-service'
import { LinkChange } from '@throughline/sdk/operations/link-change'
import { LinkServiceToObjective } from '@throughline/sdk/operations/link-service-to-objective'
import { LinkServiceToService } from '@throughline/sdk/operations/link-service-to-service'
import { LinkTicket } from '@throughline/sdk/operations/link-ticket'
import { ObjectiveProgress } from '@throughline/sdk/operations/objective-progress'
import { PauseSource } from '@throughline/sdk/operations/pause-source'
import { Plugins } from '@throughline/sdk/operations/plugins'
import { RecordEffort } from '@throughline/sdk/operations/record-effort'
import { RecordResponses } from '@throughline/sdk/operations/record-responses'
import { RecordSamples } from '@throughline/sdk/operations/record-samples'
import { ResumeSource } from '@throughline/sdk/operations/resume-source'
import { RetryDelivery } from '@throughline/sdk/operations/retry-delivery'
import { SendSurvey } from '@throughline/sdk/operations/send-survey'
import { Services } from '@throughline/sdk/operations/services'
import { SetSurveyInvitations } from '@throughline/sdk/operations/set-survey-invitations'
import { Source } from '@throughline/sdk/operations/source'
import { SourceAction } from '@throughline/sdk/operations/source-action'
import { SourceDeliveries } from '@throughline/sdk/operations/source-deliveries'
import { SurveyResponses } from '@throughline/sdk/operations/survey-responses'
import { Surveys } from '@throughline/sdk/operations/surveys'
import { SyncRun } from '@throughline/sdk/operations/sync-run'
import { SyncRunDifferences } from '@throughline/sdk/operations/sync-run-differences'
import { SyncSource } from '@throughline/sdk/operations/sync-source'
import { TestSource } from '@throughline/sdk/operations/test-source'
import { Ticket } from '@throughline/sdk/operations/ticket'
import { Tickets } from '@throughline/sdk/operations/tickets'
import { UnlinkAssetsFromService } from '@throughline/sdk/operations/unlink-assets-from-service'
import { UpdateKeyResult } from '@throughline/sdk/operations/update-key-result'
import { UpdateService } from '@throughline/sdk/operations/update-service'
import { UpdateSource } from '@throughline/sdk/operations/update-source'
import { UpdateTicket } from '@throughline/sdk/operations/update-ticket'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo } from './demo.ts'
import { importedBy, present, ran, recordingClient, theSwitch, writtenByHand } from './operations.ts'

let api: TestApi

beforeAll(async () => {
  api = await startDemo()
})
afterAll(() => api?.stop())

const client = () => recordingClient(api)

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
  expect(deleteEffort.ticket?.effortMinutes).toBe(5)
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

test('every operation that this file imports was run', () => {
  const imported = importedBy('operations-writing.test.ts')
  expect(imported.length).toBeGreaterThan(10)
  expect(imported.filter((name) => !ran.has(name))).toEqual([])
})

test('every operation that is written by hand is imported here or where the demo is read', () => {
  const imported = new Set([...importedBy('operations.test.ts'), ...importedBy('operations-writing.test.ts')])
  expect(writtenByHand()).toContain('ServiceAssets')
  expect(writtenByHand().filter((name) => !imported.has(name))).toEqual([])
})
