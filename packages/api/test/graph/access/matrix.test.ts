import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import { ROLES, type Role } from '../../../src/graph/context.ts'
import { leastRole } from '../../../src/graph/visibility.ts'
import { schema } from '../../../src/schema.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everyField } from './paths.ts'

const fields = everyField(schema)
const mutation = schema.getMutationType()
const subscription = schema.getSubscriptionType()

/**
 * Types whose rows only administrators may look at: who it was could be guessed from a single response, and the
 * audit trail has every row before and after.
 */
const HIDDEN: readonly string[] = ['SurveyResponse', 'AuditEvent']

/** Those that are for fewer than their type says, as what they show may hold what is not for everybody. */
const EXCEPTIONS: Readonly<Record<string, Role>> = {
  // What a source was set up with: addresses, accounts, queries.
  'Source.config': 'ADMIN',
  'Source.input': 'ADMIN',
  // A record as the source sent it, before anything was left out or hidden.
  'DeadLetter.raw': 'ADMIN',
  // Recipients of surveys, texts that are to be written elsewhere.
  'SourceAction.input': 'ADMIN',
  // It does all that ingestAssets does, and takes it back.
  'Query.previewIngest': 'ADMIN',
  'Query.auditEvents': 'ADMIN',
}

/** Who may ask for a field by itself: reading is for every token, writing for administrators. */
function expected(name: string): Role {
  const [type = ''] = name.split('.')
  return EXCEPTIONS[name] ?? (type === mutation?.name || HIDDEN.includes(type) ? 'ADMIN' : 'VIEWER')
}

/** Who may ask for a field and for all that leads to it. */
function expectedAlong(way: readonly string[]): Role {
  return way.some((name) => expected(name) === 'ADMIN') ? 'ADMIN' : 'VIEWER'
}

describe('by rule', () => {
  test('every type of objects is reached', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => 'getInterfaces' in type && 'isTypeOf' in type && !type.name.startsWith('__'),
    )
    const reached = new Set(fields.map(({ type }) => type.name))
    expect(types.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
    expect(fields.length).toBeGreaterThan(500)
    const names = new Set(fields.map(({ type, field }) => `${type.name}.${field.name}`))
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.has(name))).toEqual([])
  })

  test('every field has a rule, and it is the expected one', () => {
    const found = fields.map(({ type, field }) => [`${type.name}.${field.name}`, leastRole(type, field)])
    const wanted = fields.map(({ type, field }) => {
      const name = `${type.name}.${field.name}`
      return [name, expected(name)]
    })
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
  })

  test.each(ROLES)('%s: each field by itself is allowed or denied by it', (role) => {
    const wrong: string[] = []
    for (const { type, field, way, document } of fields) {
      const name = `${type.name}.${field.name}`
      const allowed = ROLES.indexOf(role) >= ROLES.indexOf(expectedAlong(way))
      const denied = denial(schema, parse(document), { name: 'token:test', role })
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
      const allowed = who !== 'none' && ROLES.indexOf(who) >= ROLES.indexOf(expected(`${type}.${name}`))
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
