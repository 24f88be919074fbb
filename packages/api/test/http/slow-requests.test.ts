import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startApi } from '../harness.ts'
import { ownListener } from './own-listener.ts'
import { sendRaw } from './raw.ts'

const HEADERS = 'POST /x HTTP/1.1\r\nHost: localhost\r\n'

test('a request whose headers or whose body do not arrive gets 408 and loses its connection', async () => {
  const listener = await ownListener(
    [{ methods: ['POST'], path: '/x', handle: (request) => void request.resume() }],
    { headers: 50, request: 100, checkEvery: 10 },
  )
  for (const bytes of [HEADERS, `${HEADERS}Content-Length: 9\r\n\r\nabc`]) {
    expect(await untilClosed(listener.origin, bytes), bytes).toMatch(/^HTTP\/1\.1 408 /)
  }
  await listener.stop()
})

test('a request that is refused before its body has arrived loses its connection', async () => {
  const api = await startApi()
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
  const answer = await untilClosed(api.url, `${head}Content-Length: 900000\r\n\r\n{`)
  expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i)
  const whole = await sendRaw(api.url, `${head}Content-Length: 2\r\n\r\n{}`)
  expect(whole).toMatchObject({ status: 401, head: expect.not.stringMatching(/connection: close/i) })
  await api.stop()
})

/** Everything that the server sends until it closes the connection. */
function untilClosed(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect({ port: Number(port), host: hostname }, () => socket.write(bytes))
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}
