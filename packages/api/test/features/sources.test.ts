import type { JsonObject } from '@throughline/db'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId, encodeGlobalId } from '../../src/graph/global-id.ts'
import { saveConfiguredSource } from '../../src/sync/source-management/manage.ts'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { DEFAULT_SETTINGS } from '../../src/sync/sources/settings.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { startApi, type TestApi } from '../harness.ts'
import { fixture } from '../work/worker-harness.ts'
import { done, mutate, textAt } from './mutate.ts'

let api: TestApi
let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream(() => ({ json: { hosts: [{ name: 'a', cores: 1 }], next: null } }))
  api = await startApi({ external: [fixture('inventory'), fixture('throws')] })
})
afterAll(async () => {
  await api.stop()
  await upstream.close()
})

const CREATE = `mutation ($input: CreateSourceInput!) {
  createSource(input: $input) {
    ... on CreateSourcePayload { source { id name version config schedule nextRuns status webhookPath pluginInfo { id title } } }
    ... on Error { code message path }
  }
}`

test('plugins are listed with what they take, and why one cannot be used', async () => {
  const { plugins } = await api.get<{ plugins: { id: string; problemCode: string | null }[] }>(
    '{ plugins { id title origin problemCode problemMessage secretFields streams { name record mode } configSchema } }',
  )
  expect(plugins.find(({ id }) => id === 'test-inventory')).toMatchObject({
    origin: './inventory.ts',
    problemCode: null,
    streams: [
      { name: 'hosts', record: 'ASSET', mode: 'SNAPSHOT' },
      { name: 'tickets', record: 'TICKET', mode: 'INCREMENTAL' },
    ],
  })
  expect(plugins.find(({ id }) => id === './throws.ts')).toMatchObject({
    problemCode: 'PLUGIN_ERROR',
    problemMessage: expect.stringContaining('no licence found'),
  })
})

test('a source is made, tested, changed, paused, resumed and removed', async () => {
  const made = await api.get<{ createSource: { source: { id: string; version: number } } }>(CREATE, {
    input: {
      name: 'inventory',
      plugin: 'test-inventory',
      config: { url: upstream.url },
      schedule: '*/15 * * * *',
      timeZone: 'Europe/Oslo',
    },
  })
  expect(made.createSource.source).toMatchObject({
    name: 'inventory',
    config: { url: upstream.url },
    status: 'ACTIVE',
    webhookPath: null,
    pluginInfo: { title: 'Test inventory' },
  })
  const { id } = made.createSource.source
  const tested = await api.get(
    `mutation ($id: ID!) { testSource(input: { id: $id }) { ... on TestSourcePayload { checks { capability status detail } } ... on Error { message } } }`,
    { id },
  )
  expect(tested).toEqual({
    testSource: { checks: [{ capability: 'list hosts', status: 'OK', detail: null }] },
  })
  const run = await api.get(
    `mutation ($id: ID!) { syncSource(input: { id: $id, mode: FULL }) { ... on SyncSourcePayload { run { status mode trigger actor source { name } } } ... on Error { message } } }`,
    { id },
  )
  expect(run).toMatchObject({ syncSource: { run: { status: 'QUEUED', mode: 'FULL', trigger: 'MANUAL' } } })
  const paused = await api.get(
    `mutation ($id: ID!) { pauseSource(input: { id: $id, reason: "maintenance" }) { ... on PauseSourcePayload { source { status statusReason nextRuns } } ... on Error { message } } }`,
    { id },
  )
  expect(paused).toMatchObject({ pauseSource: { source: { status: 'PAUSED', nextRuns: [] } } })
  const refused = await api.get(
    `mutation ($id: ID!) { syncSource(input: { id: $id }) { ... on Error { code message } } }`,
    { id },
  )
  expect(refused).toMatchObject({ syncSource: { message: expect.stringContaining('Resume it first') } })
  const gone = await api.get(
    `mutation ($id: ID!) { deleteSource(input: { id: $id }) { ... on DeleteSourcePayload { deletedId } ... on Error { message } } }`,
    { id },
  )
  expect(gone).toEqual({ deleteSource: { deletedId: id } })
})

