import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { ask, expectAlive, type RawAnswer } from './answers.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await api.get(`mutation {
    a: createService(input: {name: "a", kind: TECHNICAL}) { __typename }
    b: createService(input: {name: "b", kind: TECHNICAL}) { __typename }
  }`)
})
afterAll(() => api.stop())
afterEach(() => expectAlive(api))

const brief = ({ status, codes }: RawAnswer) => ({ status, codes: [...new Set(codes)] })
const TOO_COMPLEX = { status: 400, codes: ['QUERY_TOO_COMPLEX'] }
const WRONG_DOCUMENT = { status: 400, codes: ['BAD_USER_INPUT'] }
const WRONG_VALUE = { status: 200, codes: ['BAD_USER_INPUT'] }

/** Something around something, so many times. */
function nest(levels: number, before: string, core: string, after: string): string {
  return before.repeat(levels) + core + after.repeat(levels)
}

describe('documents that are too large', () => {
  test.each([
    [
      '100 levels of fields',
      `{ services ${nest(50, '{ nodes { owner { services ', '{ totalCount }', ' } } }')} }`,
    ],
    [
      '13 levels of fields',
      `{ services ${nest(4, '{ nodes { owner { contact services ', '{ nodes { dependsOn { nodes { dependsOn { nodes { owner { name } } } } } } }', ' } } }')} }`,
    ],
    [
      '10,000 aliases',
      `{ ${Array.from({ length: 10_000 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
    ],
    ['31 aliases', `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['2,100 tokens', `{ ${'__typename '.repeat(2_098)} }`],
    [
      '9 directives',
      `{ __typename ${'@include(if: true) '.repeat(1)} ${Array.from({ length: 8 }, () => '... @skip(if: false) { __typename }').join(' ')} }`,
    ],
  ])('%s', async (_what, query) => {
    expect(brief(await ask(api, query))).toEqual(TOO_COMPLEX)
  })

  test.each([
    ['into a thousand lists, each named once', 10, ['dependsOn LIST', 'dependents LIST']],
    [
      'into more lists than could ever be counted',
      5,
      [
        'dependsOn LIST',
        'dependents LIST',
        ...['processes', 'assets', 'objectives', 'changes', 'owner'].map((list) =>
          list === 'owner' ? 'owner { services LIST }' : `${list} { nodes { services LIST } }`,
        ),
      ],
    ],
  ])('fragments that fan out %s', async (_what, levels, lists) => {
    const fragments = Array.from({ length: levels }, (_, index) => {
      const below = `{ nodes { ${index + 1 < levels ? `...F${index + 1}` : 'id'} } }`
      return `fragment F${index} on Service { ${lists.map((list) => list.replace('LIST', below)).join(' ')} }`
    })
    expect(brief(await ask(api, `{ services { nodes { ...F0 } } } ${fragments.join(' ')}`))).toEqual({
      status: 400,
      codes: ['QUERY_TOO_COMPLEX'],
    })
  })
})

describe('documents that are wrong', () => {
  test.each([
    ['nothing', ''],
    ['no GraphQL', 'select * from team'],
    ['an open string', '{ teams(filter: {name: {eq: "}) { totalCount } }'],
    ['a NUL', '{ teams\0 { totalCount } }'],
    ['half a surrogate pair in a string', '{ teams(filter: {name: {eq: "\ud800"}}) { totalCount } }'],
    ['half a surrogate pair, escaped', '{ teams(filter: {name: {eq: "\\ud800"}}) { totalCount } }'],
    ['an unknown field', '{ nope }'],
    ['an unknown argument', '{ teams(nope: 1) { totalCount } }'],
    ['an unknown operator', '{ teams(filter: {name: {like: "a"}}) { totalCount } }'],
    ['an unknown type', '{ node(id: "x") { ... on Nope { id } } }'],
    [
      'a circle of fragments',
      '{ teams { nodes { ...A } } } fragment A on Team { ...B } fragment B on Team { ...A }',
    ],
    [
      'a fragment in itself, deeper',
      '{ teams { nodes { ...A } } } fragment A on Team { services { nodes { owner { ...A } } } }',
    ],
    ['an undeclared variable', '{ teams(first: $size) { totalCount } }'],
    ['two fields under one key', '{ teams { totalCount } teams: services { totalCount } }'],
    ['1e21 as a whole number', '{ teams(first: 1e21) { totalCount } }'],
    ['a day that is none', '{ objectives(filter: {startsOn: {eq: "2024-02-30"}}) { totalCount } }'],
    [
      'an instant in the year 275760',
      '{ teams(filter: {createdAt: {gt: "+275760-09-13T00:00:00Z"}}) { totalCount } }',
    ],
    [
      'a filter field that is no field, deep down',
      `{ teams(filter: ${nest(100, '{not: ', '{nope: 1}', '}')}) { totalCount } }`,
    ],
  ])('%s', async (_what, query) => {
    expect(brief(await ask(api, query))).toEqual(WRONG_DOCUMENT)
  })
})

test('a subscription, where there is none', async () => {
  expect((await ask(api, 'subscription { teams { totalCount } }')).codes).toEqual(['BAD_USER_INPUT'])
})

describe('values that are too deep or too many', () => {
  const deep = (levels: number) => JSON.parse(nest(levels, '{"not":', '{"name":{"eq":"a"}}', '}')) as object
  const query = 'query ($filter: TeamFilter) { teams(filter: $filter) { totalCount } }'

  test('100 levels of filters in the document', async () => {
    expect(
      brief(
        await ask(api, `{ teams(filter: ${nest(100, '{not: ', '{name: {eq: "a"}}', '}')}) { totalCount } }`),
      ),
    ).toEqual(WRONG_VALUE)
  })

  test('9 levels of filters across relations', async () => {
    const filter = nest(4, '{owner: {service: ', '{name: {eq: "a"}}', '}}')
    expect(brief(await ask(api, `{ services(filter: ${filter}) { totalCount } }`))).toEqual(WRONG_VALUE)
  })

  test.each([8, 100, 1_000, 20_000, 90_000])('%i levels of filters in a variable', async (levels) => {
    const variables = `{"filter":${nest(levels, '{"not":', '{"name":{"eq":"a"}}', '}')}}`
    const answer = await ask(api, query, levels > 1_000 ? JSON.parse(variables) : { filter: deep(levels) })
    expect(answer.codes).toEqual(['BAD_USER_INPUT'])
    expect(answer.status).toBeLessThan(500)
  })

  test.each([100, 1_000, 5_000, 30_000])('%i conditions in one variable', async (many) => {
    const or = Array.from({ length: many }, (_, index) => ({ name: { eq: `${index}` } }))
    const answer = await ask(api, query, { filter: { or } })
    expect(brief(answer)).toEqual({ status: 200, codes: many > 1_000 ? ['QUERY_TOO_COMPLEX'] : [] })
  })

  test('150,000 empty conditions in one variable', async () => {
    expect(
      brief(await ask(api, query, { filter: { or: Array.from({ length: 150_000 }, () => ({})) } })).codes,
    ).toEqual(['QUERY_TOO_COMPLEX'])
  })

  test('a few hundred conditions, asked under 30 aliases', async () => {
    const or = Array.from({ length: 900 }, (_, index) => ({ name: { eq: `${index}` } }))
    const lists = Array.from({ length: 30 }, (_, index) => `a${index}: teams(filter: $filter) { totalCount }`)
    const answer = await ask(api, `query ($filter: TeamFilter) { ${lists.join(' ')} }`, { filter: { or } })
    expect(brief(answer)).toEqual({ status: 400, codes: ['QUERY_TOO_COMPLEX'] })
  })

  test.each([
    [1_000, []],
    [1_001, ['BAD_USER_INPUT']],
    [40_000, ['BAD_USER_INPUT']],
  ])('%i values to be one of', async (length, codes) => {
    const filter = { name: { in: Array.from({ length }, (_, index) => `name ${index}`) } }
    expect(brief(await ask(api, query, { filter })).codes).toEqual(codes)
  })

  test.each([20, 40, 3_000, 90_000])('%i levels of JSON in a mutation', async (levels) => {
    const attributes: unknown = JSON.parse(nest(levels, '{"a":', '1', '}'))
    const input = { kind: 'server', name: 'deep', attributes }
    const answer = await ask(
      api,
      'mutation ($input: CreateAssetInput!) { createAsset(input: $input) { __typename ... on Error { code message } } }',
      { input },
    )
    expect(answer.status).toBeLessThan(500)
    expect(answer.codes).toEqual(levels === 20 ? [] : ['INVALID_INPUT'])
  })
})
