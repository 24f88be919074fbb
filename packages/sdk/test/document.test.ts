import { parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { createClient, InvalidInputError, type OutgoingRequest, operation } from '../src/index.ts'
import { answer, scriptedServer } from './scripted-server.ts'
import { TypedDocumentString } from './typed-documents.ts'

const text = 'query Mine($a: Int) { mine(a: $a) }'
const named = parse(text)
const bare = parse(text, { noLocation: true })

test.each([
  ['a text', operation('query', 'Mine', text), undefined, text],
  ['a typed text', operation('query', 'Mine', new TypedDocumentString(text)), undefined, text],
  ['a parsed document, by its source', named, undefined, text],
  ['a parsed document, by what prints it', named, print, print(named)],
  ['a parsed document without its source, by what prints it', bare, print, print(bare)],
])('executes %s', async (_, document, printed, query) => {
  await using server = await scriptedServer(answer({ data: { mine: 1 } }))
  const seen: OutgoingRequest['operation'][] = []
  const client = createClient({
    url: server.url,
    ...(printed && { print: printed }),
    onRequest: ({ operation }) => void seen.push(operation),
  })
  expect(await client.execute<unknown, unknown>(document)).toEqual({ mine: 1 })
  expect(server.received[0]?.body).toEqual({ query, operationName: 'Mine' })
  expect(seen).toEqual([{ kind: 'query', name: 'Mine' }])
})

test('an operation may have no name', async () => {
  await using server = await scriptedServer(answer({ data: { a: 1 } }))
  const seen: OutgoingRequest['operation'][] = []
  const onRequest = ({ operation }: OutgoingRequest) => void seen.push(operation)
  await createClient({ url: server.url, onRequest }).execute(parse('{ a }'))
  expect(server.received[0]?.body).toEqual({ query: '{ a }' })
  expect(seen).toEqual([{ kind: 'query' }])
})

test('a parsed mutation is one', async () => {
  const refused = { create: { __typename: 'NotFoundError', code: 'NOT_FOUND', message: 'x' } }
  await using server = await scriptedServer(answer({ data: refused }))
  const call = createClient({ url: server.url }).execute(parse('mutation { create { __typename } }'))
  await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each<[string, unknown, RegExp]>([
  ['a text as it is', text, /Not a document.*`operation`/],
  ['nothing', null, /Not a document/],
  ['a typed text as it is', new TypedDocumentString(text), /Not a document/],
  ['a document of two operations', parse('query A { a } query B { b }'), /holds 2/],
  ['a document of fragments', parse('fragment F on T { a }'), /holds 0/],
  ['a parsed document of which the text is not known', bare, /`print`/],
])('refuses %s', async (_, document, message) => {
  await using server = await scriptedServer()
  const call = createClient({ url: server.url }).execute(document as ReturnType<typeof parse>)
  await expect(call).rejects.toThrow(InvalidInputError)
  await expect(call).rejects.toThrow(message)
  expect(server.received).toHaveLength(0)
})
