import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { fixture } from '../work/house.ts'

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
      { name: 'tickets', record: 'TICKET', mode: 'CHANGES' },
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
  expect(run).toMatchObject({ syncSource: { run: { status: 'QUEUED', mode: 'FULL', trigger: 'REQUEST' } } })
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
