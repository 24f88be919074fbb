import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { ask, expectAlive, type RawAnswer } from './answers.ts'

let api: TestApi
let cursor: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = await startApi()
  const made = await api.get<Record<string, Record<string, { id: string }>>>(`mutation {
    service: createService(input: {name: "Shop", kind: BUSINESS}) { ... on CreateServicePayload { it: service { id } } }
    team: createTeam(input: {name: "Blue", kind: IT}) { ... on CreateTeamPayload { it: team { id } } }
  }`)
  for (const [type, { it }] of Object.entries(made)) ids[type] = it?.id ?? ''
  const { services } = await api.get<{ services: { edges: { cursor: string }[] } }>(
    '{ services { edges { cursor } } }',
  )
  cursor = services.edges[0]?.cursor ?? ''
})
afterAll(() => api.stop())
afterEach(() => expectAlive(api))

const brief = ({ status, codes }: RawAnswer) => ({ status, codes })
const REFUSED = { status: 200, codes: ['BAD_USER_INPUT'] }
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('pages that cannot be', () => {
  test.each([
    'first: -1',
    'first: 101',
    'last: -1',
    'last: 101',
    'first: 2147483647',
    'first: 1, last: 1',
    'first: 0, last: 0',
  ])('%s', async (args) => {
    for (const list of [
      `services(${args}) { totalCount }`,
      `services(${args}) { nodes { id } }`,
      `services { nodes { assets(${args}) { totalCount } } }`,
      `services { nodes { assets(${args}) { __typename } } }`,
    ]) {
      expect(brief(await ask(api, `{ ${list} }`)), list).toEqual(REFUSED)
    }
  })

  test('a page of nothing and one of everything are pages', async () => {
    expect(
      brief(
        await ask(
          api,
          '{ a: services(first: 0) { nodes { id } } b: services(last: 100) { nodes { id } } c: services(first: null, last: null) { nodes { id } } }',
        ),
      ),
    ).toEqual({ status: 200, codes: [] })
  })

  test('an order that names a key twice, or more keys than there may be', async () => {
    const twice = '{ services(orderBy: [{field: NAME}, {field: NAME, direction: DESC}]) { totalCount } }'
    const five =
      '{ assets(orderBy: [{field: NAME}, {field: KIND}, {field: CREATED_AT}, {field: UPDATED_AT}, {field: FIRST_SEEN_AT}]) { totalCount } }'
    for (const query of [twice, five]) expect(brief(await ask(api, query))).toEqual(REFUSED)
  })
})

describe('cursors that are none of this list', () => {
  const uuid = '01a20c8c-d33e-7bf0-a8e5-723f4d78a81e'
  const wrong: readonly (readonly [string, () => string])[] = [
    ['empty', () => ''],
    ['cut off', () => cursor.slice(0, -5)],
    ['with something behind', () => `${cursor}AA`],
    ['no base64', () => '%%%'],
    ['of another ordering', () => encoded(['NAME:DESC,ID:DESC', 'Shop', uuid])],
    ['of another type', () => encoded(['TITLE:ASC,ID:ASC', 'Shop', uuid])],
    ['of too few keys', () => encoded(['NAME:ASC,ID:ASC', 'Shop'])],
    ['of too many keys', () => encoded(['NAME:ASC,ID:ASC', 'Shop', uuid, uuid])],
    ['of things that are no texts', () => encoded(['NAME:ASC,ID:ASC', { a: 1 }, null])],
    ['of a list of nothing', () => encoded([])],
    ['of an id that is none', () => encoded(['NAME:ASC,ID:ASC', 'Shop', "' or true --"])],
    ['with a NUL', () => encoded(['NAME:ASC,ID:ASC', 'a\0b', uuid])],
    [
      'with half a surrogate pair',
      () => Buffer.from(`["NAME:ASC,ID:ASC","\\ud800","${uuid}"]`).toString('base64url'),
    ],
    ['the id of something', () => ids.service ?? ''],
    ['very long', () => 'W'.repeat(100_000)],
  ]

  test.each(wrong)('%s', async (_what, value) => {
    for (const place of ['after', 'before']) {
      const query = `query ($cursor: String) { services(${place}: $cursor) { nodes { id } } }`
      expect(brief(await ask(api, query, { cursor: value() })), place).toEqual(REFUSED)
    }
  })

  test.each([
    ['CREATED_AT', '9999-99-99 99:99:99+00'],
    ['CREATED_AT', 'infinity'],
    ['CREATED_AT', '2024-02-30 00:00:00+00'],
    ['CREATED_AT', '275760-09-13 00:00:00+00'],
  ])('of %s with the value %s', async (key, value) => {
    const query = `query ($cursor: String) { services(orderBy: [{field: ${key}}], after: $cursor) { nodes { id } } }`
    expect(brief(await ask(api, query, { cursor: encoded([`${key}:ASC,ID:ASC`, value, uuid]) }))).toEqual(
      REFUSED,
    )
  })

  test.each(['1e400', 'NaN', 'Infinity', '0x10'])('of a weight of %s', async (value) => {
    const query =
      'query ($cursor: String) { objectives(orderBy: [{field: WEIGHT}], after: $cursor) { nodes { id } } }'
    expect(brief(await ask(api, query, { cursor: encoded(['WEIGHT:ASC,ID:ASC', value, uuid]) }))).toEqual(
      REFUSED,
    )
  })

  test('a cursor whose row is gone is as good as ever', async () => {
    const query = 'query ($cursor: String) { services(after: $cursor) { totalCount nodes { id } } }'
    expect(brief(await ask(api, query, { cursor: encoded(['NAME:ASC,ID:ASC', 'Nobody', uuid]) }))).toEqual({
      status: 200,
      codes: [],
    })
  })
})

