import { once } from 'node:events'
import { connect } from 'node:net'
import { createYoga } from 'graphql-yoga'
import { afterEach, expect, test } from 'vitest'
import { answerJson } from '../../src/http/answer.ts'
import { readBody } from '../../src/http/body.ts'
import { graphqlRoutes } from '../../src/http/graphql.ts'
import type { Method, Route } from '../../src/http/routes.ts'
import { schema } from '../../src/schema.ts'
import { LEVEL, type OwnListener, ownListener } from './own-listener.ts'
import { LEAK, sendRaw } from './raw.ts'

let listener: OwnListener
afterEach(() => listener.stop())

/** A route that says which one it is, and what it was given. */
function echo(name: string, path: string, ...methods: Method[]): Route {
  return {
    methods,
    path,
    handle: (request, response, { params, search }) =>
      answerJson(response, 200, { name, method: request.method, params, search }),
  }
}

async function ask(path: string, method = 'GET') {
  const response = await fetch(`${listener.origin}${path}`, { method })
  const text = await response.text()
  return { status: response.status, allow: response.headers.get('allow'), text, headers: response.headers }
}

const named = (text: string) => (JSON.parse(text) as { name: string }).name

test('the first route of a path and a method answers, and knows the segments that have names', async () => {
  listener = await ownListener([
    echo('first', '/a', 'GET'),
    echo('second', '/a', 'GET', 'POST'),
    echo('fixed', '/s/fixed', 'GET'),
    echo('named', '/s/:link', 'GET'),
    echo('two', '/s/:link/:part', 'GET'),
  ])
  expect(named((await ask('/a')).text)).toBe('first')
  expect(named((await ask('/a', 'POST')).text)).toBe('second')
  expect(named((await ask('/s/fixed')).text)).toBe('fixed')
  const { text } = await ask('/s/a.b-c~%20?x=1&y')
  expect(JSON.parse(text)).toEqual({
    name: 'named',
    method: 'GET',
    params: { link: 'a.b-c~%20' },
    search: '?x=1&y',
  })
  expect(JSON.parse((await ask('/s/one/two')).text)).toMatchObject({ params: { link: 'one', part: 'two' } })
})

test('HEAD is answered like GET, without a body', async () => {
  listener = await ownListener([echo('page', '/page', 'GET')])
  const got = await ask('/page')
  const head = await ask('/page', 'HEAD')
  expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' })
  expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'))
})

test('no route, or none for the method', async () => {
  listener = await ownListener([
    echo('read', '/a', 'GET'),
    echo('write', '/a', 'POST'),
    echo('one', '/s/:x', 'POST'),
  ])
  for (const path of ['/', '/b', '/a/', '/a/b', '/s', '/s/', '/s/1/2', '/A', '/a%2f'])
    expect(await ask(path), path).toMatchObject({ status: 404, allow: null })
  expect(await ask('/a', 'DELETE')).toMatchObject({
    status: 405,
    allow: 'GET, HEAD, POST',
    text: '{"error":"This address takes GET, HEAD, POST."}',
  })
  expect(await ask('/s/1')).toMatchObject({ status: 405, allow: 'POST' })
  expect(await ask('/a', 'OPTIONS')).toMatchObject({ status: 405 })
})

test('before it has routes it is alive and not ready', async () => {
  listener = await ownListener()
  expect(await ask('/healthz')).toMatchObject({ status: 200 })
  for (const path of ['/readyz', '/graphql', '/webhooks/x', '/nowhere']) {
    const { status, text, headers } = await ask(path)
    expect({ status, text, again: headers.get('retry-after') }, path).toEqual({
      status: 503,
      text: '{"status":"starting"}',
      again: '1',
    })
  }
  listener.route([echo('later', '/readyz', 'GET')])
  expect(await ask('/readyz')).toMatchObject({ status: 200 })
})

const SECRET = new Error('the password is hunter2')

test.each<[string, Route['handle']]>([
  [
    'rejects',
    async () => {
      throw SECRET
    },
  ],
  [
    'throws',
    () => {
      throw SECRET
    },
  ],
])(
  'a handler that %s is masked, and the log has the error under the id that the caller gets',
  async (_how, handle) => {
    listener = await ownListener([{ methods: ['GET'], path: '/fails', handle }])
    const { status, text, headers } = await ask('/fails')
    expect(status).toBe(500)
    expect(text).not.toMatch(/hunter2/)
    expect(text).not.toMatch(LEAK)
    const { errorId } = JSON.parse(text) as { errorId: string }
    expect(listener.lines.filter(({ level }) => level === LEVEL.error)).toMatchObject([
      { errorId, requestId: headers.get('x-request-id'), err: { message: SECRET.message } },
    ])
  },
)

