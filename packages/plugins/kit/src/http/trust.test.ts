import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Secret } from '../secret.ts'
import { AUTHORITY, SERVER } from './certificates.fixture.ts'
import { opened } from './opened.fixture.ts'

/** A server whose certificate only `AUTHORITY` vouches for; its address. */
async function serverOfOurs(): Promise<string> {
  const server = createServer(SERVER, (_request, response) => response.end('{"ok":true}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `https://127.0.0.1:${port}`
}

test('a server that the machine does not trust is talked to with its own authority, and not without', async () => {
  const url = await serverOfOurs()
  const { http } = opened([url])
  await expect(http.request(url)).rejects.toThrow(/broke on the way \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/)
  expect((await http.request(url, { ca: AUTHORITY })).json()).toEqual({ ok: true })
  const secret = new Secret('file:/ca.crt', AUTHORITY)
  expect((await http.request(url, { ca: secret })).json()).toEqual({ ok: true })
  // A connection that was opened in trust is not lent to a call that knows no such authority.
  await expect(http.request(url)).rejects.toThrow(/broke on the way/)
})

test('a server that another authority vouches for is not talked to', async () => {
  const url = await serverOfOurs()
  const { http } = opened([url])
  await expect(http.request(url, { ca: SERVER.cert })).rejects.toMatchObject({ code: 'TRANSIENT' })
})

test('what is no certificate is said at once, without quoting it', async () => {
  const { http } = opened(['https://127.0.0.1:1'])
  const call = http.request('https://127.0.0.1:1', { ca: 'canary-instead-of-a-certificate' })
  await expect(call).rejects.toMatchObject({
    code: 'CONFIG_ERROR',
    message: expect.not.stringContaining('canary'),
  })
})
