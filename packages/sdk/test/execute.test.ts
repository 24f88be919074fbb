import { expect, test } from 'vitest'
import {
  createClient,
  InvalidInputError,
  type OutgoingRequest,
  operation,
  ServerError,
} from '../src/index.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import { answer, scriptedServer } from './scripted-server.ts'

test('sends a query as GraphQL over HTTP asks for, and returns its data', async () => {
  const data = { services: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } }
  await using server = await scriptedServer(answer({ data }))
  const client = createClient({ url: server.url, token: 'tl_secret\n', headers: { 'x-team': 'payments' } })
  expect(await client.execute(Services, { first: 2 })).toEqual(data)
  const [request] = server.received
  expect(request?.body).toEqual({
    query: Services.text,
    operationName: 'Services',
    variables: { first: 2 },
  })
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    authorization: 'Bearer tl_secret',
    'x-team': 'payments',
  })
})

test('asks for a fresh token before each request', async () => {
  await using server = await scriptedServer(answer({ data: {} }), answer({ data: {} }))
  let served = 0
  const client = createClient({ url: server.url, token: async () => `token-${++served}` })
  await client.execute(Services)
  await client.execute(Services)
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ])
})

test('onRequest sees each request without the token and may add headers', async () => {
  await using server = await scriptedServer(answer({ data: {} }))
  const seen: OutgoingRequest[] = []
  const client = createClient({
    url: server.url,
    token: 'tl_secret',
    onRequest(request) {
      seen.push({ ...request, headers: new Headers(request.headers) })
      request.headers.set('traceparent', '00-1-2-01')
      request.headers.set('authorization', 'Bearer other')
    },
  })
  await client.execute(Services)
  expect(seen.map(({ operation, attempt }) => ({ operation, attempt }))).toEqual([
    { operation: { kind: 'query', name: 'Services' }, attempt: 1 },
  ])
  expect(seen[0]?.headers.has('authorization')).toBe(false)
  expect(server.received[0]?.headers).toMatchObject({
    traceparent: '00-1-2-01',
    authorization: 'Bearer tl_secret',
  })
})

test('a member of an enum that was added since arrives as it is', async () => {
  const node = { id: 'a', version: 1, name: 'Billing', kind: 'PARTNER' }
  const data = { services: { edges: [{ node }], pageInfo: { hasNextPage: false, endCursor: null } } }
  await using server = await scriptedServer(answer({ data }))
  const { services } = await createClient({ url: server.url }).execute(Services)
  expect(services.edges[0]?.node.kind).toBe('PARTNER')
})

test('does not follow a redirect with the token in hand', async () => {
  await using target = await scriptedServer(answer({ data: {} }))
  await using server = await scriptedServer((response) =>
    response.writeHead(307, { location: target.url }).end(),
  )
  const error = await createClient({ url: server.url, token: 'tl_secret' })
    .execute(Services)
    .catch((e) => e)
  expect(error).toBeInstanceOf(ServerError)
  expect(error.code).toBe('UNEXPECTED_RESPONSE')
  expect(target.received).toHaveLength(0)
})

test.each([
  [{ url: 'graphql' }, /absolute address/],
  [{ url: 'file:///graphql' }, /http/],
  [{ url: 'https://user:hunter2@example.org/graphql' }, /user name or password/],
  [{ url: 'http://localhost/graphql', token: 'two words' }, /`token`/],
  [{ url: 'http://localhost/graphql', token: '' }, /`token`/],
  [{ url: 'http://localhost/graphql', headers: { 'x-key': 'hunter2\u0000' } }, /`headers`/],
])('refuses a client of %j without repeating what was wrong', (options, message) => {
  expect(() => createClient(options)).toThrow(InvalidInputError)
  expect(() => createClient(options)).toThrow(message)
  expect(() => createClient(options)).not.toThrow(/hunter2|two words/)
})

test('refuses what cannot be sent before sending anything', async () => {
  await using server = await scriptedServer()
  const client = createClient({ url: server.url })
  const free = operation<unknown, { value: unknown }>(
    'query',
    'Q',
    'query Q($value: JSON) { echo(value: $value) }',
  )
  const subscription = operation('subscription', 'S', 'subscription S { nodeChanged { id } }')
  await expect(client.execute(free, { value: 1n })).rejects.toThrow(/written as JSON/)
  await expect(client.execute(subscription)).rejects.toThrow(/subscription/)
  expect(server.received).toHaveLength(0)
})
