import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import {
  ConflictError,
  createClient,
  ForbiddenError,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  operation,
  RateLimitedError,
  ServerError,
  ThroughlineError,
  UnauthenticatedError,
} from '../src/index.ts'
import { CreateService } from './fixtures/generated/operations/create-service.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import { answer, failure, type Reply, reset, scriptedServer } from './scripted-server.ts'

/** The error that a call comes to. */
async function errorOf(call: Promise<unknown>): Promise<ThroughlineError> {
  const outcome = await call.catch((error: unknown) => error)
  if (outcome instanceof ThroughlineError) return outcome
  throw new Error(`Not an error of the client: ${inspect(outcome)}`)
}

async function queryError(reply: Reply): Promise<ThroughlineError> {
  await using server = await scriptedServer(reply)
  return await errorOf(createClient({ url: server.url, retry: false }).execute(Services))
}

async function mutationError(result: unknown): Promise<ThroughlineError> {
  await using server = await scriptedServer(answer({ data: { createService: result } }))
  return await errorOf(createClient({ url: server.url }).execute(CreateService, { input: { name: 'x' } }))
}

test.each([
  ['UNAUTHENTICATED', 401, UnauthenticatedError],
  ['FORBIDDEN', 403, ForbiddenError],
  ['FORBIDDEN', 200, ForbiddenError],
  ['NOT_FOUND', 404, NotFoundError],
  ['BAD_USER_INPUT', 400, InvalidInputError],
  ['INVALID_INPUT', 200, InvalidInputError],
  ['QUERY_TOO_COMPLEX', 400, InvalidInputError],
  ['PAYLOAD_TOO_LARGE', 413, InvalidInputError],
  ['CONFLICT', 200, ConflictError],
  ['RATE_LIMITED', 429, RateLimitedError],
  ['UNAVAILABLE', 503, ServerError],
  ['INTERNAL', 500, ServerError],
  ['SOMETHING_NEW', 200, ThroughlineError],
])('extensions.code %s with status %i is its own class', async (code, status, type) => {
  const error = await queryError(failure(code, status))
  expect(error.constructor).toBe(type)
  expect(error).toMatchObject({ code, requestId: 'req-1', message: `About ${code}`, name: type.name })
})

test.each([
  [401, 'UNAUTHENTICATED', UnauthenticatedError],
  [403, 'FORBIDDEN', ForbiddenError],
  [413, 'PAYLOAD_TOO_LARGE', InvalidInputError],
  [429, 'RATE_LIMITED', RateLimitedError],
  [500, 'INTERNAL', ServerError],
  [503, 'UNAVAILABLE', ServerError],
  [404, 'UNEXPECTED_RESPONSE', ServerError],
  [200, 'UNEXPECTED_RESPONSE', ServerError],
])('status %i without a GraphQL body is %s', async (status, code, type) => {
  const error = await queryError((response) => response.writeHead(status).end('<html>'))
  expect(error).toBeInstanceOf(type)
  expect(error.code).toBe(code)
  expect(error.message).toContain(String(status))
})

test('a masked failure keeps the id that the server’s log has', async () => {
  const error = await queryError(failure('INTERNAL', 500, { errorId: 'e-17' }))
  expect(error).toMatchObject({ errorId: 'e-17', requestId: 'req-1' })
})

test('an error without a code is told by its status', async () => {
  const body = { errors: [{ message: 'Cannot query field "nme" on type "Service".' }] }
  expect(await queryError(answer(body, 400))).toBeInstanceOf(InvalidInputError)
  expect(await queryError(answer(body, 200))).toBeInstanceOf(ServerError)
})

test('a result under a status that tells of a failure is none', async () => {
  expect(await queryError(answer({ data: { services: null } }, 500))).toMatchObject({ code: 'INTERNAL' })
  expect(await queryError(answer({ data: null }))).toMatchObject({ code: 'UNEXPECTED_RESPONSE' })
})

test('a result with errors is thrown with the part that arrived', async () => {
  const data = { a: { name: 'A' }, b: null }
  const errors = [{ message: 'Not for you', path: ['b', 0, 'name'], extensions: { code: 'FORBIDDEN' } }]
  const error = await queryError(answer({ data, errors }))
  expect(error).toBeInstanceOf(ForbiddenError)
  expect(error.path).toEqual(['b', 0, 'name'])
  expect(error.data).toEqual(data)
})

test('fields of a refused input come with a top-level error too', async () => {
  const fields = [{ path: ['first'], message: 'At most 100' }]
  expect(await queryError(failure('BAD_USER_INPUT', 400, { fields }))).toMatchObject({ fields })
})

test('variables that the schema refuses are named, with the reason and without the values', async () => {
  const errors = [
    'Variable "$input" got invalid value "PARTNER" at "input.kind"; Value "PARTNER" does not exist in "ServiceKind" enum.',
    'Variable "$input" got invalid value { kind: "PARTNER" }; Field "name" of required type "String!" was not provided.',
  ].map((message) => ({ message, extensions: { code: 'BAD_USER_INPUT' } }))
  await using server = await scriptedServer(answer({ errors }, 400))
  const variables = { input: { kind: 'PARTNER' } } as never
  const error = await errorOf(createClient({ url: server.url }).execute(CreateService, variables))
  const kind = 'The value does not exist in "ServiceKind" enum.'
  const name = 'Field "name" of required type "String!" was not provided.'
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({
    message: `kind: ${kind}; name: ${name}`,
    fields: [
      { path: ['kind'], message: kind },
      { path: ['name'], message: name },
    ],
  })
})