describe('ids that are none of what is asked', () => {
  /** `Service:018cc28e-fd00-71b3-b922-ff4b86ac91c8` */
  const FORMER = 'U2VydmljZTowMThjYzI4ZS1mZDAwLTcxYjMtYjkyMi1mZjRiODZhYzkxYzg'
  const stranger = (type: string) => `${type}_00000000-0000-7000-8000-000000000000`

  test.each([
    ['of another type', () => ids.team],
    ['of no type', () => stranger('nonsense')],
    ['of a type of every object', () => stranger('constructor')],
    ['of no uuid', () => 'service_1'],
    ['in another spelling', () => String(ids.service).toUpperCase()],
    ['in the form of version 0.1', () => FORMER],
    ['a bare uuid', () => '00000000-0000-7000-8000-000000000000'],
    ['empty', () => ''],
  ])('%s', async (_what, value) => {
    const id = value()
    for (const query of [
      'query ($id: ID!) { service(by: { id: $id }) { id } }',
      'query ($id: ID!) { services(filter: {id: {eq: $id}}) { totalCount } }',
      'query ($id: ID!) { services(filter: {id: {in: [$id]}}) { totalCount } }',
      'query ($id: ID!) { services { nodes { dependsOn(filter: {id: {eq: $id}}) { totalCount } } } }',
    ]) {
      expect(brief(await ask(api, query, { id })), query).toEqual(REFUSED)
    }
  })

  test.each([
    ['Service:018cc28e-fd00-71b3-b922-ff4b86ac91c8', 'service_018cc28e-fd00-71b3-b922-ff4b86ac91c8'],
    [
      'ServiceDependency:018cc28e-fd00-71b3-b922-ff4b86ac91c8',
      'service_dependency_018cc28e-fd00-71b3-b922-ff4b86ac91c8',
    ],
  ])('an id in the form of version 0.1 is answered with its present form: %s', async (former, present) => {
    const id = Buffer.from(former).toString('base64url')
    const message = `this one is ${present}`
    for (const query of [
      'query ($id: ID!) { node(id: $id) { id } }',
      'query ($id: ID!) { auditEvents(filter: {entityId: {eq: $id}}) { totalCount } }',
    ]) {
      expect((await ask(api, query, { id })).text, query).toContain(message)
    }
  })

  test.each(['nonsense', stranger('nonsense')])(
    'where an id of any type is taken, types are not listed: %s',
    async (id) => {
      const message = 'is not an id of this API; ids come from id fields'
      for (const [query, place] of [
        ['query ($id: ID!) { node(id: $id) { id } }', 'id'],
        ['query ($id: ID!) { nodes(ids: [$id]) { id } }', 'ids.0'],
      ]) {
        const { errors } = await api.ask(query ?? '', { id })
        expect(
          errors.map((error) => error.message),
          query,
        ).toEqual([`${place}: ${message}`])
      }
    },
  )

  test('one of nothing is no mistake: there is none', async () => {
    const query =
      'query ($id: ID!) { service(by: { id: $id }) { id } node(id: $id) { id } nodes(ids: [$id]) { id } services(filter: {id: {eq: $id}}) { totalCount } }'
    const answer = await ask(api, query, { id: stranger('service') })
    expect(brief(answer)).toEqual({ status: 200, codes: [] })
    expect(JSON.parse(answer.text).data).toEqual({
      service: null,
      node: null,
      nodes: [null],
      services: { totalCount: 0 },
    })
  })

  test('neither an id nor a reference, both, or more ids than are answered', async () => {
    const many = `{ nodes(ids: [${Array.from({ length: 101 }, () => `"${ids.team}"`).join(', ')}]) { id } }`
    for (const query of [
      '{ service { id } }',
      '{ service(by: {}) { id } }',
      `{ service(by: { id: "${ids.service}", reference: {source: "a", externalId: "b"} }) { id } }`,
      many,
    ]) {
      expect(brief(await ask(api, query)).codes, query).toEqual(REFUSED.codes)
    }
  })
})

test('an operator that is null is refused, and so is a filter whose only operator is left out', async () => {
  for (const filter of [
    '{name: {eq: null}}',
    '{id: {in: null}}',
    '{createdAt: {gt: null}}',
    '{kind: {eq: null}}',
    '{name: {isNull: null}}',
    '{owner: {name: {contains: null}}}',
  ]) {
    expect(brief(await ask(api, `{ services(filter: ${filter}) { totalCount } }`)), filter).toEqual(REFUSED)
  }
  const query = 'query ($name: String) { services(filter: {name: {eq: $name}}) { totalCount } }'
  expect(brief(await ask(api, query, { name: null }))).toEqual(REFUSED)
  expect(brief(await ask(api, query, {}))).toEqual(REFUSED)
})

test('null where an argument has a default that must be something', async () => {
  const direction =
    'query ($way: OrderDirection) { services(orderBy: {field: NAME, direction: $way}) { totalCount } }'
  const buckets =
    'query ($buckets: Int) { metrics { nodes { series(from: "2024-01-01T00:00:00Z", to: "2024-01-02T00:00:00Z", buckets: $buckets) { value } } } }'
  expect(brief(await ask(api, direction, { way: null }))).toEqual(REFUSED)
  expect(brief(await ask(api, buckets, { buckets: null }))).toEqual(REFUSED)
})
