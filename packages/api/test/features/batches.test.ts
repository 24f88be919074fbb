import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, mutate } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-05-05T12:00:00Z') })
})
afterAll(() => api.stop())

const SHOP = [
  { name: 'createTeam', key: 'team', input: { name: 'Shop', kind: 'IT' } },
  { name: 'createService', key: 'shop', input: { name: 'Shop', kind: 'BUSINESS', owner: { id: '$team' } } },
  {
    name: 'createObjective',
    key: 'goal',
    input: { title: 'Sell more', status: 'ACTIVE', startsOn: '2026-01-01', endsOn: '2026-12-31' },
  },
  { name: 'linkServiceToObjective', input: { service: { id: '$shop' }, objective: { id: '$goal' } } },
  { name: 'createAsset', key: 'db', input: { name: 'shop-db', kind: 'database' } },
  {
    name: 'linkAssetsToService',
    input: { service: { id: '$shop' }, assets: [{ id: '$db' }], strength: 0.5 },
  },
]

async function names(): Promise<unknown> {
  return api.get(
    '{ teams { nodes { name } } services { nodes { name owner { name } assets { nodes { name } } } } }',
  )
}

test('a batch refers to what it creates, and a dry run of it shows the effect and leaves nothing', async () => {
  const before = await names()
  const { data, errors } = await api.ask(
    `mutation ($input: ApplyMutationsInput!) { applyMutations(input: $input, dryRun: true) {
      ... on ApplyMutationsPayload { executed { key createdId } effect {
        criticality { type name before after valueAtRiskAfter } gaps { kind before after } } }
      ... on Error { message } } }`,
    { input: { mutations: SHOP } },
  )
  expect(errors).toEqual([])
  expect(at(data, 'applyMutations', 'effect', 'criticality')).toEqual([
    { type: 'Service', name: 'Shop', before: null, after: 'CRITICAL', valueAtRiskAfter: 1 },
    { type: 'Asset', name: 'shop-db', before: null, after: 'CRITICAL', valueAtRiskAfter: 0.5 },
  ])
  expect(at(data, 'applyMutations', 'effect', 'gaps')).toEqual([
    { kind: 'SERVICE_WITHOUT_SURVEY', before: 0, after: 1 },
    { kind: 'SERVICE_WITHOUT_SLO', before: 0, after: 1 },
  ])
  expect(await names()).toEqual(before)

  const { executed } = await done(api, 'applyMutations', { mutations: SHOP }, 'executed { key createdId }')
  expect(executed).toEqual([
    { key: 'team', createdId: expect.stringMatching(/^team_/) },
    { key: 'shop', createdId: expect.stringMatching(/^service_/) },
    { key: 'goal', createdId: expect.stringMatching(/^objective_/) },
    { key: null, createdId: null },
    { key: 'db', createdId: expect.stringMatching(/^asset_/) },
    { key: null, createdId: null },
  ])
  expect(await names()).toEqual({
    teams: { nodes: [{ name: 'Shop' }] },
    services: {
      nodes: [{ name: 'Shop', owner: { name: 'Shop' }, assets: { nodes: [{ name: 'shop-db' }] } }],
    },
  })
})

test('a batch is stored as a whole or not at all, and names the mutation that fails', async () => {
  const before = await names()
  const fail = (mutation: object) =>
    mutate(api, 'applyMutations', {
      mutations: [{ name: 'createTeam', key: 'other', input: { name: 'Other', kind: 'IT' } }, mutation],
    })
  const problems = [
    await fail({ name: 'createTeam', input: { name: 'Other', kind: 'IT' } }),
    await fail({ name: 'createTeam', input: { name: 'Third', kind: 'SALES' } }),
    await fail({ name: 'createService', input: { name: 'S', kind: 'BUSINESS', owner: { id: '$nobody' } } }),
    await fail({ name: 'updateTeam', input: { team: { id: 'team_018cc28e-fd00-71b3-b922-ff4b86ac91c8' } } }),
    await fail({ name: 'createTicket', input: {} }),
    await fail({ name: 'createTeam', input: 'no object' }),
    await fail({ name: 'updateTeam', key: 'x', input: {} }),
  ].map(({ code, path }) => [code, path?.join('.')])
  expect(problems).toEqual([
    ['INVALID_INPUT', 'mutations.1.input.name'],
    ['INVALID_INPUT', 'mutations.1.input.kind'],
    ['INVALID_INPUT', 'mutations.1.input.owner.id'],
    ['NOT_FOUND', 'mutations.1.input.team.id'],
    ['INVALID_INPUT', 'mutations.1.name'],
    ['INVALID_INPUT', 'mutations.1.input'],
    ['INVALID_INPUT', 'mutations.1.key'],
  ])
  expect(await names()).toEqual(before)
})