test('a mutation answers with its payload', async () => {
  const data = { createService: { __typename: 'CreateServicePayload', service: { id: 'a' } } }
  await using server = await scriptedServer(answer({ data }))
  const { createService } = await createClient({ url: server.url }).execute(CreateService, {
    input: { name: 'x' },
  })
  expect(createService.service.id).toBe('a')
})

test('an error member of a mutation’s union is thrown as its class', async () => {
  const said = { code: 'INVALID_INPUT', message: 'Name it', path: ['input', 'name'] }
  const fields = [{ path: ['name'], message: 'must not be empty' }]
  const invalid = await mutationError({ __typename: 'InvalidInputError', ...said, fields })
  expect(invalid).toBeInstanceOf(InvalidInputError)
  expect(invalid).toMatchObject({ ...said, fields, requestId: 'req-1' })

  const conflict = await mutationError({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    message: 'x',
    currentVersion: 7,
  })
  expect(conflict).toBeInstanceOf(ConflictError)
  expect(conflict).toMatchObject({ currentVersion: 7, path: ['createService'] })

  expect(
    await mutationError({ __typename: 'NotFoundError', code: 'NOT_FOUND', message: 'x' }),
  ).toBeInstanceOf(NotFoundError)
  const forbidden = await mutationError({ __typename: 'ForbiddenError', code: 'OWN_CHANGE', message: 'x' })
  expect(forbidden).toBeInstanceOf(ForbiddenError)
  expect(forbidden.code).toBe('OWN_CHANGE')
})

test('an error type nobody knew is thrown too, with its details', async () => {
  const reasons = [{ code: 'FREEZE', message: 'Year end' }]
  const error = await mutationError({
    __typename: 'GateBlockedError',
    code: 'GATE_BLOCKED',
    message: 'x',
    reasons,
  })
  expect(error.constructor).toBe(ThroughlineError)
  expect(error).toMatchObject({ code: 'GATE_BLOCKED', details: { reasons } })
})

test('one refused field of several is thrown with the whole result, since the others took effect', async () => {
  const text = 'mutation Both { a: create { __typename } b: create { __typename } }'
  const both = operation('mutation', 'Both', text)
  const data = { a: { __typename: 'Payload', id: '1' }, b: { __typename: 'ConflictError', message: 'x' } }
  await using server = await scriptedServer(answer({ data }))
  const error = await errorOf(createClient({ url: server.url }).execute(both))
  expect(error).toBeInstanceOf(ConflictError)
  expect(error.data).toEqual(data)
})

test('a query may hold objects whose type ends in Error', async () => {
  const data = { services: { __typename: 'SyncError', message: 'x' } }
  await using server = await scriptedServer(answer({ data }))
  expect(await createClient({ url: server.url }).execute(Services)).toEqual(data)
})

test('as JSON an error is what a log may hold', async () => {
  const error = await mutationError({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    message: 'Changed',
    currentVersion: 7,
  })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'ConflictError',
    code: 'CONFLICT',
    message: 'Changed',
    path: ['createService'],
    requestId: 'req-1',
    currentVersion: 7,
  })
})

const canaries = ['canary-token', 'canary-header', 'canary-variable', 'canary-data']

const leaky: readonly (readonly [string, Reply])[] = [
  ['a reset', reset],
  [
    'a top-level error that quotes what was sent',
    (response, { headers, body }) => {
      const message = `${headers.authorization} ${headers['x-key']} got invalid value ${JSON.stringify(body.variables)}`
      const fields = [{ path: ['name'], message }]
      const error = { message, extensions: { code: 'BAD_USER_INPUT', hint: message, fields } }
      answer({ data: { a: 'canary-data' }, errors: [error] }, 400)(response, { headers, body })
    },
  ],
  [
    'an error in a union that quotes what was sent',
    (response, { headers, body }) => {
      const message = `${headers.authorization} ${headers['x-key']} ${JSON.stringify(body.variables)}`
      const member = {
        __typename: 'InvalidInputError',
        code: message,
        message,
        fields: [{ path: ['a'], message }],
      }
      answer({ data: { a: 'canary-data', createService: member } })(response, { headers, body })
    },
  ],
  [
    'a page that quotes what was sent',
    (response, { headers, body }) => {
      response.writeHead(400).end(`${headers.authorization} ${JSON.stringify(body)}`)
    },
  ],
  [
    'broken JSON that quotes what was sent',
    (response, { headers, body }) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`${headers.authorization} ${body.query}`)
    },
  ],
]

test.each(leaky)('%s leaves no secret in anything that is printed', async (_, reply) => {
  await using server = await scriptedServer(reply)
  const client = createClient({
    url: `${server.url}?key=canary-token`,
    token: 'canary-token',
    headers: { 'x-key': 'canary-header' },
    retry: false,
  })
  const error = await errorOf(client.execute(CreateService, { input: { name: 'canary-variable' } }))
  const printed = [
    error.message,
    error.stack,
    String(error),
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error.details),
  ].join('\n')
  for (const canary of canaries) expect(printed).not.toContain(canary)
})

test('a fetch that puts the token into its own error does not leak it', async () => {
  const client = createClient({
    url: 'http://localhost/graphql',
    token: 'canary-token',
    retry: false,
    async fetch(_, init) {
      throw new Error(`Failed with ${JSON.stringify([...new Headers(init.headers)])}`, { cause: init })
    },
  })
  const error = await errorOf(client.execute(Services))
  expect(error).toBeInstanceOf(NetworkError)
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary-token')
})
