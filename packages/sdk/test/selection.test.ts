import { buildSchema, print, stripIgnoredCharacters, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { defaultFragments, defaultOperations } from '../codegen/default-operations.ts'
import { readSdkOperation } from '../codegen/sources.ts'

const common = 'scalar JSON interface Node { id: ID! } interface Error { message: String! }'

/** The default operations of a schema, by module. */
function operationsOf(sdl: string, taken: readonly string[] = []) {
  const schema = buildSchema(`${common} ${sdl}`)
  const files = defaultOperations(schema, new Set(taken))
  return Object.fromEntries(
    files.map((file) => {
      const { module, document, comment } = readSdkOperation(file, [], schema)
      expect(validate(schema, document)).toEqual([])
      return [module, { comment, text: stripIgnoredCharacters(print(document)) }]
    }),
  )
}

/** The default operation of the only query. */
const queryOf = (types: string, field: string) =>
  Object.values(operationsOf(`${types} type Query { ${field} }`))[0]?.text

describe('selects', () => {
  test.each([
    ['nothing of a scalar', '', 'version: String!', 'query Version{version}'],
    [
      'all scalars and enums of an object, JSON too',
      'enum Kind { A } type Asset { id: ID! kind: Kind! labels: JSON! tags: [String!]! }',
      'asset: Asset',
      'query Asset{asset{id kind labels tags}}',
    ],
    [
      'id and name of an object inside',
      'type Team { id: ID! name: String! contact: String owner: Team } type Asset { id: ID! owner: Team }',
      'asset: Asset',
      'query Asset{asset{id owner{id name}}}',
    ],
    [
      'title and key as well, or the id alone',
      'type A { id: ID! title: String! key: Int } type B { id: ID! size: Int } type Asset { id: ID! a: A b: B }',
      'asset: Asset',
      'query Asset{asset{id a{id title key}b{id}}}',
    ],
    [
      'all scalars of a value, and nothing of one that has none',
      'type Money { amount: Float currency: String } type Box { money: Money } type Asset { id: ID! cost: Money box: Box }',
      'asset: Asset',
      'query Asset{asset{id cost{amount currency}}}',
    ],
    [
      'one level of a type that leads back to itself',
      'type Asset { id: ID! name: String parent: Asset parts: [Asset!]! }',
      'asset: Asset',
      'query Asset{asset{id name parent{id name}parts{id name}}}',
    ],
    [
      'what a wrapper holds as if it came itself',
      'type Money { amount: Float } type Asset { id: ID! size: Int cost: Money } type Found { count: Int asset: Asset }',
      'find: Found!',
      'query Find{find{count asset{id size cost{amount}}}}',
    ],
    [
      'no lists of objects in rows',
      'type Money { amount: Float } type Asset { id: ID! costs: [Money!]! last: Money }',
      'assets: [Asset!]!',
      'query Assets{assets{id last{amount}}}',
    ],
    [
      'lists of objects of a single object',
      'type Money { amount: Float } type Asset { id: ID! costs: [Money!]! }',
      'asset: Asset',
      'query Asset{asset{id costs{amount}}}',
    ],
    [
      'an interface by its type name and scalars',
      'type Asset implements Node { id: ID! name: String near: Node }',
      'asset: Asset',
      'query Asset{asset{id name near{__typename id}}}',
    ],
    [
      'an interface at the root',
      'type Asset implements Node { id: ID! name: String }',
      'node(id: ID!): Node',
      'query Node($id:ID!){node(id:$id){__typename id}}',
    ],
    [
      'all members of a union',
      'type A { id: ID! name: String } type B { id: ID! size: Int } union Any = A | B',
      'any: [Any!]!',
      'query Any{any{__typename ...on A{id name}...on B{id size}}}',
    ],
    [
      'fields of one name and several types in a union under names of their own',
      'enum K { X } type A { id: ID! kind: K! name: String } type B { id: ID! kind: String! name: String! } union Any = A | B',
      'any: Any',
      'query Any{any{__typename ...on A{id aKind:kind aName:name}...on B{id bKind:kind bName:name}}}',
    ],
    [
      'no deprecated field and none that needs an argument',
      'type Asset { id: ID! old: Int @deprecated series(days: Int!): [Int!]! size(unit: String): Int last(days: Int! = 3): Int }',
      'asset: Asset',
      'query Asset{asset{id size last}}',
    ],
  ])('%s', (_, types, field, expected) => {
    expect(queryOf(types, field)).toBe(expected)
  })
})

const connection = `
  type PageInfo { hasNextPage: Boolean! endCursor: String startCursor: String }
  type Asset { id: ID! name: String! parts(first: Int): AssetConnection! }`

test.each([
  [
    'nodes',
    'type AssetConnection { nodes: [Asset!]! pageInfo: PageInfo! totalCount: Int! }',
    'nodes{id name}',
  ],
  [
    'edges',
    'type AssetEdge { cursor: String! node: Asset! } type AssetConnection { edges: [AssetEdge!]! pageInfo: PageInfo! }',
    'edges{node{id name}}',
  ],
])('reads a connection by its %s, a hundred to a page, and no connection inside', (_, type, rows) => {
  const list = operationsOf(`${connection} ${type} type Query {
    "All assets." assets(first: Int, last: Int, after: String, named: String! = "a"): AssetConnection!
  }`).assets
  expect(list?.text).toBe(
    'query Assets($first:Int=100$last:Int$after:String$named:String!="a")' +
      `{assets(first:$first last:$last after:$after named:$named){${rows}pageInfo{hasNextPage endCursor}}}`,
  )
  expect(list?.comment).toEqual([
    'All assets.',
    'A page has 100 rows; to read from the end, set `first` to null and `last`.',
  ])
})

test('a mutation selects its payload, and no field that its errors have with another type', () => {
  const { 'create-asset': create } = operationsOf(`
    type Asset { id: ID! name: String! }
    type Payload { asset: Asset! message: Int code: Int }
    type GoneError implements Error { message: String! code: Int }
    union Result = Payload | GoneError
    type Query { a: Int }
    type Mutation { createAsset(name: String): Result! }`)
  expect(create?.text).toBe(
    'mutation CreateAsset($name:String){createAsset(name:$name){__typename ...on Error{message}' +
      '...on GoneError{code}...on Payload{asset{id name}payloadMessage:message code}}}',
  )
})

test('a subscription and a list of texts come too; what is written by hand or deprecated does not', () => {
  const operations = operationsOf(
    `type Query { assetURLs: [String!]! mine: Int old: Int @deprecated }
     type Subscription { ticks(every: Int @deprecated): Int! }`,
    ['mine'],
  )
  expect(Object.entries(operations).map(([module, { text }]) => [module, text])).toEqual([
    ['asset-u-r-ls', 'query AssetURLs{assetURLs}'],
    ['ticks', 'subscription Ticks{ticks}'],
  ])
})

test('two root fields of one name are an error that says what to do', () => {
  const sdl = 'type Query { change: Int } type Mutation { change: Int }'
  expect(() => operationsOf(sdl)).toThrow(/Query\.change and Mutation\.change.*operations\/change\.graphql/)
  expect(Object.keys(operationsOf(sdl, ['change']))).toEqual([])
})

test('each object type has a fragment that can be used by hand', () => {
  const schema = buildSchema('type Money { amount: Float } type Box { money: Money } type Query { box: Box }')
  const fragments = defaultFragments(schema)
  expect(fragments.map(({ name }) => name.value)).toEqual(['MoneyFields', 'BoxFields'])
  const file = { path: 'boxes.graphql', text: 'query Boxes { box { money { ...MoneyFields } } }' }
  expect(stripIgnoredCharacters(print(readSdkOperation(file, fragments, schema).document))).toBe(
    'query Boxes{box{money{...MoneyFields}}}fragment MoneyFields on Money{amount}',
  )
})
