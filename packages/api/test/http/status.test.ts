import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let viewer: string

beforeAll(async () => {
  api = await startApi()
  viewer = await api.tokenFor('VIEWER')
})
afterAll(() => api.stop())

const FORBIDDEN = 'mutation { createTeam(input: {name: "x", kind: IT}) { __typename } }'
const TOO_COMPLEX =
  '{ services(first: 100) { nodes { assets(first: 100) { nodes { services { totalCount } } } } } }'
const SYNTAX = '{ services('
const MANY_FIELDS = `{ ${'teams { totalCount } '.repeat(450)} }`
const MANY_VALUES = `{ teams(filter: { name: { in: [${'"x" '.repeat(1_001)}] } }) { totalCount } }`
const TOO_MANY_TOKENS = `{ ${'__typename '.repeat(2_500)} }`

/** Status, code and whether there is data, under one of the two media types. */
async function ask(accept: string, query: string, token: string | null): Promise<readonly unknown[]> {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  })
  const body = (await response.json()) as {
    data?: unknown
    errors?: { extensions: Record<string, unknown> }[]
  }
  expect(body.errors?.[0]?.extensions).not.toHaveProperty('http')
  return [response.status, body.errors?.[0]?.extensions.code]
}

describe('application/graphql-response+json has the status of the error', () => {
  test.each([
    ['a token that does not hold', '{ __typename }', null, 401, 'UNAUTHENTICATED'],
    ['a role that may not', FORBIDDEN, 'viewer', 403, 'FORBIDDEN'],
    ['a query that costs too much', TOO_COMPLEX, 'viewer', 400, 'QUERY_TOO_COMPLEX'],
    ['a document that is too long', TOO_MANY_TOKENS, 'viewer', 400, 'QUERY_TOO_COMPLEX'],
    ['a selection whose fields are too many to compare', MANY_FIELDS, 'viewer', 400, 'QUERY_TOO_COMPLEX'],
    ['a document that cannot be read', SYNTAX, 'viewer', 400, 'BAD_USER_INPUT'],
    ['a field that does not exist', '{ nope }', 'viewer', 400, 'BAD_USER_INPUT'],
    ['a list of a filter that is too long', MANY_VALUES, 'viewer', 200, 'BAD_USER_INPUT'],
    [
      'an argument that is refused while the query is executed',
      '{ teams(first: -1) { totalCount } }',
      'viewer',
      200,
      'BAD_USER_INPUT',
    ],
  ])('%s', async (_what, query, who, status, code) => {
    const token = who === null ? null : viewer
    expect(await ask('application/graphql-response+json', query, token)).toEqual([status, code])
  })
})

describe('application/json has status 200 for what GraphQL refuses', () => {
  test.each([
    ['a token that does not hold', '{ __typename }', null, 401, 'UNAUTHENTICATED'],
    ['a role that may not', FORBIDDEN, 'viewer', 200, 'FORBIDDEN'],
    ['a query that costs too much', TOO_COMPLEX, 'viewer', 200, 'QUERY_TOO_COMPLEX'],
    ['a document that is too long', TOO_MANY_TOKENS, 'viewer', 200, 'QUERY_TOO_COMPLEX'],
    ['a document that cannot be read', SYNTAX, 'viewer', 200, 'BAD_USER_INPUT'],
    ['a field that does not exist', '{ nope }', 'viewer', 200, 'BAD_USER_INPUT'],
  ])('%s', async (_what, query, who, status, code) => {
    expect(await ask('application/json', query, who === null ? null : viewer)).toEqual([status, code])
  })
})

test.each([
  ['a body of an unknown media type', 'text/plain', 'application/json', 415],
  ['no media type that can be sent', 'application/json', 'image/png', 406],
])('%s is refused with an error that says what to send', async (_what, type, accept, status) => {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { accept, 'content-type': type, authorization: `Bearer ${viewer}` },
    body: JSON.stringify({ query: '{ __typename }' }),
  })
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({
    errors: [
      { message: expect.stringContaining('application/json'), extensions: { code: 'BAD_USER_INPUT' } },
    ],
  })
})

test('a mutation that cannot be answered is not executed', async () => {
  const editor = await api.tokenFor('EDITOR')
  const create = async (name: string, accept: string) => {
    const { status } = await fetch(api.url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${editor}` },
      body: JSON.stringify({
        query: `mutation { createTeam(input: {name: "${name}", kind: IT}) { __typename } }`,
      }),
    })
    return status
  }
  const REFUSED = [
    'image/png',
    'text/html',
    'application/json; charset=latin1',
    'application/json;q=0',
    'application/*; q=0.0, text/html',
  ]
  const SENT = ['*/*', 'application/*', 'text/event-stream', 'text/html, application/json;q=0.5']
  for (const [at, accept] of REFUSED.entries())
    expect(await create(`refused ${at}`, accept), accept).toBe(406)
  for (const [at, accept] of SENT.entries()) expect(await create(`sent ${at}`, accept), accept).toBe(200)
  const teams = await api.db.kysely.selectFrom('team').select('name').orderBy('name').execute()
  expect(teams.map(({ name }) => name)).toEqual(SENT.map((_, at) => `sent ${at}`))
})

test.each([
  ['application/json;q=0, */*', 'application/graphql-response+json'],
  ['application/json;q=0.4, application/graphql-response+json;q=0.5', 'application/graphql-response+json'],
  ['application/*;q=0.1, text/event-stream', 'application/json'],
  ['text/event-stream, application/json;q=0', 'text/event-stream'],
  ['*/*', 'application/json'],
])('a query that accepts %s is answered with %s', async (accept, sent) => {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${viewer}` },
    body: JSON.stringify({ query: '{ __typename }' }),
  })
  expect(response.headers.get('content-type')).toContain(sent)
  await response.body?.cancel()
})

test('a role of a team that may not write a row was executed: status 200 and no data', async () => {
  await api.db.kysely.insertInto('team').values({ name: 'Own', kind: 'IT' }).execute()
  const token = { name: 'own', role: 'EDITOR', team: 'Own' } as const
  const { secret } = await createToken(api.db.kysely, token)
  const document = 'mutation { createProcess(input: {name: "x"}) { __typename } }'
  const { data } = await api.ask(document, {}, { token: secret })
  expect(data).toBeNull()
  expect(await ask('application/graphql-response+json', document, secret)).toEqual([200, 'FORBIDDEN'])
})

test('UNAVAILABLE has status 503 where no data is given', async () => {
  const admin = await api.db.pool.connect()
  await admin.query('begin; lock table team')
  const waiting = async (): Promise<void> => {
    const { rowCount } = await api.db.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (rowCount === 0) await waiting()
  }
  const asked = (accept: string) => ask(accept, '{ teams { nodes { contact } } }', viewer)
  for (const [accept, status] of [
    ['application/graphql-response+json', 503],
    ['application/json', 200],
  ] as const) {
    const [answer] = await Promise.all([asked(accept), waiting()])
    expect(answer).toEqual([status, 'UNAVAILABLE'])
  }
  await admin.query('rollback')
  admin.release()
})
