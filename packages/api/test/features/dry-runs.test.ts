import { buildSchema, printSchema } from 'graphql'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { decodeGlobalId, encodeGlobalId } from '../../src/graph/global-id.ts'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { SHARED, trackerAt } from '../work/tracker.ts'
import { fixture } from '../work/worker-harness.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { done, make, rowOf, textAt } from './mutate.ts'
import { raiseAlert } from './raise-alert.ts'

let api: TestApi
/** A valid input for every mutation of the schema, each of which would change something. */
let inputs: ReadonlyMap<string, object>
/** Of a person who leads a team: what only such a person may do. */
let lead: string
const BY_LEADS = ['acknowledgeAgreementVersion', 'rejectAgreementVersion']

beforeAll(async () => {
  api = await startApi({
    clock: () => new Date('2026-05-05T12:00:00Z'),
    external: [fixture('tracker')],
    environment: SHARED,
  })
  const to = await makeNeighbours(api)
  const token = { name: 'lead', role: 'APPROVER', person: 'lead@example.org' } as const
  lead = (await createToken(api.db.kysely, token)).secret
  // The first use of a token is noted in its row.
  await api.ask('{ viewer { roles } }', {}, { token: lead })
  inputs = new Map(
    Object.entries({
      ...(await entityInputs(to)),
      ...(await agreementInputs(to)),
      ...(await sourceInputs(to)),
    }),
  )
})
afterAll(() => api.stop())

/** Inputs of what ENTITIES list and of the links between them. */
async function entityInputs(to: Neighbours): Promise<Record<string, object>> {
  const found: Record<string, object> = {}
  for (const { type, create, change } of ENTITIES) {
    const id = await make(api, type, create(to, 1))
    found[`create${type}`] = create(to, 2)
    found[`update${type}`] = { ...rowOf(type, id), ...change.input }
    found[`delete${type}`] = rowOf(type, id)
  }
  const {
    person: personId,
    service: serviceId,
    asset,
    otherService,
    objective: objectiveId,
    ticket: ticketId,
  } = to
  const other = await make(api, 'Asset', { name: 'other', kind: 'server.virtual' })
  const process = await make(api, 'Process', { name: 'Linked' })
  const alert = await raiseAlert(api)
  const relation = { from: { id: asset }, to: { id: other }, kind: 'RUNS_ON' }
  const links: Record<string, object> = {
    linkPersonToTeam: { person: { id: personId }, team: { id: to.team } },
    linkServiceToObjective: { service: { id: serviceId }, objective: { id: objectiveId } },
    linkServiceToService: { service: { id: serviceId }, dependsOn: { id: otherService } },
    linkAssetsToService: { service: { id: serviceId }, assets: [{ id: asset }] },
    linkAssets: relation,
    linkProcess: { process: { id: process }, services: [{ id: serviceId }] },
    linkChange: { change: { id: to.change }, services: [{ id: serviceId }] },
    linkTicket: { ticket: { id: ticketId }, services: [{ id: serviceId }] },
    linkAlert: { alert: { id: alert }, services: [{ id: serviceId }] },
  }
  const changeWindow = {
    id: await make(api, 'ChangeWindow', {
      name: 'Night',
      kind: 'FREEZE',
      startTime: '2026-01-01 02:00',
      timeZone: 'UTC',
      minutes: 60,
    }),
  }
  const held = { changeWindow, services: [{ id: to.service }] }
  for (const [name, input] of Object.entries({ ...links, linkChangeWindow: held })) {
    await done(api, name, input)
    found[
      `un${name}`.replace(/^unlink(Service|Person)To/, 'unlink$1From').replace('AssetsTo', 'AssetsFrom')
    ] = input
  }
  const grant = await done(
    api,
    'grantRole',
    { grantee: { person: { id: personId } }, role: 'VIEWER' },
    'roleGrant { id }',
  )
  const effort = await done(api, 'recordEffort', { ticket: { id: ticketId }, minutes: 5 }, 'effort { id }')
  const survey = await makeSurvey(to, 4)
  await done(api, 'updateSurvey', { survey: { id: survey }, closesAt: null }, 'survey { id }')
  const campaign = await done(
    api,
    'createCampaign',
    { survey: { id: survey }, recipients: [{}] },
    'campaign { id }',
  )
  const rule = { filter: { kinds: ['server.*'] }, serviceName: '{name}', createService: true }
  const [mappingRule] = [
    await make(api, 'MappingRule', { name: 'First', ...rule }),
    await make(api, 'MappingRule', { name: 'Second', ...rule }),
  ]
  return {
    ...found,
    createMappingRule: { name: 'Dry', enabled: true, position: 1, ...rule },
    updateMappingRule: { id: mappingRule, serviceName: 'all' },
    enableMappingRule: { id: mappingRule },
    moveMappingRule: { id: mappingRule, position: 2 },
    deleteMappingRule: { id: mappingRule },
    addMappingRuleSet: { key: 'backstage', enabled: true },
    linkPersonToTeam: { person: { id: personId }, team: { id: to.team }, role: 'LEAD' },
    linkServiceToObjective: { ...links.linkServiceToObjective, share: 0.5 },
    linkServiceToService: { ...links.linkServiceToService, strength: 0.5 },
    linkAssetsToService: { ...links.linkAssetsToService, strength: 0.5 },
    linkAssets: { ...relation, strength: 0.5 },
    linkChangeWindow: { changeWindow, services: [{ id: serviceId }] },
    linkProcess: { process: { id: process }, objectives: [{ id: objectiveId }] },
    linkProcessToObjective: { process: { id: process }, objective: { id: objectiveId }, share: 0.25 },
    linkProcessToService: { process: { id: process }, service: { id: serviceId }, strength: 0.75 },
    linkChange: { change: { id: to.change }, assets: [{ id: asset }] },
    linkTicket: { ticket: { id: ticketId }, assets: [{ id: asset }] },
    linkAlert: { alert: { id: alert }, assets: [{ id: asset }] },
    applyMutations: {
      mutations: [
        { name: 'createTeam', key: 'team', input: { name: 'Of a batch', kind: 'IT' } },
        { name: 'updateService', input: { service: { id: serviceId }, owner: { id: '$team' } } },
      ],
    },
    applyOpenSlo: {
      documents:
        '{ "apiVersion": "openslo/v1", "kind": "Service", "metadata": { "name": "of-a-document" }, "spec": {} }',
    },
    grantRole: { grantee: { person: { id: personId } }, role: 'EDITOR' },
    revokeRole: { id: textAt(grant, 'roleGrant', 'id') },
    checkInKeyResult: { keyResult: to.keyResult, value: 0.5, confidence: 0.5, note: 'Dry' },
    recordEffort: { ticket: { id: ticketId }, minutes: 7 },
    recordChangeEffort: { change: { id: to.change }, minutes: 7 },
    updateSettings: { timeZone: 'Europe/Oslo' },
    deleteEffort: { id: textAt(effort, 'effort', 'id') },
    recordSamples: { samples: [{ metric: { id: to.metric }, at: '2026-05-01T00:00:00Z', value: 1 }] },
    createCampaign: { survey: { id: survey }, recipients: [{}] },
    addCampaignLinks: { campaignId: textAt(campaign, 'campaign', 'id'), recipients: [{}] },
    closeCampaign: { id: textAt(campaign, 'campaign', 'id') },
    setSurveyInvitations: { survey: { id: survey }, invitations: [{ team: { id: to.team }, invited: 12 }] },
    recordResponses: { survey: { id: survey }, responses: [{ answers: { score: 4 } }] },
    mergeAssets: { survivor: { id: asset }, duplicates: [{ id: other }] },
    setIdentificationRules: { assetKind: 'server', rules: [{ identifierKind: 'serial', priority: 3 }] },
  }
}

