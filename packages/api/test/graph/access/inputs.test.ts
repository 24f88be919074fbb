import {
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import type { Role } from '../../../src/graph/roles.ts'
import { schema } from '../../../src/schema.ts'
import { done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everyField } from './paths.ts'

/** What is about survey responses by its name: their rows, pages, edges, filters and orders. */
const HIDDEN = /^SurveyResponse(?:$|Edge|Filter|Order)/
/** All that may be asked of the list of responses without looking at one. */
const COUNTS = /^(Survey\.responses|SurveyResponseConnection\.totalCount)$/

const codeFor = (
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
  role: Role = 'VIEWER',
) =>
  denial(schema, parse(document), { id: 'test', name: 'token:test', roles: [role] }, variables)?.extensions
    .code ?? null

/** The shortest paths from an input type down to each field that takes an input about responses. */
function hiddenPaths(type: GraphQLInputType): string[][] {
  const found: string[][] = []
  const seen = new Set<string>()
  const queue: { named: GraphQLNamedType; path: string[] }[] = [{ named: getNamedType(type), path: [] }]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { named, path } = next
    if (HIDDEN.test(named.name)) found.push(path)
    else if (isInputObjectType(named) && !seen.has(named.name)) {
      seen.add(named.name)
      for (const field of Object.values(named.getFields()))
        queue.push({ named: getNamedType(field.type), path: [...path, field.name] })
    }
  }
  return found
}

/** A value that mentions what a path leads to. */
function valueAt(type: GraphQLInputType, path: readonly string[]): unknown {
  if (isNonNullType(type)) return valueAt(type.ofType, path)
  if (isListType(type)) return [valueAt(type.ofType, path)]
  const [name = '', ...rest] = path
  const field = isInputObjectType(type) ? type.getFields()[name] : undefined
  return field === undefined ? {} : { [name]: valueAt(field.type, rest) }
}

/** A value of the schema's own syntax. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  const entries = Object.entries(value as object)
  return `{${entries.map(([key, inner]) => `${key}: ${literal(inner)}`).join(', ')}}`
}

const fields = everyField(schema)
/** Every way in which an argument of a field of a query can ask about responses. */
const guesses = fields.flatMap(({ type, field, document }) =>
  field.args.flatMap((argument) =>
    hiddenPaths(argument.type).map((path) => ({
      name: `${type.name}.${field.name}(${argument.name}: …${path.join('.')})`,
      argument,
      value: valueAt(argument.type, path),
      ask: (written: string) => {
        const isConnection = isObjectType(getNamedType(field.type))
        const selection = isConnection ? ' { __typename }' : ''
        const at = document.lastIndexOf(field.name)
        return `${document.slice(0, at)}${field.name}(${argument.name}: ${written})${selection}${' }'.repeat(openBraces(document.slice(0, at)))}`
      },
    })),
  ),
)
const openBraces = (text: string) => text.split('{').length - text.split('}').length