test('a batch takes the roles of each of its mutations, and is refused before the first one runs', async () => {
  const before = await names()
  const codes = async (token: string, ...mutations: object[]) => {
    const { errors } = await api.ask(
      'mutation ($input: ApplyMutationsInput!) { applyMutations(input: $input) { __typename } }',
      { input: { mutations } },
      { token },
    )
    return errors.map(({ extensions }) => extensions.code)
  }
  const team = { name: 'createTeam', input: { name: 'Never', kind: 'IT' } }
  const settings = { name: 'updateSettings', input: { timeZone: 'Europe/Oslo' } }
  expect(await codes(await api.tokenFor('VIEWER'), team)).toEqual(['FORBIDDEN'])
  expect(await codes(await api.tokenFor('EDITOR'), team, settings)).toEqual(['FORBIDDEN'])
  const ofTeam = (
    await createToken(api.db.kysely, { name: 'of a team', role: 'EDITOR', team: 'Shop', serviceAccount: 'x' })
  ).secret
  expect(await codes(ofTeam, team)).toEqual(['FORBIDDEN'])
  const service = { name: 'createService', input: { name: 'Not theirs', kind: 'TECHNICAL' } }
  expect(await codes(ofTeam, service)).toEqual(['FORBIDDEN'])
  expect(await names()).toEqual(before)
})

test('a batch beyond its limits is refused', async () => {
  const ids = Array.from({ length: 1_300 }, () => '$a')
  const link = {
    name: 'unlinkAssetsFromService',
    input: { service: { id: '$s' }, assets: ids.map((id) => ({ id })) },
  }
  const refused = await mutate(api, 'applyMutations', { mutations: [link, link] })
  expect([refused.code, refused.message]).toEqual([
    'INVALID_INPUT',
    'mutations: has 2600 rows; at most 2500 are taken at once, send the rest separately',
  ])
})

test('a batch creates mapping rules that name its teams, and a large organisation has no preview', async () => {
  const rule = (owner: string) => ({
    name: 'createMappingRule',
    input: { name: 'Mine', serviceName: '{name}', filter: { not: [{ ownerIds: [owner] }] } },
  })
  const team = { name: 'createTeam', key: 'mine', input: { name: 'Mine', kind: 'IT' } }
  const unknown = await mutate(api, 'applyMutations', { mutations: [team, rule('$yours')] })
  expect(unknown.path).toEqual(['mutations', '1', 'input', 'filter', 'not', '0', 'ownerIds', '0'])
  await sql`insert into asset (kind, name) select 'server', 'many ' || n from generate_series(1, 10000) n`.execute(
    api.db.kysely,
  )
  const input = { mutations: [team, rule('$mine')] }
  expect(await done(api, 'applyMutations', input, 'effect { gaps { kind } }')).toMatchObject({ effect: null })
  const { mappingRules, teams } = await api.get<Record<string, { nodes: { id: string; filter?: object }[] }>>(
    '{ mappingRules { nodes { id filter } } teams(filter: { name: { eq: "Mine" } }) { nodes { id } } }',
  )
  expect(mappingRules?.nodes[0]?.filter).toEqual({ not: [{ ownerIds: [teams?.nodes[0]?.id] }] })
})
