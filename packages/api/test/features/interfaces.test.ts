import { GraphQLInterfaceType, type GraphQLObjectType, isNonNullType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeTypes } from '../../src/graph/node-type.ts'
import { fieldRule, ruleOf } from '../../src/graph/visibility.ts'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { make } from './mutate.ts'

const FIELDS = { Named: ['name'], Owned: ['owner'], Tracked: ['createdAt', 'updatedAt', 'version'] }

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

test.each(Object.entries(FIELDS))(
  '%s is on each type with its fields, for the readers of the type',
  (name, fields) => {
    const common = schema.getType(name)
    if (!(common instanceof GraphQLInterfaceType)) throw new Error(`${name} is no interface`)
    const types = [...nodeTypes.keys()].map((type) => schema.getType(type) as GraphQLObjectType)
    const having = types.filter((type) => fields.every((field) => field in type.getFields()))
    expect(schema.getPossibleTypes(common).map(String).sort()).toEqual(having.map(String).sort())
    expect(having.length).toBeGreaterThan(3)
    for (const type of having)
      for (const field of fields)
        expect(fieldRule(type, type.getFields()[field] ?? type), `${type}.${field}`).toBe(ruleOf(type))
  },
)

test('a type whose rows always have a title is Named', () => {
  const titled = [...nodeTypes.keys()].filter((type) => {
    const { title } = (schema.getType(type) as GraphQLObjectType).getFields()
    return title !== undefined && isNonNullType(title.type)
  })
  const named = schema.getPossibleTypes(schema.getType('Named') as GraphQLInterfaceType).map(String)
  expect(named).toEqual(expect.arrayContaining(titled))
  expect(titled).toEqual(expect.arrayContaining(['Alert', 'KeyResult', 'Ticket']))
})

test('fields of interfaces are read as those of the type: by node, by nodes and in lists', async () => {
  const team = await make(api, 'Team', { name: 'Platform', kind: 'IT' })
  const service = await make(api, 'Service', { name: 'Cart', kind: 'TECHNICAL', owner: { id: team } })
  const survey = await make(api, 'Survey', { title: 'Mood', template: 'CUSTOM' })
  const answer = await api.get(
    `query ($service: ID!, $survey: ID!) {
      node(id: $service) { ...all }
      nodes(ids: [$service, $survey]) { ...all }
      services { nodes { ...all } edges { node { ... on Named { alias: name } } } }
      search(text: "mood", types: [SURVEY]) { node { ...all } }
    }
    fragment all on Node {
      ... on Named { name }
      ... on Owned { id owner { ... on Named { name } } }
      ... on Tracked { version }
    }`,
    { service, survey },
  )
  const cart = { name: 'Cart', id: service, owner: { name: 'Platform' }, version: 1 }
  const mood = { name: 'Mood', version: 1 }
  expect(answer).toEqual({
    node: cart,
    nodes: [cart, mood],
    services: { nodes: [cart], edges: [{ node: { alias: 'Cart' } }] },
    search: [{ node: mood }],
  })
})
