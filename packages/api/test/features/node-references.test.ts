import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { NODE_REF, nodeTypesOf } from '../../src/graph/node-ref.ts'
import { nodeTypes } from '../../src/graph/node-type.ts'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { makeNeighbours } from './entity-case.ts'
import { done, make, mutate, textAt } from './mutate.ts'
import { raiseAlert } from './raise-alert.ts'
import { recordStatements } from './statements.ts'

/** Where the input of a mutation names a node. */
interface Place {
  readonly path: readonly string[]
  readonly types: readonly string[]
}

const SCALARS: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-01-01T00:00:00Z',
  Date: '2026-01-01',
  Decimal: '1',
  JSON: {},
}
const SOURCE = 'inventory'

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
  const type = getNamedType(args.find((argument) => argument.name === 'input')?.type)
  const places = isInputObjectType(type) ? placesIn(type, []) : []
  return isInputObjectType(type) && places.length > 0 ? [{ name, type, places }] : []
})
/** Places of rows that are rejected by themselves: the tests of samples and responses have them. */
const ROWS: Readonly<Record<string, string>> = { recordSamples: 'samples', recordResponses: 'responses' }
const whole = mutations
  .map(({ places, ...one }) => ({ ...one, places: places.filter(({ path }) => path[0] !== ROWS[one.name]) }))
  .filter(({ places }) => places.length > 0)

let api: TestApi
/** A node of each type that has an external reference of the name of the type, in {@link SOURCE}. */
const ids = new Map<string, string>()

beforeAll(async () => {
  api = await startApi()
  const to = await makeNeighbours(api)
  const { team: Team, person: Person, objective: Objective, service: Service, asset: Asset } = to
  const { metric: Metric, change: Change, ticket: Ticket } = to
  const Process = await make(api, 'Process', { name: 'Sell' })
  const Survey = await make(api, 'Survey', { title: 'How was it?', template: 'CSAT' })
  const Slo = await make(api, 'Slo', {
    name: 'Fast',
    service: { id: Service },
    indicator: 'THRESHOLD',
    metric: { id: Metric },
    operator: 'LT',
    threshold: 1,
    target: 0.9,
    duration: '30d',
  })
  const ChangeWindow = await make(api, 'ChangeWindow', {
    name: 'Night',
    kind: 'MAINTENANCE',
    startTime: '2026-01-01 02:00',
    timeZone: 'UTC',
    minutes: 60,
  })
  const own = { Process, Survey, Slo, ChangeWindow }
  const made = { Team, Person, Objective, Service, Asset, Metric, Change, Ticket, ...own }
  for (const [type, id] of Object.entries({ ...made, Alert: await raiseAlert(api) })) {
    ids.set(type, id)
    await done(api, 'addExternalReference', { node: { id }, source: SOURCE, externalId: type })
  }
})
afterAll(() => api.stop())

function placesIn(
  type: GraphQLInputObjectType,
  path: readonly string[],
  above: readonly GraphQLInputObjectType[] = [],
): Place[] {
  // A filter contains filters of its own type.
  if (above.includes(type)) return []
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (!isInputObjectType(inner)) return []
    const at = [...path, field.name, ...(isListType(getNullableType(field.type)) ? ['0'] : [])]
    return inner.name === NODE_REF
      ? [{ path: at, types: nodeTypesOf(field) ?? [] }]
      : placesIn(inner, at, [...above, type])
  })
}

/** The least input that has a place, with a value there. */
function inputWith(type: GraphQLInputObjectType, [first, ...rest]: readonly string[], value: object): object {
  const fields = Object.values(type.getFields())
  return Object.fromEntries(
    fields.flatMap((field) => {
      if (field.name === first) return [[first, valueAt(field.type, rest, value)]]
      if (!isRequiredInputField(field)) return []
      const node = ids.get(nodeTypesOf(field)?.[0] ?? '')
      return [[field.name, valueAt(field.type, [], node === undefined ? {} : { id: node })]]
    }),
  )
}

function valueAt(type: GraphQLInputType, path: readonly string[], value: object): unknown {
  const plain = getNullableType(type)
  if (isListType(plain)) return [valueAt(plain.ofType, path.slice(1), value)]
  if (isEnumType(plain)) return plain.getValues()[0]?.name
  if (!isInputObjectType(plain)) return SCALARS[plain.name] ?? 'x'
  if (plain.name === NODE_REF) return value
  return inputWith(plain, plain.isOneOf && path.length === 0 ? ['serviceAccountId'] : path, value)
}

function idAt({ types }: Place): { readonly type: string; readonly id: string } {
  const type = types.find((candidate) => ids.has(candidate)) ?? ''
  return { type, id: ids.get(type) ?? '' }
}