test('while a plugin is asked, no transaction is open', async () => {
  const idle: (number | undefined)[] = []
  const slow = await startUpstream(async () => {
    const { rows } = await api.db.pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    )
    idle.push(rows[0]?.count)
    return { json: { hosts: [], next: null } }
  })
  const id = await newSource({ config: { url: slow.url } })
  for (const dryRun of [false, true]) {
    const tested = await api.get(
      `mutation { testSource(input: { id: "${id}" }, dryRun: ${dryRun}) { ... on TestSourcePayload { checks { status } } } }`,
    )
    expect(tested).toEqual({ testSource: { checks: [{ status: 'OK' }] } })
  }
  expect(idle).toEqual([0, 0])
  await slow.close()
})

test('a plugin is not asked in a document with other mutations', async () => {
  const id = await newSource()
  const { status, errors } = await api.ask(`mutation {
    updateSource(input: { id: "${id}", precedence: 7 }) { __typename }
    testSource(input: { id: "${id}" }) { __typename }
  }`)
  expect(status).toBe(400)
  expect(errors).toMatchObject([{ message: expect.stringMatching(/^testSource calls another system/) }])
})

const UPDATE = 'source { id version status statusCode statusReason config precedence input }'
let made = 0
const newSource = async (more: object = {}) => {
  made += 1
  const input = { name: `made-${made}`, plugin: 'test-inventory', config: { url: upstream.url }, ...more }
  return textAt(await done(api, 'createSource', input, 'source { id }'), 'source', 'id')
}
const pausedByItself = (id: string) =>
  api.db.kysely
    .updateTable('source')
    .set({ status: 'PAUSED', status_code: 'AUTH_ERROR', status_reason: 'refused' })
    .where('id', '=', decodeGlobalId(id, ['Source'], []).id)
    .execute()

test('a source that paused because of its settings is read again when they change, and only then', async () => {
  const id = await newSource()
  await pausedByItself(id)
  const same = await done(api, 'updateSource', { id, config: { url: upstream.url } }, UPDATE)
  expect(same.source).toMatchObject({ status: 'PAUSED', statusCode: 'AUTH_ERROR' })
  const elsewhere = await done(api, 'updateSource', { id, precedence: 3 }, UPDATE)
  expect(elsewhere.source).toMatchObject({ status: 'PAUSED', precedence: 3 })
  const right = await done(api, 'updateSource', { id, config: { url: upstream.url, token: 'x' } }, UPDATE)
  expect(right.source).toMatchObject({ status: 'ACTIVE', statusCode: null, statusReason: null })
})

test('what a person paused only a person resumes', async () => {
  const id = await newSource()
  await done(api, 'pauseSource', { id })
  const changed = await done(api, 'updateSource', { id, config: { url: upstream.url, token: 'x' } }, UPDATE)
  expect(changed.source).toMatchObject({ status: 'PAUSED', statusCode: 'PAUSED' })
  expect(await done(api, 'resumeSource', { id }, UPDATE)).toMatchObject({ source: { status: 'ACTIVE' } })
})

test('a configuration file that says the same as before changes nothing, in whatever order', async () => {
  const catalog = await openCatalog({
    db: api.db,
    log: pino({ level: 'silent' }),
    keyring: new Keyring([]),
    environment: {},
    allowPrivateHosts: true,
    external: [fixture('inventory')],
  })
  const save = (config: JsonObject) =>
    api.db.kysely
      .transaction()
      .execute((transaction) =>
        saveConfiguredSource(
          transaction,
          catalog,
          { ...DEFAULT_SETTINGS, plugin: 'test-inventory', name: 'filed', config },
          { actor: 'test', requestId: 'test' },
        ),
      )
  const before = await save({ url: upstream.url, token: 'x' })
  await pausedByItself(encodeGlobalId('Source', before.id))
  expect(await save({ token: 'x', url: upstream.url })).toMatchObject({
    status: 'PAUSED',
    version: before.version + 1,
  })
  expect(await save({ token: 'y', url: upstream.url })).toMatchObject({ status: 'ACTIVE' })
  const id = encodeGlobalId('Source', before.id)
  expect(await mutate(api, 'updateSource', { id, precedence: 1 })).toMatchObject({
    message: expect.stringContaining('the configuration file of the server owns; change filed there'),
  })
  expect(await mutate(api, 'deleteSource', { id })).toMatchObject({
    message: expect.stringContaining('remove filed there first'),
  })
})