/** Inputs of the steps of an agreement. */
async function agreementInputs(to: Neighbours): Promise<Record<string, object>> {
  const parties = { service: { id: to.service }, kind: 'SLA', customerTeam: { id: to.otherTeam } }
  const agreementId = await make(api, 'Agreement', parties)
  const proposed = await done(
    api,
    'proposeAgreementVersion',
    { agreementId, target: 0.9 },
    'agreementVersion { id }',
  )
  const id = textAt(proposed, 'agreementVersion', 'id')
  return {
    proposeAgreementVersion: { agreementId: await make(api, 'Agreement', parties), target: 0.9 },
    reviseAgreementVersion: { id, target: 0.95 },
    acknowledgeAgreementVersion: { id, side: 'CUSTOMER' },
    rejectAgreementVersion: { id, side: 'CUSTOMER', reason: 'Too low' },
    withdrawAgreementVersion: { id },
    endAgreement: { id: agreementId },
  }
}

async function makeSurvey(to: Neighbours, n: number): Promise<string> {
  const survey = ENTITIES.find(({ type }) => type === 'Survey')
  return make(api, 'Survey', survey?.create(to, n) ?? {})
}

/** Inputs of what needs a source. */
async function sourceInputs(to: Neighbours): Promise<Record<string, object>> {
  const { id: source, name } = await trackerAt(api, 'http://127.0.0.1:1')
  const ticket = await make(api, 'Ticket', { title: 'Slow', kind: 'INCIDENT' })
  const survey = await makeSurvey(to, 5)
  const row = decodeGlobalId(source, ['Source'], []).id
  const config = {
    url: 'http://127.0.0.1:1/remotecontrol',
    user: 'bot',
    password: 'env:THROUGHLINE_SOURCE_TOKEN',
  }
  await done(api, 'createSource', { name: 'surveys', plugin: 'limesurvey', config })
  await done(api, 'addExternalReference', { node: { id: ticket }, source: name, externalId: 'T-1' })
  await done(api, 'addExternalReference', { node: { id: survey }, source: 'surveys', externalId: 'S-1' })
  const { rows } = await sql<{
    id: string
  }>`select id from external_reference where external_id = 'T-1'`.execute(api.db.kysely)
  const [survivor, duplicate] = [
    await make(api, 'Asset', { name: 'merged 1', kind: 'server' }),
    await make(api, 'Asset', { name: 'merged 2', kind: 'server' }),
  ]
  await done(api, 'mergeAssets', { survivor: { id: survivor }, duplicates: [{ id: duplicate }] })
  const run = textAt(await done(api, 'syncSource', { id: source }, 'run { id }'), 'run', 'id')
  const paused = textAt(
    await done(api, 'createSource', { name: 'paused', plugin: 'api' }, 'source { id }'),
    'source',
    'id',
  )
  await done(api, 'pauseSource', { id: paused })
  const [delivery, task] = await Promise.all([
    sql<{ id: string }>`insert into webhook_delivery (source_id, delivery_id, body, headers, status)
      values (${row}, 'd-1', '', '{}', 'FAILED') returning id`.execute(api.db.kysely),
    sql<{ id: string }>`insert into duplicate_task (asset_key) values ('test') returning id`.execute(
      api.db.kysely,
    ),
  ])
  return {
    setPrecedenceRules: { assetKind: 'server', rules: [{ attribute: 'name', source: name, precedence: 3 }] },
    createSource: { name: 'made', plugin: 'api' },
    updateSource: { id: source, precedence: 7 },
    deleteSource: { id: paused },
    pauseSource: { id: source },
    resumeSource: { id: paused },
    testSource: { id: source },
    syncSource: { id: source, mode: 'FULL' },
    cancelSyncRun: { id: run },
    retryDelivery: { id: encodeGlobalId('WebhookDelivery', delivery.rows[0]?.id ?? '') },
    dismissDuplicate: { task: encodeGlobalId('DuplicateTask', task.rows[0]?.id ?? '') },
    unmergeAssets: { duplicates: [{ id: duplicate }] },
    ingestRecords: { source: 'paused', teams: [{ externalId: 't', name: 'ingested' }] },
    ingestAssets: { source: 'paused', assets: [{ externalId: 'a', kind: 'server', name: 'ingested' }] },
    addExternalReference: { node: { id: ticket }, source: name, externalId: 'T-2' },
    removeExternalReference: { id: encodeGlobalId('ExternalReference', rows[0]?.id ?? '') },
    createTicketInSource: { source, title: 'Replace it' },
    commentOnTicket: { ticket: { id: ticket }, body: 'Seen' },
    sendSurvey: { survey: { id: survey }, recipients: ['a@example.org'] },
  }
}

