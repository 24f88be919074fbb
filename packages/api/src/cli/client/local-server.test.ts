import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { proofOf } from '../../http/proof.ts'
import { writeExplorerFile } from '../explorer-file.ts'
import { localServer } from './local-server.ts'

const key = 'k'.repeat(43)
let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'local-server-'))
})
afterEach(() => rm(home, { recursive: true }))

/** What a server is sent that answers everything in this way, and whether it is taken for the one of the home. */
async function asked(answer: (challenge: string) => unknown) {
  const seen: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request)
    seen.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`)
    response.end(JSON.stringify(answer(String(JSON.parse(body).challenge))))
  }
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
    await writeExplorerFile(home, { url, key })
    return { found: await localServer(home), seen }
  } finally {
    server.close()
  }
}

test('a server that has the key is the one of the home, and the key is not sent', async () => {
  const { found, seen } = await asked((challenge) => ({ proof: proofOf(key, challenge) }))
  expect(found?.key).toBe(key)
  expect(seen).toHaveLength(1)
  expect(seen.join()).not.toContain(key)
})

test.each<[string, (challenge: string) => unknown]>([
  ['answers as a server of GraphQL does', () => ({ data: { __typename: 'Query' } })],
  ['has another key', (challenge) => ({ proof: proofOf('another', challenge) })],
  ['repeats an earlier proof', () => ({ proof: proofOf(key, 'earlier') })],
])('a server that %s is none, and learns nothing', async (_what, answer) => {
  const { found, seen } = await asked(answer)
  expect(found).toBeUndefined()
  expect(seen.join()).not.toContain(key)
})

test('without a file there is none, and neither where nothing answers', async () => {
  expect(await localServer(home)).toBeUndefined()
  await writeExplorerFile(home, { url: 'http://127.0.0.1:1/graphql', key })
  expect(await localServer(home)).toBeUndefined()
})