/** What dry runs of a mutation come to, and how often something is looked up for them. */
async function tried(name: string, inputs: Readonly<Record<string, object>>) {
  const statements = recordStatements(api.db)
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const keys = Object.keys(inputs)
  const { data, errors } = await api.ask(
    `mutation (${keys.map((key) => `$${key}: ${type}Input!`).join(', ')}) {
      ${keys.map((key) => `${key}: ${name}(input: $${key}, dryRun: true) { ...outcome }`).join('\n')}
    }
    fragment outcome on ${type}Result { __typename ... on Error { code message path } }`,
    inputs,
  )
  const lookUps = statements.stop().filter(({ text }) => text.includes('with wanted as')).length
  return { lookUps, ...data, errors: errors.map(({ message }) => message) } as Tried
}

interface Tried extends Readonly<Record<string, unknown>> {
  readonly lookUps: number
  readonly errors: readonly string[]
}

const succeeded: string[] = []

describe.each(whole)('$name', ({ name, type, places }) => {
  it.each(places.map((place) => [place.path.join('.'), place] as const))(
    'takes an external reference as %s like the ID, and says where nothing or another type is named',
    async (_, place) => {
      const { type: named, id } = idAt(place)
      const at = (value: object) => inputWith(type, place.path, value)
      const byId = await tried(name, { one: at({ id }) })
      const answer = await tried(name, {
        one: at({ reference: { source: SOURCE, externalId: named } }),
        unknown: at({ reference: { source: SOURCE, externalId: 'nothing' } }),
        foreign: at({ id: encodeGlobalId('Source', '01920000-0000-7000-8000-000000000000') }),
      })
      expect([answer.one, answer.errors]).toEqual([byId.one, byId.errors])
      expect([byId.lookUps, answer.lookUps]).toEqual([0, 2])
      if (JSON.stringify(byId.one).includes('Payload"')) succeeded.push(name)
      expect(answer.unknown).toMatchObject({
        __typename: 'NotFoundError',
        path: [...place.path, 'reference'],
      })
      expect(answer.foreign).toMatchObject({ __typename: 'InvalidInputError', path: [...place.path, 'id'] })
    },
  )
})

it('has tried mutations that succeed', () => {
  expect(new Set(succeeded).size).toBeGreaterThan(25)
})

it('rejects only the sample whose metric is not found', async () => {
  const sample = (metric: object) => ({ metric, at: '2026-02-01T00:00:00Z', value: 1 })
  const reference = { source: SOURCE, externalId: 'Metric' }
  const samples = [sample({ reference: { ...reference, externalId: 'nothing' } }), sample({ reference })]
  const answer = await done(api, 'recordSamples', { samples }, 'recorded results { outcome message }')
  expect(answer).toMatchObject({
    recorded: 1,
    results: [
      { outcome: 'REJECTED', message: `No Metric has the external reference ${SOURCE} / nothing.` },
      { outcome: 'RECORDED' },
    ],
  })
})

it('names all IDs of other types at once', async () => {
  const [service, team] = [ids.get('Service'), ids.get('Team')]
  const input = { service: { id: team }, assets: [{ id: ids.get('Asset') }, { id: service }] }
  const { fields } = await mutate(api, 'linkAssetsToService', input)
  expect(new Set(fields?.map(({ path }) => path.join('.')))).toEqual(new Set(['service.id', 'assets.1.id']))
})

it('finds a row by the reference that an earlier mutation of the operation gives it', async () => {
  const reference = { source: SOURCE, externalId: 'given before' }
  const { data } = await api.ask(
    `mutation ($id: ID!, $reference: ExternalReferenceInput!) {
      addExternalReference(input: { node: { id: $id }, source: "${SOURCE}", externalId: "given before" }) { __typename }
      updateTeam(input: { team: { reference: $reference }, contact: "here" }) {
        ... on UpdateTeamPayload { team { id contact } }
      }
    }`,
    { id: ids.get('Team'), reference },
  )
  expect(textAt(data, 'updateTeam', 'team', 'id')).toBe(ids.get('Team'))
  expect(textAt(data, 'updateTeam', 'team', 'contact')).toBe('here')
})

