import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { schema } from '../../src/schema.ts'
import { startServer } from '../../src/server.ts'
import { noteStatements, type Sent } from './counting.ts'
import { run } from './execution.ts'
import { Choice } from './random/choose.ts'
import { fillOrganisation } from './random/organisation.ts'

let database: TestDatabase
let sent: Sent
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  database = await testDatabase()
  sent = noteStatements(database.db)
  const [generate] = fc.sample(fc.gen(), { seed: 14, numRuns: 1 })
  if (generate === undefined) throw new Error('fast-check gave no generator')
  await fillOrganisation(database.db, new Choice(generate))
  const { data } = await run(
    schema,
    database.db,
    parse('{ services { nodes { id } } teams { nodes { id } } assets { nodes { id } } }'),
  )
  const lists = (data ?? {}) as Record<string, { nodes: { id: string }[] }>
  ids = Object.fromEntries(Object.entries(lists).map(([list, { nodes }]) => [list, nodes[0]?.id ?? '']))
  // Nothing would be proven on an organisation of nothing.
  expect(Object.values(ids)).not.toContain('')
})
afterAll(() => database.drop())

async function statements(text: string, variables: Record<string, unknown> = {}): Promise<readonly string[]> {
  return sent.during(async () => {
    const { errors } = await run(schema, database.db, parse(text), variables)
    expect(errors).toBeUndefined()
  })
}

/** objectives → services → what they depend on, so many levels down, each a page of so many. */
function nested(depth: number, size: number): string {
  let below = '{ totalCount nodes { id } }'
  for (let level = 0; level < depth; level += 1) {
    below = `{ totalCount edges { cursor strength node { name assets(first: ${size}) { nodes { name } } dependsOn(first: ${size}) ${below} } } pageInfo { hasNextPage } }`
  }
  return `{ objectives(first: ${size}) { nodes { title services(first: ${size}) { nodes { name dependsOn(first: ${size}) ${below} } } } } }`
}

describe('one statement', () => {
  test.each([1, 2, 3, 6, 9].flatMap((depth) => [1, 20, 100].map((size) => ({ depth, size }))))(
    'for $depth levels of $size rows',
    async ({ depth, size }) => {
      expect(await statements(nested(depth, size))).toHaveLength(1)
    },
  )

  test.each([
    [
      'several lists at once',
      '{ objectives { nodes { id } } services { totalCount } assets { edges { cursor } } changes { pageInfo { endCursor } } }',
    ],
    [
      'one by its id',
      'query ($services: ID!) { service(by: { id: $services }) { name owner { name } assets { nodes { name } } } }',
    ],
    [
      'one by what another system calls it',
      '{ team(by: { reference: {source: "cmdb", externalId: "1"} }) { name } }',
    ],
    [
      'node',
      'query ($services: ID!) { node(id: $services) { id ... on Service { assets { nodes { name } } } ... on Team { contact } } }',
    ],
    [
      'fields of interfaces',
      'query ($services: ID!) { node(id: $services) { ... on Named { name } ... on Owned { owner { name } } } teams { nodes { ... on Tracked { version } } } }',
    ],
    [
      'two aliases of node of different types',
      'query ($services: ID!, $teams: ID!) { a: node(id: $services) { id } b: node(id: $teams) { id ... on Team { services { totalCount } } } }',
    ],
    [
      'two aliases of one list',
      '{ a: services(first: 1) { nodes { name } } b: services(last: 2) { nodes { kind } } }',
    ],
    [
      'two aliases of edges and of node',
      '{ services { a: edges { node { name } } b: edges { x: node { kind } y: node { owner { name } } } nodes { id } totalCount } }',
    ],
    ['only a count', '{ assets { totalCount } }'],
    [
      'related rows and filters across relations',
      '{ services(filter: {owner: {name: {contains: "a"}}, dependsOn: {asset: {name: {contains: "a"}}}}) { nodes { owner { objectives { nodes { parent { title } } } } } } }',
    ],
    [
      'the samples of metrics',
      '{ metrics { nodes { latest { value } series(from: "2024-01-01T00:00:00Z", to: "2025-01-01T00:00:00Z", buckets: 10) { value } } } }',
    ],
    [
      'a list beside one whose arguments are refused',
      '{ a: service(by: { id: "nonsense" }) { id } teams { totalCount } }',
    ],
  ])('for %s', async (_what, text) => {
    const noted = await sent.during(() => run(schema, database.db, parse(text), ids))
    expect(noted).toHaveLength(1)
  })

  test('nothing is sent where nothing is asked of a table', async () => {
    expect(await statements('{ __typename }')).toHaveLength(0)
    expect(
      await statements('query ($no: Boolean = false) { services @include(if: $no) { totalCount } }'),
    ).toHaveLength(0)
  })
})

describe('what takes more is seen to take more', () => {
  test('nodes: one for each type', async () => {
    const text =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Service { assets { nodes { name } } } } }'
    const { services = '', teams = '', assets = '' } = ids
    expect(await statements(text, { ids: [services, services] })).toHaveLength(1)
    expect(await statements(text, { ids: [services, teams, assets, teams] })).toHaveLength(3)
  })
})

test('over HTTP the token is looked up, and then it is one statement', async () => {
  const { secret } = await createToken(database.db.kysely, { name: 'counting', role: 'VIEWER' })
  const { secret: administrator } = await createToken(database.db.kysely, { name: 'writing', role: 'ADMIN' })
  const server = await startServer({
    db: database.db,
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    // One lease lasts for all requests.
    rateLimit: { burst: 1e12, perSecond: 1e9 },
  })
  try {
    const ask = (query = nested(2, 5), token = secret) =>
      fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      })
    // The first use of a token is written down, and points are drawn.
    const first = await sent.during(() => ask())
    expect(first.filter((text) => text.includes('rate_limit'))).toHaveLength(1)
    expect(first).toHaveLength(4)
    const [look, ...others] = await sent.during(() => ask())
    expect(look).toContain('"api_token"')
    expect(others).toHaveLength(1)
    const mutation = await sent.during(() =>
      ask(
        'mutation { createTeam(input: {name: "Counted", kind: IT}) { ... on CreateTeamPayload { team { name services { totalCount } } } } }',
        administrator,
      ),
    )
    expect(mutation.slice(-7).map((text) => text.split(' ')[0]?.toLowerCase())).toEqual([
      'begin',
      'savepoint',
      'insert',
      'insert',
      'select',
      'release',
      'commit',
    ])
  } finally {
    await server.stop()
  }
})
