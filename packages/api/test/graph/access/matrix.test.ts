import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import { accessMatrix, printMatrix } from '../../../src/access/matrix.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { ROLES, type Role } from '../../../src/graph/roles.ts'
import { schema } from '../../../src/schema.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everyField } from './paths.ts'

const fields = everyField(schema)
const mutation = schema.getMutationType()
const subscription = schema.getSubscriptionType()

const committed = readFileSync(new URL('../../../docs/access-matrix.csv', import.meta.url), 'utf8')

/** The committed matrix: what each role may use. */
const [header = '', ...lines] = committed.trimEnd().split('\n')
const matrix = new Map(
  lines.map((line) => {
    const [name = '', ...marks] = line.split(',')
    return [name, ROLES.filter((_, index) => marks[index] === 'x')] as const
  }),
)
const may = (role: Role, name: string) => matrix.get(name)?.includes(role) ?? false

/** The mutations of each role; ADMIN has them all. */
const mutationsOf = (role: Role) =>
  [...matrix.keys()].filter((name) => name.startsWith('Mutation.') && may(role, name))

describe('the committed matrix', () => {
  test('is what the schema says; after a change that is meant, run: pnpm generate:schema', () => {
    expect(printMatrix(accessMatrix(schema))).toBe(committed)
    expect(header).toBe(`part,${ROLES.join()}`)
  })

  test('has every field of every type of objects, each for at least one role', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => 'getInterfaces' in type && 'isTypeOf' in type && !type.name.startsWith('__'),
    )
    const reached = new Set(fields.map(({ type }) => type.name))
    expect(types.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
    expect(fields.length).toBeGreaterThan(500)
    const unruled = fields.map(({ type, field }) => `${type.name}.${field.name}`)
    expect(unruled.filter((name) => (matrix.get(name) ?? []).length === 0)).toEqual([])
  })

  test('gives every filter and order of rows a rule', () => {
    const inputs = [...nodeTypes.keys()].flatMap((name) => [`${name}Filter`, `${name}Order`])
    expect(inputs.filter((name) => schema.getType(name) && !matrix.has(name))).toEqual([])
  })

  test('an ADMIN may do everything, a VIEWER writes nothing, a CONNECTOR and an APPROVER what they are for', () => {
    expect([...matrix.keys()].filter((name) => !may('ADMIN', name))).toEqual([])
    expect(mutationsOf('VIEWER')).toEqual([])
    expect(mutationsOf('APPROVER')).toEqual([
      'Mutation.acknowledgeAgreementVersion',
      'Mutation.rejectAgreementVersion',
      'Mutation.syncSource',
    ])
    expect(may('APPROVER', 'SyncSourceInput.approveRetirement')).toBe(true)
    expect(may('CONNECTOR', 'SyncSourceInput.approveRetirement')).toBe(false)
    expect(mutationsOf('CONNECTOR')).toEqual(
      [
        'addCampaignLinks',
        'cancelSyncRun',
        'closeCampaign',
        'createCampaign',
        'ingestAssets',
        'ingestRecords',
        'recordChangeEffort',
        'recordEffort',
        'recordResponses',
        'recordSamples',
        'retryDelivery',
        'setSurveyInvitations',
        'syncSource',
      ].map((name) => `Mutation.${name}`),
    )
  })

  test('keeps persons, sources, their rules and settings, and what is sent to people, from an EDITOR', () => {
    const denied = [...matrix.keys()].filter(
      (name) => name.startsWith('Mutation.') && !may('EDITOR', name) && !may('CONNECTOR', name),
    )
    expect(denied).toEqual(
      [
        'createPerson',
        'createServiceAccount',
        'createSource',
        'deletePerson',
        'deleteServiceAccount',
        'deleteSource',
        'grantRole',
        'pauseSource',
        'resumeSource',
        'revokeRole',
        'sendSurvey',
        'setIdentificationRules',
        'setPrecedenceRules',
        'testSource',
        'updatePerson',
        'updateServiceAccount',
        'updateSettings',
        'updateSource',
      ].map((name) => `Mutation.${name}`),
    )
  })
})

describe('by rule', () => {
  test.each(ROLES)('%s: each field by itself is allowed or denied as the matrix says', (role) => {
    const wrong: string[] = []
    for (const { type, field, way, document } of fields) {
      const name = `${type.name}.${field.name}`
      const allowed = way.every((step) => may(role, step))
      const denied = denial(schema, parse(document), { id: 'test', name: 'token:test', roles: [role] })
      if ((denied === null) !== allowed) wrong.push(`${name} for ${role}: ${denied?.message ?? 'allowed'}`)
      if (denied !== null && denied.extensions.code !== 'FORBIDDEN')
        wrong.push(`${name}: ${String(denied.extensions.code)}`)
    }
    expect(wrong).toEqual([])
  })

  test('without a token: nothing, whatever is asked', () => {
    const allowed = fields.filter(
      ({ document }) => denial(schema, parse(document), undefined)?.extensions.code !== 'UNAUTHENTICATED',
    )
    expect(allowed).toEqual([])
  })
})

describe('over HTTP', () => {
  let api: TestApi
  const tokens = new Map<Role | 'none', string | null>([['none', null]])
  beforeAll(async () => {
    api = await startApi()
    for (const role of ROLES) tokens.set(role, await api.tokenFor(role))
  })
  afterAll(() => api.stop())

  /**
   * Arguments that need something are left out: whoever may not ask is told so before that. A subscription is given
   * ids of nothing, so that it ends with an error where it is let through.
   */
  const rootFields = [schema.getQueryType(), mutation, subscription].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({
      type: type?.name ?? '',
      name: field.name,
      args: field.args,
      variables:
        type === subscription ? Object.fromEntries(field.args.map(({ name }) => [name, 'none'])) : {},
    })),
  )

  test.each(['none', ...ROLES] as const)('%s', async (who) => {
    const wrong: string[] = []
    for (const { type, name, args, variables } of rootFields) {
      const declared = args.map((argument) => `$${argument.name}: ${argument.type}`)
      const given = args.map((argument) => `${argument.name}: $${argument.name}`)
      const list = (parts: string[]) => (parts.length === 0 ? '' : `(${parts.join(', ')})`)
      const document = `${type.toLowerCase()} ${list(declared)} { ${name}${list(given)} { __typename } }`
      const answer = await api.ask(document, variables, { token: tokens.get(who) ?? null })
      const codes = answer.errors.map(({ extensions }) => extensions.code)
      const refused = codes.includes(who === 'none' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      const allowed = who !== 'none' && may(who, `${type}.${name}`)
      if (refused === allowed) wrong.push(`${type}.${name} for ${who}: ${codes.join()} ${answer.status}`)
      if (who === 'none' && answer.status !== 401) wrong.push(`${type}.${name}: ${answer.status}`)
      if (answer.data !== undefined && answer.data !== null && !allowed)
        wrong.push(`${type}.${name} for ${who} gave data`)
    }
    expect(wrong).toEqual([])
  })

  test('introspection is for every token, and for nobody without one', async () => {
    const document = '{ __schema { types { name } } __type(name: "Team") { fields { name } } }'
    expect((await api.ask(document, {}, { token: tokens.get('VIEWER') ?? null })).errors).toEqual([])
    expect((await api.ask(document, {}, { token: null })).status).toBe(401)
  })
})
