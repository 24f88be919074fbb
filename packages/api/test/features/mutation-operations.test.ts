import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, make, textAt } from './mutate.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const count = async (table: 'service' | 'process' | 'audit_event') => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    api.db.kysely,
  )
  return rows[0]?.n
}

test('a mutation that is refused is undone by itself, and the others of its document are kept', async () => {
  const { data, errors } = await api.ask(`mutation {
    a: createService(input: { name: "Kept", kind: BUSINESS }) { __typename }
    b: createService(input: { name: " ", kind: BUSINESS }) { __typename ... on Error { code } }
    c: createService(input: { name: "Kept, too", kind: BUSINESS }) { __typename }
  }`)
  expect(errors).toEqual([])
  expect(data).toMatchObject({
    a: { __typename: 'CreateServicePayload' },
    b: { code: 'INVALID_INPUT' },
    c: { __typename: 'CreateServicePayload' },
  })
  const { services } = await api.get<{ services: object }>(
    '{ services(filter: { name: { startsWith: "Kept" } }) { totalCount } }',
  )
  expect(services).toEqual({ totalCount: 2 })
})

test('an unexpected error undoes every mutation of its document', async () => {
  const before = [await count('service'), await count('audit_event')]
  await sql`alter table process rename column description to hidden`.execute(api.db.kysely)
  const { data, errors } = await api.ask(`mutation {
    a: createService(input: { name: "Undone", kind: BUSINESS }) { __typename }
    b: createProcess(input: { name: "Undone", description: "x" }) { __typename }
    c: createService(input: { name: "Never", kind: BUSINESS }) { __typename }
  }`)
  await sql`alter table process rename column hidden to description`.execute(api.db.kysely)
  expect(data).toBeNull()
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['b'], 'INTERNAL']])
  expect([await count('service'), await count('audit_event')]).toEqual(before)
})

test('an argument inside a payload that cannot be used undoes its mutation', async () => {
  const before = await count('service')
  const { data } = await api.ask(`mutation {
    createService(input: { name: "Paged", kind: BUSINESS }) {
      ... on CreateServicePayload { service { assets(first: -1) { totalCount } } }
      ... on Error { code }
    }
  }`)
  expect(data).toEqual({ createService: { code: 'INVALID_INPUT' } })
  expect(await count('service')).toBe(before)
})

const LINKED = `
  ... on LinkServiceToObjectivePayload { service { criticality { level valueAtRisk } } objective { progress { value } } }
  ... on Error { message }`

/** A service, two objectives of equal weight, and the document that links the one to the others. */
async function twoLinks(dryRun = false): Promise<{ service: string; document: string }> {
  const service = await make(api, 'Service', { name: `Shop ${dryRun}`, kind: 'BUSINESS' })
  const [a, b] = [
    await make(api, 'Objective', { title: 'Sell', status: 'ACTIVE', weight: 1 }),
    await make(api, 'Objective', { title: 'Grow', status: 'ACTIVE', weight: 1 }),
  ]
  const link = (objective: string) =>
    `linkServiceToObjective(input: { service: { id: "${service}" }, objective: { id: "${objective}" } }, dryRun: ${dryRun}) { ${LINKED} }`
  return { service, document: `mutation { first: ${link(a)} second: ${link(b)} }` }
}

const risk = (answer: unknown, field: string) => at(answer, field, 'service', 'criticality', 'valueAtRisk')

test('what is computed for a payload shows its own mutation, not those before and after', async () => {
  const { document } = await twoLinks()
  const data = await api.get<object>(document)
  const [first, second] = [Number(risk(data, 'first')), Number(risk(data, 'second'))]
  expect(first).toBeGreaterThan(0)
  expect(second).toBeCloseTo(2 * first)
})

test('progress in a payload is that after its own mutation', async () => {
  const objective = await make(api, 'Objective', { title: 'Sell', status: 'ACTIVE', weight: 1 })
  const keyResult = await make(api, 'KeyResult', {
    objective: { id: objective },
    title: 'Orders',
    unit: '1',
    current: 0,
    start: 0,
    target: 100,
  })
  const reach = (current: number) =>
    `updateKeyResult(input: { id: "${keyResult}", current: ${current} }) {
      ... on UpdateKeyResultPayload { keyResult { progress { value } objective { progress { value } } } }
      ... on Error { message }
    }`
  const data = await api.get<object>(`mutation { first: ${reach(25)} second: ${reach(75)} }`)
  const shown = (field: string) => [
    at(data, field, 'keyResult', 'progress', 'value'),
    at(data, field, 'keyResult', 'objective', 'progress', 'value'),
  ]
  expect([shown('first'), shown('second')]).toEqual([
    [0.25, 0.25],
    [0.75, 0.75],
  ])
})

test('a dry run shows what would be, each field from the same start, and leaves nothing', async () => {
  const { service, document } = await twoLinks(true)
  const data = await api.get<object>(document)
  expect(Number(risk(data, 'first'))).toBeGreaterThan(0)
  expect(risk(data, 'second')).toBe(risk(data, 'first'))
  const after = await api.get<object>(
    `{ service(by: { id: "${service}" }) { objectives { totalCount } criticality { valueAtRisk } } }`,
  )
  expect(after).toMatchObject({
    service: { objectives: { totalCount: 0 }, criticality: { valueAtRisk: 0 } },
  })
})

test('dry runs and mutations that are kept may stand in one document', async () => {
  const { data, errors } = await api.ask(`mutation {
    a: createService(input: { name: "Mixed 1", kind: BUSINESS }, dryRun: true) { ... on CreateServicePayload { service { id } } }
    b: createService(input: { name: "Mixed 2", kind: BUSINESS }) { ... on CreateServicePayload { service { id } } }
    c: createService(input: { name: "Mixed 3", kind: BUSINESS }, dryRun: true) { ... on CreateServicePayload { service { id } } }
  }`)
  expect(errors).toEqual([])
  const ids = ['a', 'b', 'c'].map((key) => textAt(data, key, 'service', 'id'))
  const { nodes } = await api.get<{ nodes: readonly unknown[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    {
      ids,
    },
  )
  expect(nodes).toEqual([null, { id: ids[1] }, null])
})
