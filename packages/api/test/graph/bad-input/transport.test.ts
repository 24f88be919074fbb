import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { ask, expectAlive, type RawAnswer, send } from './answers.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
afterEach(() => expectAlive(api))

const brief = ({ status, codes }: RawAnswer) => ({ status, codes })
const BAD_REQUEST = { status: 400, codes: ['BAD_USER_INPUT'] }

test.each([
  ['no body', ''],
  ['truncated JSON', '{"query": "{ teams { totalCount } }'],
  ['JSON that is no object', '"{ teams { totalCount } }"'],
  ['JSON that is null', 'null'],
  ['a number', '17'],
  ['a list: batches are off', '[{"query": "{ __typename }"}]'],
  ['no query', '{}'],
  ['a query that is no text', '{"query": {"a": 1}}'],
  ['variables that are no object', '{"query": "{ __typename }", "variables": [1]}'],
  ['variables that are a text', '{"query": "{ __typename }", "variables": "x"}'],
  ['an operation name that is no text', '{"query": "{ __typename }", "operationName": 7}'],
  [
    'an operation that is not there',
    '{"query": "query A { __typename } query B { __typename }", "operationName": "C"}',
  ],
  ['several operations and no name', '{"query": "query A { __typename } query B { __typename }"}'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d])],
])('%s', async (_what, body) => {
  expect(brief(await send(api, typeof body === 'string' ? body : new Uint8Array(body)))).toEqual(BAD_REQUEST)
})

test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
  'a body of the type %s',
  async (type) => {
    const answer = await send(api, JSON.stringify({ query: 'mutation { __typename }' }), {
      headers: { 'content-type': type },
    })
    expect(answer.status).toBe(415)
    expect(answer.codes.every((code) => code === 'BAD_USER_INPUT')).toBe(true)
  },
)

test('a form, which a page of anybody can send without being asked', async () => {
  const answer = await send(api, JSON.stringify({ query: '{ __typename }' }), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(brief(answer)).toEqual(BAD_REQUEST)
})

test('GET asks and does nothing else', async () => {
  const get = (query: string) =>
    send(api, undefined, { method: 'GET', search: `?query=${encodeURIComponent(query)}` })
  expect(brief(await get('{ teams { totalCount } }'))).toEqual({ status: 200, codes: [] })
  const mutation = await get('mutation { createTeam(input: {name: "x", kind: IT}) { __typename } }')
  expect(brief(mutation)).toEqual({ status: 405, codes: ['BAD_USER_INPUT'] })
  expect((await ask(api, '{ teams { totalCount } }')).text).toContain('"totalCount":0')
  const broken = await send(api, undefined, {
    method: 'GET',
    search: '?query={__typename}&variables={broken',
  })
  expect(brief(broken)).toEqual(BAD_REQUEST)
})

test.each(['PUT', 'DELETE', 'PATCH'])('the method %s', async (method) => {
  const answer = await send(api, JSON.stringify({ query: '{ __typename }' }), { method })
  expect(answer.status).toBe(405)
})

test('a body of 25 MB', async () => {
  const answer = await send(
    api,
    JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(25_000_000) } }),
  ).catch((error: unknown) => error)
  // Whether the answer gets through while the body is still being sent is up to the machine's buffers.
  if (!(answer instanceof Error))
    expect(brief(answer as RawAnswer)).toEqual({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] })
})

test('a body just over the limit, with and without saying so beforehand', async () => {
  const body = JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(1_000_001) } })
  expect(brief(await send(api, body))).toEqual({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] })
  const stream = new Blob([body]).stream()
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.token}` },
    body: stream,
    duplex: 'half',
  } as RequestInit)
  expect(response.status).toBe(413)
})

test('a caller who hangs up in the middle of a request', async () => {
  const { hostname, port } = new URL(api.url)
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${api.token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"query":`,
        () => socket.destroy(),
      )
    })
    socket.on('close', () => resolve())
    socket.on('error', reject)
  })
})

test('the path and the host of others', async () => {
  const elsewhere = await fetch(new URL('/other', api.url), {
    headers: { authorization: `Bearer ${api.token}` },
  })
  expect(elsewhere.status).toBe(404)
})
