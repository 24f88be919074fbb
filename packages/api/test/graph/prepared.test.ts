import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { parse } from 'graphql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { plans } from '../../src/graph/plan-cache.ts'
import { schema } from '../../src/schema.ts'
import { run } from './execution.ts'

let database: TestDatabase
beforeEach(async () => {
  // One connection, so that what is prepared on it can be looked at through the same pool.
  database = await testDatabase({ connect: { max: 1 } })
})
afterEach(() => database.drop())

async function prepared(): Promise<{ names: string[]; backend: number }> {
  const { rows } = await database.db.pool.query<{ names: string[]; backend: number }>(
    'select array(select name from pg_prepared_statements) as names, pg_backend_pid() as backend',
  )
  const [row] = rows
  if (row === undefined) throw new Error('no row')
  return row
}

test('a statement gets a name with its second use, and is used by it from then on', async () => {
  const document = parse('query ($size: Int) { teams(first: $size) { nodes { name } } }')
  await run(schema, database.db, document, { size: 1 })
  expect((await prepared()).names).toEqual([])
  await run(schema, database.db, document, { size: 2 })
  const { names } = await prepared()
  expect(names).toHaveLength(1)
  for (let size = 3; size < 20; size += 1) await run(schema, database.db, document, { size })
  expect((await prepared()).names).toEqual(names)
  const { rows } = await database.db.pool.query<{ uses: string }>(
    'select generic_plans + custom_plans as uses from pg_prepared_statements',
  )
  expect(rows).toEqual([{ uses: '18' }])
})

test('however many shapes there are, a connection has a bounded number of names', async () => {
  const document = parse('query ($filter: TeamFilter) { teams(filter: $filter) { nodes { name } } }')
  const backends = new Set<number>()
  let most = 0
  for (let shape = 1; shape <= 300; shape += 1) {
    const filter = { or: shapeOfNumber(shape) }
    for (const _ of ['first', 'second']) {
      const { errors } = await run(schema, database.db, document, { filter })
      expect(errors).toBeUndefined()
    }
    if (shape % 10 > 0) continue
    const { names, backend } = await prepared()
    most = Math.max(most, names.length)
    backends.add(backend)
  }
  expect(most).toBeGreaterThan(200)
  expect(most).toBeLessThanOrEqual(251)
  expect(backends.size).toBeGreaterThan(1)
})

test('however many shapes there are, a bounded number of plans is kept', async () => {
  const document = parse(`query (${'abcdefg'
    .split('')
    .map((name) => `$${name}: ID!`)
    .join(' ')}) {
    ${'abcdefg'
      .split('')
      .map((name) => `${name}: node(id: $${name}) { id }`)
      .join(' ')}
  }`)
  const id = (type: string) => encodeGlobalId(type, '00000000-0000-7000-8000-000000000000')
  const types = ['Team', 'Service', 'Asset']
  plans.clear()
  for (let mix = 0; mix < 1_100; mix += 1) {
    const variables = Object.fromEntries(
      'abcdefg'.split('').map((name, place) => [name, id(types[Math.floor(mix / 3 ** place) % 3] ?? '')]),
    )
    await run(schema, database.db, document, variables)
  }
  // Each mix of types is a plan of its own, and the oldest went.
  expect(plans.size).toBe(plans.max)
})

/** A list of conditions for each number, all different in their keys. */
function shapeOfNumber(number: number): object[] {
  return [...number.toString(2)].map((digit) =>
    digit === '1' ? { name: { contains: 'a' } } : { name: { eq: 'b' } },
  )
}
