import { parse } from 'graphql'
import { describe, expectTypeOf, test } from 'vitest'
import {
  type Client,
  createClient,
  type NodeOf,
  type Open,
  operation,
  type Paginated,
  paginate,
  type ResultOf,
  type VariablesOf,
} from '../src/index.ts'
import { subscribe } from '../src/subscribe.ts'
import { CreateService } from './fixtures/generated/operations/create-service.ts'
import { ServiceAssets } from './fixtures/generated/operations/service-assets.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import type { AssetOrder, ServiceKind } from './fixtures/generated/types.ts'
import { type TypedDocumentNode, TypedDocumentString } from './typed-documents.ts'

/** Nothing is sent and nothing settles: only the types matter. */
const client = createClient({
  url: 'http://localhost/graphql',
  fetch: () => new Promise(() => {}),
  timeout: Number.POSITIVE_INFINITY,
})

/** Looked at by the compiler only. */
function compiled(_check: (client: Client) => unknown): void {}

describe('types, which the compiler checks', () => {
  test('a document knows its result and its variables', () => {
    expectTypeOf<VariablesOf<typeof ServiceAssets>['id']>().toEqualTypeOf<string>()
    expectTypeOf<
      ResultOf<typeof Services>['services']['edges'][number]['node']['name']
    >().toEqualTypeOf<string>()
  })

  test('execute returns the result and asks for the variables that are needed', () => {
    expectTypeOf(client.execute(Services)).resolves.toEqualTypeOf<ResultOf<typeof Services>>()
    compiled((client) => client.execute(ServiceAssets, { id: 'a', first: 5 }))
    // @ts-expect-error the id is missing
    compiled((client) => client.execute(ServiceAssets))
    // @ts-expect-error the id is a string
    compiled((client) => client.execute(ServiceAssets, { id: 1 }))
    // @ts-expect-error there is no such variable
    compiled((client) => client.execute(Services, { frist: 1 }))
  })

  test('a mutation returns its payload, never one of its errors', () => {
    type Created = ResultOf<typeof CreateService>['createService']
    expectTypeOf<Created['__typename']>().toEqualTypeOf<'CreateServicePayload'>()
    expectTypeOf<Created['service']['version']>().toEqualTypeOf<number>()
  })

  test('an enum read may be unknown, an enum sent may not', () => {
    type Kind = Created['service']['kind']
    type Created = ResultOf<typeof CreateService>['createService']
    expectTypeOf<Kind>().toEqualTypeOf<Open<ServiceKind>>()
    expectTypeOf<string>().toExtend<Kind>()
    expectTypeOf<ServiceKind>().toEqualTypeOf<'BUSINESS' | 'TECHNICAL'>()
    expectTypeOf<AssetOrder['field']>().toEqualTypeOf<'NAME' | 'LAST_SEEN'>()
    // @ts-expect-error no such kind can be sent
    compiled((client) => client.execute(CreateService, { input: { name: 'a', kind: 'PARTNER' } }))
  })

  test('scalars have the type they travel as', () => {
    type Asset = NodeOf<ResultOf<typeof ServiceAssets>>
    expectTypeOf<Asset['attributes']>().toEqualTypeOf<unknown>()
    expectTypeOf<Asset['lastSeenAt']>().toEqualTypeOf<string>()
    expectTypeOf<Asset['costPerMonth']>().toEqualTypeOf<{
      readonly amount: string
      readonly currency: string
    } | null>()
  })

  test('paginate knows the nodes, in the root and inside an object', () => {
    const services = paginate(client, Services, {})
    expectTypeOf(services).toExtend<Paginated<{ readonly name: string }, ResultOf<typeof Services>>>()
    const assets = paginate(client, ServiceAssets, { id: 'a' })
    expectTypeOf(assets.toArray()).resolves.items.toHaveProperty('lastSeenAt')
    // @ts-expect-error the id is missing
    compiled((client) => paginate(client, ServiceAssets, {}))
    // @ts-expect-error a mutation takes no cursor
    compiled((client) => paginate(client, CreateService, { input: { name: 'a' } }))
  })

  test('a connection that is picked decides the nodes', () => {
    const picked = paginate(
      client,
      ServiceAssets,
      { id: 'a' },
      { connection: ({ service }) => service?.assets },
    )
    expectTypeOf(picked.toArray()).resolves.items.toHaveProperty('costPerMonth')
  })

  test('a document made of a text takes its types from the type arguments', () => {
    const text = 'query Mine($b: String) { a(b: $b) }'
    const mine = operation<{ readonly a: number }, { readonly b?: string }>('query', 'Mine', text)
    expectTypeOf(client.execute(mine)).resolves.toEqualTypeOf<{ readonly a: number }>()
    expectTypeOf(client.execute(operation('query', 'A', '{ a }'))).resolves.toEqualTypeOf<unknown>()
    // @ts-expect-error a text says neither what it is nor what it answers
    compiled((client) => client.execute('{ a }'))
    // @ts-expect-error b is a text
    compiled((client) => client.execute(mine, { b: 1 }))
  })

  test('documents of other generators bring their types', () => {
    const node: TypedDocumentNode<{ readonly a: number }, { readonly b: string }> = parse('{ a }')
    expectTypeOf<ResultOf<typeof node>>().toEqualTypeOf<{ readonly a: number }>()
    expectTypeOf<VariablesOf<typeof node>>().toEqualTypeOf<{ readonly b: string }>()
    compiled((client) =>
      expectTypeOf(client.execute(node, { b: 'b' })).resolves.toEqualTypeOf<{ readonly a: number }>(),
    )
    // @ts-expect-error b is missing
    compiled((client) => client.execute(node))
    const text = operation(
      'query',
      'A',
      new TypedDocumentString<{ readonly a: 1 }, { readonly b: 2 }>('{ a }'),
    )
    expectTypeOf<ResultOf<typeof text>>().toEqualTypeOf<{ readonly a: 1 }>()
    expectTypeOf<VariablesOf<typeof text>>().toEqualTypeOf<{ readonly b: 2 }>()
  })

  test('a subscription gives results of its type', () => {
    const ticks = operation<{ readonly tick: number }, { readonly from: number }>('subscription', 'Ticks', '')
    compiled((client) =>
      expectTypeOf(subscribe(client, ticks, { from: 1 })).toEqualTypeOf<
        AsyncGenerator<{ readonly tick: number }, void, undefined>
      >(),
    )
    // @ts-expect-error where it begins is missing
    compiled((client) => subscribe(client, ticks))
  })
})