describe('a VIEWER asks about survey responses', () => {
  test('there are ways to try', () => {
    expect(guesses.length).toBeGreaterThan(20)
    expect(guesses.map(({ name }) => name)).toContain('Query.surveys(filter: …response)')
    expect(guesses.map(({ name }) => name)).toContain('Query.services(filter: …survey.response)')
  })

  test.each([
    ['in the document', (guess: (typeof guesses)[number]) => codeFor(guess.ask(literal(guess.value)))],
    [
      'in a variable',
      (guess: (typeof guesses)[number]) =>
        codeFor(withVariables(guess.ask('$given'), `$given: ${guess.argument.type}`), { given: guess.value }),
    ],
    [
      'in the default of a variable',
      (guess: (typeof guesses)[number]) =>
        codeFor(
          withVariables(
            guess.ask('$given'),
            `$given: ${String(guess.argument.type).replace(/!$/, '')} = ${literal(guess.value)}`,
          ),
        ),
    ],
  ])('%s, through every filter and order', (_where, ask) => {
    expect(guesses.filter((guess) => ask(guess) !== 'FORBIDDEN').map(({ name }) => name)).toEqual([])
  })

  test('a value that GraphQL would read as a list is looked into', () => {
    const document = 'query ($f: SurveyFilter) { surveys(filter: $f) { totalCount } }'
    const hidden = { response: { submittedAt: { gt: '2026-01-01T00:00:00Z' } } }
    for (const value of [
      { and: hidden },
      { or: [{}, { not: hidden }] },
      { service: { survey: hidden } },
      { title: { eq: 'x' }, ...hidden },
    ])
      expect(codeFor(document, { f: value }), JSON.stringify(value)).toBe('FORBIDDEN')
    expect(codeFor(document, { f: { title: { eq: 'x' }, response: null } })).toBeNull()
    expect(codeFor(document, { f: { and: [{ title: { contains: 'response' } }] } })).toBeNull()
    expect(codeFor(document, { f: { and: hidden } }, 'ADMIN')).toBeNull()
  })

  test('a value nested without end is looked through without recursion', () => {
    let value: unknown = { response: {} }
    for (let level = 0; level < 20_000; level += 1) value = { not: value }
    expect(codeFor('query ($f: SurveyFilter) { surveys(filter: $f) { totalCount } }', { f: value })).toBe(
      'FORBIDDEN',
    )
  })

  test('every field of their rows, edges and pages is refused; their number is not', () => {
    const about = fields.filter(
      ({ type, way }) =>
        /^SurveyResponse(Edge|Connection)?$/.test(type.name) &&
        !way.some((step) => step.startsWith('Mutation.')),
    )
    const names = about.map(({ type, field }) => `${type.name}.${field.name}`)
    expect(names).toContain('SurveyResponseEdge.cursor')
    expect(names).toContain('SurveyResponseConnection.pageInfo')
    const allowed = about.filter(({ document }) => codeFor(document) === null)
    expect(allowed.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([
      'SurveyResponseConnection.totalCount',
    ])
    const leading = fields.filter(({ field }) =>
      /^SurveyResponse(Connection)?$/.test(getNamedType(field.type).name),
    )
    const open = leading.filter(({ document }) => codeFor(document) === null)
    expect(
      open.map(({ type, field }) => `${type.name}.${field.name}`).filter((name) => !COUNTS.test(name)),
    ).toEqual([])
  })
})

/** The variables of an operation that has none yet. */
function withVariables(document: string, declared: string): string {
  return document.replace(/^(query|mutation|subscription)/, `$1 (${declared})`)
}

describe('over HTTP', () => {
  let api: TestApi
  let survey: string
  let response: string
  let viewer: string
  beforeAll(async () => {
    api = await startApi()
    viewer = await api.tokenFor('VIEWER')
    survey = await make(api, 'Survey', { title: 'S', template: 'CSAT' })
    await done(api, 'recordResponses', {
      survey: { id: survey },
      responses: [{ answers: {}, submittedAt: '2026-05-01T00:00:00Z' }],
    })
    const found = await api.get<{ survey: { responses: { nodes: { id: string }[] } } }>(
      'query ($id: ID!) { survey(by: { id: $id }) { responses { nodes { id } } } }',
      { id: survey },
    )
    response = found.survey.responses.nodes[0]?.id ?? ''
  })
  afterAll(() => api.stop())

  const ask = async (document: string, variables: Record<string, unknown> = {}) => {
    const { errors, data } = await api.ask(document, variables, { token: viewer })
    return { codes: errors.map(({ extensions }) => extensions.code), data }
  }

  test.each([
    ['edges { cursor }', ''],
    ['pageInfo { startCursor endCursor }', ''],
    ['pageInfo { hasNextPage }', '(first: 0)'],
    ['totalCount', '(filter: { submittedAt: { gt: "2026-01-01T00:00:00Z" } })'],
    ['totalCount', '(orderBy: [{ field: SUBMITTED_AT }])'],
    ['totalCount', '(after: "x")'],
  ])('responses { %s } %s', async (selection, args) => {
    const document = `query ($id: ID!) { survey(by: { id: $id }) { responses${args} { ${selection} } } }`
    expect(await ask(document, { id: survey })).toEqual({ codes: ['FORBIDDEN'], data: undefined })
  })

  test('a filter in a variable, across a relation', async () => {
    const filter = { response: { submittedAt: { gt: '2026-01-01T00:00:00Z' } } }
    expect(
      await ask('query ($f: SurveyFilter) { surveys(filter: $f) { totalCount } }', { f: filter }),
    ).toEqual({ codes: ['FORBIDDEN'], data: undefined })
    expect(
      (
        await ask('query ($f: SurveyFilter) { surveys(filter: $f) { totalCount } }', {
          f: { title: { eq: 'S' } },
        })
      ).data,
    ).toEqual({ surveys: { totalCount: 1 } })
  })

  test('by id, whether there is such a response or not', async () => {
    const other = 'survey_response_01a00000-0000-7000-8000-000000000000'
    for (const id of [response, other]) {
      const one = await ask('query ($id: ID!) { node(id: $id) { __typename } }', { id })
      expect(one).toEqual({ codes: ['FORBIDDEN'], data: { node: null } })
      const several = await ask('query ($id: ID!) { nodes(ids: [$id]) { id } }', { id })
      expect(several.codes).toEqual(['FORBIDDEN'])
    }
    const seen = await api.get<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', {
      id: response,
    })
    expect(seen.node).toEqual({ id: response })
  })

  test('a CONNECTOR starts a run and does not approve what it retires', async () => {
    const token = await api.tokenFor('CONNECTOR')
    const asked = async (document: string, variables: Record<string, unknown>) =>
      (await api.ask(document, variables, { token })).errors.map(({ extensions }) => extensions.code)
    const document = 'mutation ($input: SyncSourceInput!) { syncSource(input: $input) { __typename } }'
    expect(await asked(document, { input: { id: survey, approveRetirement: true } })).toEqual(['FORBIDDEN'])
    expect(await asked(document, { input: { id: survey } })).toEqual([])
  })
})