describe('no field takes an ID of a type that has external references', () => {
  /** Fields of inputs and arguments of queries that take an ID, with the type. */
  const INTERNAL: Readonly<Record<string, string>> = {
    'AcknowledgeAgreementVersionInput.id': 'AgreementVersion',
    'AddCampaignLinksInput.campaignId': 'Campaign',
    'CancelSyncRunInput.id': 'SyncRun',
    'CloseCampaignInput.id': 'Campaign',
    'CheckInKeyResultInput.keyResult': 'KeyResult',
    'CreateTicketInSourceInput.source': 'Source',
    'DeleteAgreementInput.id': 'Agreement',
    'DeleteAllocationInput.id': 'Allocation',
    'DeleteEffortInput.id': 'Effort',
    'DeleteExpectationInput.id': 'Expectation',
    'DeleteKeyResultInput.id': 'KeyResult',
    'DeleteMappingRuleInput.id': 'MappingRule',
    'DeleteRedundancyGroupInput.id': 'RedundancyGroup',
    'DeleteServiceAccountInput.id': 'ServiceAccount',
    'DeleteSourceInput.id': 'Source',
    'DismissDuplicateInput.task': 'DuplicateTask',
    'EnableMappingRuleInput.id': 'MappingRule',
    'EndAgreementInput.id': 'Agreement',
    'LinkAssetsToServiceInput.redundancyGroupId': 'RedundancyGroup',
    'LinkServiceToServiceInput.redundancyGroupId': 'RedundancyGroup',
    'MergeAssetsInput.task': 'DuplicateTask',
    'MoveMappingRuleInput.id': 'MappingRule',
    'PauseSourceInput.id': 'Source',
    'ProposeAgreementVersionInput.agreementId': 'Agreement',
    'Query.agreement.id': 'Agreement',
    'Query.agreementVersion.id': 'AgreementVersion',
    'Query.allocation.id': 'Allocation',
    'Query.campaign.id': 'Campaign',
    'Query.cost.id': 'Cost',
    'Query.duplicateTask.id': 'DuplicateTask',
    'Query.expectation.id': 'Expectation',
    'Query.mappingRule.id': 'MappingRule',
    'Query.source.id': 'Source',
    'Query.sourceAction.id': 'SourceAction',
    'Query.syncRun.id': 'SyncRun',
    'RejectAgreementVersionInput.id': 'AgreementVersion',
    'RemoveExternalReferenceInput.id': 'ExternalReference',
    'ResumeSourceInput.id': 'Source',
    'RetryDeliveryInput.id': 'WebhookDelivery',
    'ReviseAgreementVersionInput.id': 'AgreementVersion',
    'RevokeRoleInput.id': 'RoleGrant',
    'RoleGranteeInput.serviceAccountId': 'ServiceAccount',
    'SyncSourceInput.id': 'Source',
    'TestSourceInput.id': 'Source',
    'UpdateAgreementInput.id': 'Agreement',
    'UpdateAllocationInput.id': 'Allocation',
    'UpdateExpectationInput.id': 'Expectation',
    'UpdateKeyResultInput.id': 'KeyResult',
    'UpdateMappingRuleInput.id': 'MappingRule',
    'UpdateRedundancyGroupInput.id': 'RedundancyGroup',
    'UpdateServiceAccountInput.id': 'ServiceAccount',
    'UpdateSourceInput.id': 'Source',
    'WithdrawAgreementVersionInput.id': 'AgreementVersion',
  }
  /** The queries whose subject is an ID of any type, and a filter that is stored: filters take IDs. */
  const BY_ID = ['MappingFilterInput.ownerIds', 'Query.node.id', 'Query.nodes.ids']

  it('in the input of a mutation or in an argument of a query', () => {
    const taken = new Set<string>()
    const seen = new Set<string>([NODE_REF])
    const walk = (type: GraphQLInputObjectType) => {
      if (seen.has(type.name)) return
      seen.add(type.name)
      for (const field of Object.values(type.getFields())) take(`${type.name}.${field.name}`, field.type)
    }
    const take = (place: string, type: GraphQLInputType) => {
      const plain = getNamedType(type)
      if (plain.name === 'ID') taken.add(place)
      else if (isInputObjectType(plain)) walk(plain)
    }
    for (const { args } of Object.values(schema.getMutationType()?.getFields() ?? {}))
      for (const argument of args) take(argument.name, argument.type)
    for (const { name, args } of Object.values(schema.getQueryType()?.getFields() ?? {}))
      for (const argument of args)
        if (!isInputObjectType(getNamedType(argument.type)))
          take(`Query.${name}.${argument.name}`, argument.type)
    expect([...taken].sort()).toEqual([...Object.keys(INTERNAL), ...BY_ID].sort())
    for (const [place, type] of Object.entries(INTERNAL)) {
      expect(nodeTypes.get(type), place).toBeDefined()
      expect(nodeTypes.get(type)?.externalReference, place).toBeUndefined()
    }
  })

  it('and each that names a node says of which types', () => {
    for (const { name, places } of mutations) {
      for (const { path, types } of places) {
        const place = `${name} ${path.join('.')}`
        expect(
          types.filter((type) => nodeTypes.get(type) === undefined),
          place,
        ).toEqual([])
        expect(
          types.some((type) => nodeTypes.get(type)?.externalReference !== undefined),
          place,
        ).toBe(true)
      }
    }
  })
})
