import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import { ROLES, type Role } from '../../../src/graph/context.ts'
import { leastRole } from '../../../src/graph/visibility.ts'
import { schema } from '../../../src/schema.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everyField } from './paths.ts'

const fields = everyField(schema)
const query = schema.getQueryType()
const mutation = schema.getMutationType()

/** Types whose rows only administrators may look at. */
const HIDDEN: readonly string[] = ['SurveyResponse']

/** Who may ask for what: reading is for every token, writing for administrators. */
function expected(typeName: string): Role {
  return typeName === mutation?.name || HIDDEN.includes(typeName) ? 'ADMIN' : 'VIEWER'
}

/** Those that are for fewer than their type says. */
const EXCEPTIONS: Readonly<Record<string, Role>> = {}

describe('by rule', () => {
  test('every type of objects is reached', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => 'getInterfaces' in type && 'isTypeOf' in type && !type.name.startsWith('__'),
    )
    const reached = new Set(fields.map(({ type }) => type.name))
    expect(types.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
    expect(fields.length).toBeGreaterThan(500)
  })

  test('every field has a rule, and it is the expected one', () => {
    const found = fields.map(({ type, field }) => [`${type.name}.${field.name}`, leastRole(type, field)])
    const wanted = fields.map(({ type, field }) => {
      const name = `${type.name}.${field.name}`
      return [name, EXCEPTIONS[name] ?? expected(type.name)]
    })
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
  })

  test.each(ROLES)('%s: each field by itself is allowed or denied by it', (role) => {
    const wrong: string[] = []
    for (const { type, field, document } of fields) {
      const name = `${type.name}.${field.name}`
      // Below a mutation everything takes what the mutation takes.
      const least = document.startsWith('mutation') ? 'ADMIN' : (EXCEPTIONS[name] ?? expected(type.name))
      const allowed = ROLES.indexOf(role) >= ROLES.indexOf(least)
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

  /** Arguments that need something are left out: whoever may not ask is told so before that. */
  const rootFields = [query, mutation].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({
      type: type?.name ?? '',
      name: field.name,
      args: field.args,
    })),
  )

  test.each(['none', ...ROLES] as const)('%s', async (who) => {
    const wrong: string[] = []
    for (const { type, name, args } of rootFields) {
      const declared = args.map((argument) => `$${argument.name}: ${argument.type}`)
      const given = args.map((argument) => `${argument.name}: $${argument.name}`)
      const list = (parts: string[]) => (parts.length === 0 ? '' : `(${parts.join(', ')})`)
      const document = `${type === mutation?.name ? 'mutation' : 'query'} ${list(declared)} { ${name}${list(given)} { __typename } }`
      const answer = await api.ask(document, {}, { token: tokens.get(who) ?? null })
      const codes = answer.errors.map(({ extensions }) => extensions.code)
      const refused = codes.includes(who === 'none' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      const allowed =
        who !== 'none' && ROLES.indexOf(who) >= ROLES.indexOf(EXCEPTIONS[`${type}.${name}`] ?? expected(type))
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
