import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
  validate,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { operationCost } from '../../src/access/cost.ts'
import { COST_LIMIT } from '../../src/access/cost-limit.ts'
import { DOCUMENT_LIMITS, limitRule } from '../../src/access/limits.ts'
import { statedCost } from '../../src/graph/cost.ts'
import { fieldPlan } from '../../src/graph/declaration.ts'
import { schema } from '../../src/schema.ts'
import { worstQueries } from './worst-queries.ts'

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  return operationCost(schema, document, undefined, variables)
}

describe('what an operation costs', () => {
  test.each([
    ['a request', '{ __typename }', 1],
    ['introspection', '{ __schema { types { name fields { name } } } }', 100],
    ['a row', '{ service(by: { id: "x" }) { name } }', 1],
    ['a row and the row that it refers to', '{ service(by: { id: "x" }) { name owner { name } } }', 2],
    ['a page of the default size, and its connection', '{ services { nodes { name } } }', 1 + 20],
    ['a page of a stated size', '{ services(first: 7) { nodes { name } } }', 1 + 7],
    ['a page from the end', '{ services(last: 9) { edges { node { name } } } }', 1 + 9],
    [
      'edges and nodes, each with rows of its own',
      '{ services(first: 7) { nodes { name } edges { cursor } } }',
      1 + 14,
    ],
    ['aliases of edges', '{ services(first: 7) { a: edges { cursor } b: edges { cursor } } }', 1 + 14],
    [
      'the position of a page whose rows are not selected',
      '{ services(first: 7) { pageInfo { hasNextPage } } }',
      1 + 7,
    ],
    [
      'the position of a page in addition to its rows',
      '{ services(first: 7) { nodes { id } pageInfo { hasNextPage } } }',
      1 + 7,
    ],
    ['a count', '{ services { totalCount } }', 1 + 5],
    [
      'pages in pages',
      '{ services(first: 10) { nodes { assets(first: 5) { totalCount nodes { id } } } } }',
      1 + 10 * (1 + 1 + 5 + 5),
    ],
    ['an empty page', '{ services(first: 0) { nodes { assets { nodes { id } } } } }', 1],
    ['a kept figure', '{ services(first: 10) { nodes { criticality { valueAtRisk } } } }', 1 + 10 * 2],
    [
      'a computed value',
      '{ services(first: 10) { nodes { criticality(exact: true) { valueAtRisk } } } }',
      1 + 10 * 11,
    ],
    [
      'an explanation of a kept figure, which is computed',
      '{ services(first: 10) { nodes { criticality { explanation { formula } } } } }',
      1 + 10 * 12,
    ],
    [
      'a series, by its buckets',
      '{ metric(by: { id: "x" }) { series(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", buckets: 50) { value } } }',
      1 + 10 + 50,
    ],
    ['an analysis', '{ impact(of: [{ id: "x" }]) { valueAtRisk } }', 100],
    [
      'external references, each',
      '{ impact(of: [{ id: "x" }, { reference: { source: "s", externalId: "1" } }], alsoDown: [{ reference: { source: "s", externalId: "2" } }]) { valueAtRisk } }',
      100 + 2,
    ],
    ['a page of an analysis', '{ gaps(first: 30) { nodes { kind subject { id } } } }', 100 + 30 * 2],
    ['nodes, by their ids', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    [
      'the dearest type of an interface',
      '{ node(id: "x") { ... on Team { id } ... on Service { assets(first: 5) { nodes { id } } } } }',
      1 + 1 + 5,
    ],
    [
      'the conditions of a filter',
      '{ services(first: 7, filter: { name: { eq: "a" }, or: [{ kind: { eq: TECHNICAL } }, { id: { isNull: true } }] }) { nodes { id } } }',
      1 + 3 + 7,
    ],
    [
      'one field in two places once',
      '{ services(first: 7) { nodes { id } } ...F } fragment F on Query { services(first: 7) { nodes { name } } }',
      1 + 7,
    ],
    [
      'a mutation and a row of its payload',
      'mutation { createTeam(input: {name: "x", kind: IT}) { ... on CreateTeamPayload { team { id } } } }',
      10 + 1 + 1,
    ],
    [
      'a mutation by the rows of its input',
      'mutation { linkAssetsToService(input: {service: { id: "x" }, assets: [{ id: "a" }, { id: "b" }, { id: "c" }], level: HARD}) { __typename } }',
      10 + 3 + 1,
    ],
    ['a subscription', 'subscription { syncProgress { __typename } }', 10 + 1],
  ])('%s', (_what, query, points) => {
    expect(costOf(query)).toBe(points)
  })

  test('variables decide as literals do', () => {
    const query =
      'query ($first: Int = 3, $filter: ServiceFilter, $all: Boolean!) { services(first: $first, filter: $filter) { nodes { id assets(first: 10) @include(if: $all) { nodes { id } } } } }'
    const filter = { name: { eq: 'a' }, kind: { eq: 'TECHNICAL' } }
    // Twice, since the costs of an operation are remembered.
    for (const _ of [1, 2]) {
      expect(costOf(query, { all: false })).toBe(1 + 3)
      expect(costOf(query, { all: true })).toBe(1 + 3 * 12)
      expect(costOf(query, { all: true, first: 50 })).toBe(1 + 50 * 12)
      expect(costOf(query, { all: false, first: 50, filter })).toBe(1 + 2 + 50)
      expect(costOf(query, { all: false, first: 50, filter: {} })).toBe(1 + 50)
    }
  })

  test('one document is asked with many variables', () => {
    const document = parse('query ($first: Int!) { services(first: $first) { nodes { id } } }')
    const cost = (first: number) => operationCost(schema, document, undefined, { first })
    for (let first = 0; first <= 100; first += 1) expect(cost(first)).toBe(1 + first)
    expect(cost(3)).toBe(4)
    // A page that is refused has no rows to pay for.
    expect(cost(101)).toBe(1)
    expect(cost(1_000_000)).toBe(1)
    expect(cost(-1)).toBe(1)
  })

  test('ids and conditions that are too many for a statement cost nothing', () => {
    const nodes = (ids: number) =>
      costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(ids).fill('x') })
    expect([nodes(100), nodes(101)]).toEqual([100, 1])
    const filtered = (count: number) =>
      costOf('query ($filter: TeamFilter) { teams(filter: $filter) { nodes { id } } }', {
        filter: { or: Array(count).fill({ name: { eq: 'x' } }) },
      })
    // The filter that holds them counts as one for the statement.
    expect([filtered(1_999), filtered(2_000)]).toEqual([1 + 20 + 1_999, 1 + 20])
  })

  test('variables that GraphQL refuses cost a request', () => {
    expect(costOf('query ($first: Int!) { services(first: $first) { nodes { id } } }')).toBe(1)
  })

  test('a variable decides what a field costs by itself', () => {
    const query =
      'query ($exact: Boolean = true) { service(by: { id: "x" }) { criticality(exact: $exact) { level } } }'
    expect(costOf(query)).toBe(1 + 10)
    expect(costOf(query, { exact: false })).toBe(1 + 1)
  })

  test('fragments that spread fragments are computed in linear time', () => {
    const levels = 60
    const fragments = Array.from(
      { length: levels },
      (_, n) => `fragment F${n} on Objective { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`,
    )
    const query = `{ objective(by: { id: "x" }) { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Objective { id }`
    expect(costOf(query)).toBe(2 ** (levels + 1) - 1)
  })
})

describe('the limit', () => {
  test.each(Object.entries(worstQueries))('is below the cost of %s', (_what, query) => {
    expect(validate(schema, parse(query), [limitRule(DOCUMENT_LIMITS)])).toEqual([])
    expect(costOf(query)).toBeGreaterThan(COST_LIMIT)
  })
})

test('every list of objects without pages states its size', () => {
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : [],
    )
    .filter(
      ({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
    )
    .filter(({ field }) => !['edges', 'nodes'].includes(fieldPlan(field)?.kind ?? ''))
  expect(lists.map(({ type, field }) => `${type.name}.${field.name}`)).toContain('Metric.series')
  const silent = lists.filter(({ field }) => statedCost(field).size === undefined)
  expect(silent.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([])
})
