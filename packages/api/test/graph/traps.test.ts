import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../src/schema.ts'
import { run } from './execution.ts'

/** Requests that once went wrong, each in its smallest form. */

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.db.pool.query(`
    insert into team (name, kind, contact) values ('Blue', 'IT', 'É-mail'), ('Red', 'IT', 'zebra'), ('Grey', 'BUSINESS', null);
    insert into service (name, kind, owner_id) select 'Shop', 'BUSINESS', id from team where name = 'Blue';
    insert into metric (name, unit, kind, service_id) select 'latency', 'ms', 'GAUGE', id from service`)
})
afterAll(() => database.drop())

async function data(text: string, ...requests: Record<string, unknown>[]): Promise<unknown[]> {
  const document = parse(text)
  const answers: unknown[] = []
  for (const variables of requests.length === 0 ? [{}] : requests) {
    const answer = await run(schema, database.db, document, variables)
    expect(answer.errors).toBeUndefined()
    answers.push(JSON.parse(JSON.stringify(answer.data)))
  }
  return answers
}

const names = (...list: string[]) => ({ teams: { nodes: list.map((name) => ({ name })) } })

test('a list of which nothing is shown may have arguments all the same', async () => {
  const text = 'query ($name: String) { teams(filter: {name: {eq: $name}}, first: 3) { __typename } }'
  expect(await data(text, { name: 'Red' })).toEqual([{ teams: { __typename: 'TeamConnection' } }])
  const wrong = await run(schema, database.db, parse(text), { name: 'a\0b' })
  expect(wrong.errors).toHaveLength(1)
})

test('an id can be asked for being there', async () => {
  expect(await data('{ teams(filter: {id: {isNull: false}}) { totalCount } }')).toEqual([
    { teams: { totalCount: 3 } },
  ])
})

test('a field of a node may go by the name that the node goes by on its edge', async () => {
  const text =
    '{ services { edges { node { node: owner { name } name } } nodes { nodes: owner { name } name } } }'
  const row = { name: 'Shop' }
  expect(await data(text)).toEqual([
    {
      services: {
        edges: [{ node: { ...row, node: { name: 'Blue' } } }],
        nodes: [{ ...row, nodes: { name: 'Blue' } }],
      },
    },
  ])
})

test('a variable below a single value in the place of a list is read in each request', async () => {
  const text = 'query ($name: String!) { teams(filter: {or: {name: {in: [$name]}}}) { nodes { name } } }'
  const requests = ['Blue', 'Red', 'Grey', 'nobody'].map((name) => ({ name }))
  expect(await data(text, ...requests)).toEqual([names('Blue'), names('Red'), names('Grey'), names()])
})

test('a variable that is left out leaves the default of its argument', async () => {
  const text = `query ($buckets: Int, $direction: OrderDirection) {
    metrics(orderBy: {field: NAME, direction: $direction}) {
      nodes { series(from: "2024-01-01T00:00:00Z", to: "2024-01-02T00:00:00Z", buckets: $buckets) { samples } }
    }
  }`
  const [all, two] = (await data(text, {}, { buckets: 2 })) as {
    metrics: { nodes: { series: unknown[] }[] }
  }[]
  expect(all?.metrics.nodes[0]?.series).toHaveLength(100)
  expect(two?.metrics.nodes[0]?.series).toHaveLength(2)
})

test('texts compare by code point, and are searched in any case, whatever the collation of a column', async () => {
  await database.db.pool.query('alter table team alter contact type text collate "en-x-icu"')
  const text = 'query ($filter: TeamFilter) { teams(filter: $filter) { nodes { name } } }'
  const requests = [{ gt: 'z' }, { lte: 'zz' }, { contains: 'é' }, { startsWith: 'É-M' }, { contains: 'EBR' }]
  expect(await data(text, ...requests.map((contact) => ({ filter: { contact } })))).toEqual([
    names('Blue', 'Red'),
    names('Red'),
    names('Blue'),
    names('Blue'),
    names('Red'),
  ])
})