/** Every row of every table and the state of every sequence, in order; without what a request itself leaves. */
async function everything(): Promise<Record<string, readonly string[]>> {
  const { kysely } = api.db
  const { rows: names } = await sql<{ name: string; sequence: boolean }>`
    select quote_ident(relname) as name, relkind = 'S' as sequence from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'S') and relname <> 'rate_limit'
    order by relname`.execute(kysely)
  const state: Record<string, readonly string[]> = {}
  for (const { name, sequence } of names) {
    const columns = name === 'api_token' ? `to_jsonb(x) - 'last_used_at'` : 'to_jsonb(x)'
    const text = sequence ? `(last_value, is_called)::text` : `(${columns})::text`
    const { rows } = await sql<{ row: string }>`
      select ${sql.raw(text)} as row from ${sql.raw(name)} x order by 1`.execute(kysely)
    state[name] = rows.map(({ row }) => row)
  }
  return state
}

async function count(table: 'audit_event'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    api.db.kysely,
  )
  return rows[0]?.n ?? 0
}

const mutations = Object.keys(buildSchema(printSchema(schema)).getMutationType()?.getFields() ?? {})

test('a dry run of every mutation has a payload and leaves nothing, in no table and no sequence', async () => {
  expect([...inputs.keys()].sort()).toEqual(mutations.toSorted())
  const before = await everything()
  const payloads: Record<string, unknown> = {}
  for (const [name, input] of inputs) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const { data, errors } = await api.ask(
      `mutation ($input: ${type}Input!) { ${name}(input: $input, dryRun: true) { __typename ... on Error { message } } }`,
      { input },
      { headers: { 'idempotency-key': name }, ...(BY_LEADS.includes(name) ? { token: lead } : {}) },
    )
    payloads[name] = errors[0] ?? data?.[name]
    // Most leave something in the audit trail; the whole is compared once.
    expect(await count('audit_event'), name).toBe(before.audit_event?.length)
  }
  const expected = mutations.map((name) => [
    name,
    { __typename: `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload` },
  ])
  expect(payloads).toEqual(Object.fromEntries(expected))
  expect(await everything()).toEqual(before)
}, 120_000)

test('the comparison sees what a mutation leaves', async () => {
  const before = await everything()
  await done(api, 'createTeam', { name: 'Left behind', kind: 'IT' })
  const after = await everything()
  expect(Object.keys(after).filter((name) => after[name]?.length !== before[name]?.length)).toEqual([
    'audit_event',
    'audit_unsealed',
    'team',
  ])
})
