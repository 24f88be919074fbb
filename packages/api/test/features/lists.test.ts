import {
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateSlos } from '../../src/commitments/evaluate-store.ts'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours } from './entity-case.ts'
import { at, listAt, make, textAt } from './mutate.ts'

let api: TestApi
/** Two rows of each type that differ in everything, and one with the least there is to say. */
const rows = new Map<string, readonly string[]>()

const LISTED = ENTITIES.filter((entity) => entity.list !== null)

beforeAll(async () => {
  api = await startApi()
  const to = await makeNeighbours(api)
  for (const { type, create, least } of LISTED) {
    rows.set(type, [
      await make(api, type, create(to, 1)),
      await make(api, type, create(to, 2)),
      await make(api, type, least(to, 3)),
    ])
  }
  // Figures of which no two are equal, as if they had been computed.
  await api.db.pool.query(`update node_figure f set value_at_risk = n.rank::float8 / n.count, computed_at = now(),
    criticality = case n.rank % 3 when 0 then 'LOW' when 1 then 'HIGH' else 'CRITICAL' end
    from (select node_id, rank() over (order by node_id desc), count(*) over () from node_figure) n
    where n.node_id = f.node_id`)
  await evaluateSlos(api.db.kysely, new Date(), { actor: 'system', requestId: 'test' })
  await api.db.pool.query(`update slo_figure f set remaining = n.rank / 4.0, status = n.status,
    figures = jsonb_set(jsonb_set(figures, '{outcome}', to_jsonb(n.status)), '{budget,remaining}', to_jsonb(n.rank / 4.0))
    from (
      select slo_id, rank() over (order by slo_id desc),
        case rank() over (order by slo_id desc) % 3 when 0 then 'MET' when 1 then 'MISSED' else 'NO_TRAFFIC' end as status
      from slo_figure) n
    where n.slo_id = f.slo_id`)
})
afterAll(() => api.stop())

/** The scalar fields that a type's filter knows, with the filter's own operators. */
function scalarFilters(type: string): ScalarFilter[] {
  const input = schema.getType(`${type}Filter`)
  if (!isInputObjectType(input)) throw new Error(`${type} has no filter`)
  return filtersIn(input)
}

interface ScalarFilter {
  /** Of a value with parts, the part follows a dot. */
  readonly field: string
  readonly filter: string
  readonly operators: readonly string[]
}

function filtersIn(input: GraphQLInputObjectType): ScalarFilter[] {
  return Object.values(input.getFields()).flatMap(({ name, type: asked }) => {
    const operators = getNamedType(asked)
    if (!isInputObjectType(operators) || !('isNull' in operators.getFields())) return []
    const parts = filtersIn(operators).map((part) => ({ ...part, field: `${name}.${part.field}` }))
    const fields = Object.keys(operators.getFields())
    return [{ field: name, filter: operators.name, operators: fields }, ...parts]
  })
}

/** Where the answer has what a filter or an order goes by. */
function shownAs(field: string, type: string): { selection: string; place: readonly string[] } {
  const [object, inner] = WITHIN[`${type}.${field}`] ?? WITHIN[field] ?? []
  if (object !== undefined && inner !== undefined)
    return { selection: `${object} { ${inner} }`, place: [object, inner] }
  return { selection: field, place: [field] }
}

const WITHIN: Readonly<Record<string, readonly [object: string, field: string]>> = {
  costPerMonth: ['costPerMonth', 'amount'],
  'costPerMonth.amount': ['costPerMonth', 'amount'],
  'costPerMonth.currency': ['costPerMonth', 'currency'],
  money: ['money', 'amount'],
  'money.amount': ['money', 'amount'],
  'money.currency': ['money', 'currency'],
  criticality: ['criticality', 'level'],
  'Slo.outcome': ['status', 'outcome'],
  'Slo.remaining': ['status', 'remaining'],
  valueAtRisk: ['criticality', 'valueAtRisk'],
  owner: ['owner', 'name'],
  ownerId: ['owner', 'id'],
}

/** The rows of a type with the value that each has in a field; null where it has none. */
async function read(list: string, type: string, field: string): Promise<{ id: string; value: unknown }[]> {
  const { selection, place } = shownAs(field, type)
  const answer = await api.get(
    `query ($ids: [ID!]) { ${list}(filter: { id: { in: $ids } }) { nodes { id ${selection} } } }`,
    { ids: rows.get(type) },
  )
  return listAt(answer, list, 'nodes').map((node) => ({
    id: textAt(node, 'id'),
    value: at(node, ...place) ?? null,
  }))
}

async function matching(list: string, type: string, filter: object): Promise<string[]> {
  const answer = await api.get(
    `query ($filter: ${type}Filter) { ${list}(filter: $filter, first: 100) { totalCount nodes { id } } }`,
    { filter: { and: [{ id: { in: rows.get(type) } }, filter] } },
  )
  const ids = listAt(answer, list, 'nodes').map((node) => textAt(node, 'id'))
  expect(at(answer, list, 'totalCount')).toBe(ids.length)
  return ids.sort()
}