test('an error inside the adapter of GraphQL is masked as well, also in development', async () => {
  const yoga = createYoga<{ requestId: string }>({
    schema,
    logging: false,
    plugins: [
      {
        onRequest() {
          throw SECRET
        },
      },
    ],
  })
  listener = await ownListener(graphqlRoutes(yoga))
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'development'
  try {
    const { status, text } = await ask('/graphql')
    expect(status).toBe(500)
    expect(text).not.toMatch(/hunter2/)
    expect(text).not.toMatch(LEAK)
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['error', 'errorId'])
  } finally {
    process.env.NODE_ENV = before
  }
})

test('what a handler fails with while the database is out of reach may be tried again', async () => {
  listener = await ownListener([
    {
      methods: ['GET'],
      path: '/fails',
      handle: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
    },
  ])
  expect(await ask('/fails')).toMatchObject({ status: 503, text: expect.stringContaining('try again') })
})

test('a handler that fails in the middle of its response ends the connection', async () => {
  listener = await ownListener([
    {
      methods: ['GET'],
      path: '/half',
      async handle(_request, response) {
        response.writeHead(200, { 'content-length': 100 }).write('half')
        throw SECRET
      },
    },
  ])
  const answer = await sendRaw(listener.origin, 'GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(answer.body).not.toMatch(/hunter2/)
  expect(listener.lines.some(({ level }) => level === LEVEL.error)).toBe(true)
})

test('a handler that writes after the end fails only its own request', async () => {
  listener = await ownListener([
    {
      methods: ['GET'],
      path: '/after',
      handle(_request, response) {
        response.end('whole')
        response.write('more')
      },
    },
    echo('alive', '/alive', 'GET'),
  ])
  expect(await ask('/after')).toMatchObject({ status: 200, text: 'whole' })
  expect(await ask('/alive')).toMatchObject({ status: 200 })
})

test('every request is in the log, probes at another level, and one that was broken off says so', async () => {
  const arrived = Promise.withResolvers<void>()
  listener = await ownListener([
    echo('page', '/page', 'GET'),
    { ...echo('probe', '/probe', 'GET'), logLevel: 'debug' },
    {
      methods: ['POST'],
      path: '/upload',
      async handle(request, response) {
        arrived.resolve()
        await readBody(request, 1_000)
        answerJson(response, 200, {})
      },
    },
  ])
  await fetch(`${listener.origin}/page?secret=hunter2`, { headers: { 'x-request-id': 'mine' } })
  await ask('/probe')
  await ask('/nowhere')
  const { hostname, port } = new URL(listener.origin)
  const socket = connect(Number(port), hostname)
  socket.write('POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
  await arrived.promise
  socket.destroy()
  await once(socket, 'close')
  const requests = () => listener.lines.filter(({ msg }) => msg === 'request')
  await expect.poll(() => requests().length).toBe(4)
  expect(requests()).toMatchObject([
    { level: LEVEL.info, requestId: 'mine', method: 'GET', path: '/page', status: 200, peer: '127.0.0.1' },
    { level: LEVEL.debug, path: '/probe', status: 200 },
    { level: LEVEL.info, path: '/nowhere', status: 404 },
    { level: LEVEL.info, path: '/upload', aborted: true },
  ])
  expect(JSON.stringify(listener.lines)).not.toContain('hunter2')
  expect(listener.lines.filter(({ level }) => level >= LEVEL.error)).toEqual([])
})

test('a body is read up to its limit', async () => {
  listener = await ownListener([
    {
      methods: ['POST'],
      path: '/upload',
      async handle(request, response) {
        const body = await readBody(request, 10)
        answerJson(response, body === undefined ? 413 : 200, { size: body?.byteLength ?? null })
      },
    },
  ])
  const post = async (body: string) => {
    const response = await fetch(`${listener.origin}/upload`, { method: 'POST', body })
    return { status: response.status, body: await response.json() }
  }
  expect(await post('')).toEqual({ status: 200, body: { size: 0 } })
  expect(await post('0123456789')).toEqual({ status: 200, body: { size: 10 } })
  expect(await post('äöüßé')).toEqual({ status: 200, body: { size: 10 } })
  expect(await post('0123456789a')).toEqual({ status: 413, body: { size: null } })
})