test.each([
  ['name', { name: 'Mine' }, 'cannot name a source'],
  ['name', { name: 'inventory-taken' }, 'is taken by another source'],
  ['plugin', { plugin: './throws.ts' }, 'cannot be used: The plugin ./throws.ts threw'],
  ['schedule', { schedule: '* * * * * *' }, 'must have five fields'],
  ['schedule', { schedule: '61 * * * *' }, 'is no cron expression'],
  ['timeZone', { timeZone: 'Europe/Nowhere' }, 'is no time zone'],
  ['input', { input: '/etc/passwd' }, 'must be an http or https address'],
  ['config', { config: { url: 'x' } }, 'Invalid URL'],
  ['config', { config: [] }, 'must be an object'],
])('a source with a %s that cannot be is refused: %j', async (path, more, message) => {
  await api.db.kysely
    .insertInto('source')
    .values({ name: 'inventory-taken', plugin: 'test' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const input = { name: 'refused', plugin: 'test-inventory', config: { url: upstream.url }, ...more }
  const answer = await mutate(api, 'createSource', input)
  expect(answer).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining(message) })
  expect(answer.path).toEqual([path])
})

test('how long the missing are waited for, and how often all is asked for, is a setting; another precedence shows', async () => {
  const made = await done(
    api,
    'createSource',
    {
      name: 'patient',
      plugin: 'test-inventory',
      config: { url: upstream.url },
      retirementGraceSeconds: 3600,
      deletionCheckIntervalSeconds: 60,
    },
    UPDATE,
  )
  const id = textAt(made, 'source', 'id')
  const shown = await api.get(
    '{ sources(filter: { name: { eq: "patient" } }) { nodes { retirementGraceSeconds deletionCheckIntervalSeconds } } }',
  )
  expect(shown).toEqual({
    sources: { nodes: [{ retirementGraceSeconds: 3600, deletionCheckIntervalSeconds: 60 }] },
  })
  expect(await mutate(api, 'updateSource', { id, retirementGraceSeconds: -1 })).toMatchObject({
    message: expect.stringContaining('must be a whole number of seconds from 0'),
  })
  expect(await mutate(api, 'updateSource', { id, precedence: 0 })).toMatchObject({
    message: expect.stringContaining('must be a whole number from 1 to 1000'),
  })
  const said = async (source: string, cores: number) =>
    api.get(
      `mutation ($input: IngestAssetsInput!) { ingestAssets(input: $input) { ... on Error { message } } }`,
      {
        input: {
          source,
          assets: [
            {
              externalId: 'x',
              kind: 'test.host',
              name: 'contested',
              identifiers: [{ kind: 'serial-number', value: 'C02XK0AAJG5H' }],
              attributes: { cores },
            },
          ],
        },
      },
    )
  await said('first', 1)
  await said('second', 2)
  const cores = async () =>
    api.get('{ assets(filter: { name: { eq: "contested" } }) { nodes { attributes } } }')
  expect(await cores()).toEqual({ assets: { nodes: [{ attributes: { cores: 1 } }] } })
  const { sources } = await api.get<{ sources: { nodes: { id: string }[] } }>(
    '{ sources(filter: { name: { eq: "second" } }) { nodes { id } } }',
  )
  const [second] = sources.nodes
  expect(await mutate(api, 'updateSource', { id: second?.id, schedule: '* * * * *' })).toMatchObject({
    message: expect.stringContaining('is fed through the API'),
  })
  expect(await mutate(api, 'updateSource', { id: second?.id, precedence: 50 })).not.toHaveProperty('message')
  expect(await cores()).toEqual({ assets: { nodes: [{ attributes: { cores: 2 } }] } })
})