for (const { type, list } of LISTED) {
  describe(list ?? '', () => {
    it.each(scalarFilters(type))('filters by $field', async ({ field, filter, operators }) => {
      const found = await read(list ?? '', type, field)
      const ids = (test: (value: unknown) => boolean) =>
        found
          .filter(({ value }) => test(value))
          .map(({ id }) => id)
          .sort()
      const ask = (condition: object) =>
        matching(
          list ?? '',
          type,
          field.split('.').reduceRight<object>((inner, part) => ({ [part]: inner }), condition),
        )
      const sample = found.find(({ value }) => value !== null)?.value
      expect(await ask({ isNull: true })).toEqual(ids((value) => value === null))
      expect(await ask({ isNull: false })).toEqual(ids((value) => value !== null))
      if (sample === undefined || !operators.includes('eq')) return
      expect(await ask({ eq: sample })).toEqual(ids((value) => value === sample))
      if (operators.includes('in'))
        expect(await ask({ in: [sample] })).toEqual(ids((value) => value === sample))
      if (filter === 'StringFilter') {
        const text = String(sample)
        expect(await ask({ contains: text.slice(1).toUpperCase() })).toEqual(
          ids((value) => String(value).toUpperCase().includes(text.slice(1).toUpperCase())),
        )
        expect(await ask({ startsWith: text })).toEqual(ids((value) => String(value).startsWith(text)))
      }
      if (operators.includes('gt')) {
        const below = (value: unknown) => value !== null && Number(compare(value, sample)) < 0
        const above = (value: unknown) => value !== null && Number(compare(value, sample)) > 0
        expect(await ask({ lt: sample })).toEqual(ids(below))
        expect(await ask({ gte: sample })).toEqual(ids((value) => value !== null && !below(value)))
        expect(await ask({ gt: sample })).toEqual(ids(above))
        expect(await ask({ lte: sample })).toEqual(ids((value) => value !== null && !above(value)))
      }
    })

    it('is ordered by each of its keys, both ways, the id deciding between equals', async () => {
      const order = schema.getType(`${type}OrderField`)
      if (!isEnumType(order)) throw new Error(`${type} has no order`)
      for (const { name } of order.getValues()) {
        const field = name.toLowerCase().replace(/_./g, (part) => part.charAt(1).toUpperCase())
        const { selections, values } = KEYS[field] ?? keyOf(field, type)
        for (const direction of ['ASC', 'DESC'] as const) {
          const answer = await api.get(
            `query ($filter: ${type}Filter, $orderBy: [${type}Order!]) { ${list}(filter: $filter, orderBy: $orderBy) { nodes { id ${selections} } } }`,
            { filter: { id: { in: rows.get(type) } }, orderBy: [{ field: name, direction }] },
          )
          const nodes = listAt(answer, list ?? '', 'nodes')
          expect(nodes).toHaveLength(3)
          const sign = direction === 'ASC' ? 1 : -1
          const key = (node: unknown) => [...values(node), uuid(node)]
          const sorted = [...nodes].sort((a, b) => sign * compareKeys(key(a), key(b)))
          expect(nodes, `${name} ${direction}`).toEqual(sorted)
        }
      }
    })
  })
}

interface OrderedBy {
  readonly selections: string
  /** What a row is ordered by. */
  readonly values: (node: unknown) => unknown[]
}

function keyOf(field: string, type: string): OrderedBy {
  const { selection, place } = shownAs(field, type)
  return { selections: selection, values: (node) => [at(node, ...place)] }
}

/** Keys of several values, or with a stand-in for none. */
const KEYS: Readonly<Record<string, OrderedBy>> = {
  remaining: { selections: 'status { remaining }', values: (node) => [at(node, 'status', 'remaining')] },
  criticality: {
    selections: 'criticality { level valueAtRisk }',
    values: (node) => [
      ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].indexOf(textAt(node, 'criticality', 'level')),
      at(node, 'criticality', 'valueAtRisk'),
    ],
  },
  costPerMonth: {
    selections: 'costPerMonth { amount currency }',
    values: (node) => [
      at(node, 'costPerMonth', 'currency') ?? '',
      Number(at(node, 'costPerMonth', 'amount') ?? -1),
    ],
  },
  owner: { selections: 'owner { name }', values: (node) => [at(node, 'owner', 'name') ?? '\u{10FFFF}'] },
}

it('has a filter for each of its scalar fields but those that say why not', () => {
  const without: string[] = []
  for (const { type } of LISTED) {
    const object = schema.getType(type)
    if (!isObjectType(object)) throw new Error(`${type} is no type`)
    const filters = new Set(scalarFilters(type).map(({ field }) => field))
    for (const { name, type: given, args } of Object.values(object.getFields())) {
      const bare = isNonNullType(given) ? given.ofType : given
      // The name of what has a title is the title.
      if (name === 'name' && filters.has('title')) continue
      if (args.length === 0 && !isListType(bare) && isLeafType(bare) && !filters.has(name))
        without.push(`${type}.${name}`)
    }
  }
  // A version says nothing by itself, a known history follows from its events, and what labels and attributes hold is not
  // declared.
  expect(without.filter((field) => !/\.(version|labels|attributes|historyKnown)$/.test(field))).toEqual([])
})

function uuid(node: unknown): string {
  return textAt(node, 'id').slice(-36)
}

function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    const order = compare(value, b[index])
    if (order !== 0) return order
  }
  return 0
}

/** By code point, numbers by size. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}
