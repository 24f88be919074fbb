import { expect, test } from 'vitest'
import {
  createClient,
  InvalidInputError,
  NotFoundError,
  operation,
  paginate,
  ServerError,
} from '../src/index.ts'
import { ServiceAssets } from './fixtures/generated/operations/service-assets.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import { answer, failure, type Reply, scriptedServer } from './scripted-server.ts'

function connection(names: readonly string[], endCursor: string | null, hasNextPage: boolean) {
  return { edges: names.map((name) => ({ node: { name } })), pageInfo: { hasNextPage, endCursor } }
}

function page(names: readonly string[], endCursor: string | null, hasNextPage = endCursor !== null): Reply {
  return answer({ data: { services: connection(names, endCursor, hasNextPage) } })
}

test('reads all nodes in order, following the cursors', async () => {
  await using server = await scriptedServer(page(['a', 'b'], '1'), page([], '2'), page(['c'], '3', false))
  const names: string[] = []
  for await (const node of paginate(createClient({ url: server.url }), Services, { first: 2 }))
    names.push(node.name)
  expect(names).toEqual(['a', 'b', 'c'])
  expect(server.received.map(({ body }) => body.variables)).toEqual([
    { first: 2 },
    { first: 2, after: '1' },
    { first: 2, after: '2' },
  ])
})

test('an empty connection has no nodes', async () => {
  await using server = await scriptedServer(page([], null))
  expect(await paginate(createClient({ url: server.url }), Services, {}).toArray()).toEqual([])
})

test('pages show where to go on, and a later call goes on there', async () => {
  await using server = await scriptedServer(page(['a'], '1'), page(['b'], null))
  const client = createClient({ url: server.url })
  for await (const { nodes, endCursor, hasNextPage, result } of paginate(client, Services, {}).pages()) {
    expect(nodes.map(({ name }) => name)).toEqual(['a'])
    expect({ endCursor, hasNextPage }).toEqual({ endCursor: '1', hasNextPage: true })
    expect(result.services.edges).toHaveLength(1)
    break
  }
  await paginate(client, Services, { after: '1' }).toArray()
  expect(server.received[1]?.body.variables).toEqual({ after: '1' })
})

test('toArray reads no page beyond its limit', async () => {
  await using server = await scriptedServer(page(['a', 'b'], '1'), page(['c', 'd'], '2'))
  const all = paginate(createClient({ url: server.url }), Services, {})
  expect(await all.toArray({ limit: 0 })).toEqual([])
  expect(server.received).toHaveLength(0)
  expect(await all.toArray({ limit: 2 })).toHaveLength(2)
  expect(server.received).toHaveLength(1)
})

test('toArray may stop within a page', async () => {
  await using server = await scriptedServer(page(['a', 'b'], '1'), page(['c', 'd'], '2'))
  const nodes = await paginate(createClient({ url: server.url }), Services, {}).toArray({ limit: 3 })
  expect(nodes.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})

test.each([
  ['at once', [page(['a'], '1'), page(['b'], '1')]],
  ['in a circle', [page(['a'], '1'), page(['b'], '2'), page(['c'], '1')]],
])('a cursor that comes again %s is an error', async (_, replies) => {
  await using server = await scriptedServer(...replies)
  await expect(paginate(createClient({ url: server.url }), Services, {}).toArray()).rejects.toThrow(
    ServerError,
  )
  expect(server.received).toHaveLength(replies.length)
})

test('the cursor a call began with counts as given', async () => {
  await using server = await scriptedServer(page(['a'], '1'))
  const nodes = paginate(createClient({ url: server.url }), Services, { after: '1' })
  await expect(nodes.toArray()).rejects.toThrow(/a cursor it gave before/)
})

test('a next page without a cursor is an error', async () => {
  await using server = await scriptedServer(page(['a'], null, true))
  await expect(paginate(createClient({ url: server.url }), Services, {}).toArray()).rejects.toThrow(
    /no cursor/,
  )
})

test('finds the connection inside an object, and says when the object is not there', async () => {
  const found = answer({ data: { service: { name: 's', assets: connection(['a'], null, false) } } })
  await using server = await scriptedServer(found, answer({ data: { service: null } }))
  const assets = paginate(createClient({ url: server.url }), ServiceAssets, { id: 's' })
  expect((await assets.toArray()).map(({ name }) => name)).toEqual(['a'])
  await expect(assets.toArray()).rejects.toBeInstanceOf(NotFoundError)
})

interface Named {
  readonly edges: ReadonlyArray<{ readonly node: { readonly name: string } }>
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

test('reads `nodes` as well as `edges`, and leaves the connections inside lists alone', async () => {
  const text = 'query Flat($after: String) { a(after: $after) { nodes } }'
  const flat = operation<{ a: Flat }, { after?: string }>('query', 'Flat', text)
  const inner = { nodes: [{ name: 'inner' }], pageInfo: { hasNextPage: true, endCursor: '9' } }
  const a = { nodes: [{ name: 'a', inner }], pageInfo: { hasNextPage: false, endCursor: '1' } }
  await using server = await scriptedServer(answer({ data: { others: [inner], a } }))
  const nodes = await paginate(createClient({ url: server.url }), flat, {}).toArray()
  expect(nodes.map(({ name }) => name)).toEqual(['a'])
})

interface Flat {
  readonly nodes: ReadonlyArray<{ readonly name: string }>
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

test('of several connections one must be picked', async () => {
  const text = 'query Both($after: String) { a(after: $after) { edges } b { edges } }'
  const both = operation<{ a: Named; b: Named }, { after?: string }>('query', 'Both', text)
  const reply = answer({ data: { a: connection(['a'], null, false), b: connection(['b'], null, false) } })
  await using server = await scriptedServer(reply, reply)
  const client = createClient({ url: server.url })
  await expect(paginate(client, both, {}).toArray()).rejects.toThrow(/`connection`/)
  const nodes = await paginate(client, both, {}, { connection: ({ b }) => b }).toArray()
  expect(nodes.map(({ name }) => name)).toEqual(['b'])
})

test('refuses a mutation', () => {
  const client = createClient({ url: 'http://localhost/graphql' })
  const text = 'mutation M($after: String) { a(after: $after) { edges } }'
  const creating = operation<{ a: Named }, { after?: string }>('mutation', 'M', text)
  expect(() => paginate(client, creating, {})).toThrow(InvalidInputError)
})

test('an error on a later page ends the reading after the nodes before it', async () => {
  await using server = await scriptedServer(page(['a'], '1'), failure('INTERNAL', 500))
  const names: string[] = []
  const reading = (async () => {
    for await (const { name } of paginate(createClient({ url: server.url }), Services, {})) names.push(name)
  })()
  await expect(reading).rejects.toBeInstanceOf(ServerError)
  expect(names).toEqual(['a'])
})

test('a signal ends the reading between pages', async () => {
  const controller = new AbortController()
  await using server = await scriptedServer(page(['a'], '1'), page(['b'], null))
  const options = { signal: controller.signal }
  const reading = (async () => {
    for await (const _ of paginate(createClient({ url: server.url }), Services, {}, options))
      controller.abort()
  })()
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  expect(server.received).toHaveLength(1)
})
