import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchSql } from '../../src/search/search-store.ts'
import { SEARCHED } from '../../src/search/targets.ts'
import { startApi, type TestApi } from '../harness.ts'
import { done, make } from './mutate.ts'

let api: TestApi
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = await startApi()
  const asset = (name: string) => make(api, 'Asset', { name, kind: 'server.virtual' })
  ids.cart = await make(api, 'Service', { name: 'Cart', kind: 'TECHNICAL' })
  ids.carts = await asset('cart-db-1')
  ids.shopping = await asset('shopping cart')
  ids.descartes = await asset('descartes')
  ids.kubernetes = await asset('kubernetes')
  ids.street = await make(api, 'Team', { name: 'Großbeerenstraße', kind: 'IT' })
  ids.redis = await asset('prod redis-01')
  ids.muenchen = await asset('Rechenzentrum München')
  ids.cafe = await asset('Café Zürich')
  ids.beetle = await asset('Сервер жук')
  ids.japan = await asset('東京日本橋')
  ids.keyed = await asset('nothing of the kind')
  await done(api, 'addExternalReference', { node: { id: ids.keyed }, source: 'cmdb', externalId: 'CART' })
  await done(api, 'addExternalReference', {
    node: { id: ids.keyed },
    source: 'netbox',
    externalId: 'cart-77',
  })
  ids.identified = await asset('numbered')
  await api.db.kysely
    .insertInto('asset_identifier')
    .values({ asset_id: String(ids.identified).slice(-36), kind: 'serial-number', value: 'CART-99-100%' })
    .execute()
  ids.merged = await asset('cart of old')
  await done(api, 'mergeAssets', { survivor: { id: ids.keyed }, duplicates: [{ id: ids.merged }] })
  ids.account = await make(api, 'ServiceAccount', { name: 'cart reader' })
})
afterAll(() => api.stop())

interface Found {
  readonly node: { readonly id: string }
  readonly matched: { readonly field: string; readonly text: string }
  readonly rank: number
}

const QUERY = `query ($text: String!, $types: [SearchType!], $first: Int! = 20) {
  search(text: $text, types: $types, first: $first) { node { id } matched { field text } rank }
}`

async function found(text: string, variables: object = {}): Promise<string[]> {
  const { search } = await api.get<{ search: Found[] }>(QUERY, { text, ...variables })
  const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return search.map(({ node }) => nameOf.get(node.id) ?? node.id)
}

test('the best match of each node first: keys, names, beginnings, words, parts', async () => {
  const { search } = await api.get<{ search: Found[] }>(QUERY, { text: ' cArT ' })
  const brief = search.map(({ node, matched, rank }) => [
    node.id,
    matched.field,
    matched.text,
    rank > 0 && rank <= 1,
  ])
  expect(brief).toEqual([
    [ids.keyed, 'EXTERNAL_REFERENCE', 'CART', true],
    [ids.cart, 'NAME', 'Cart', true],
    [ids.carts, 'NAME', 'cart-db-1', true],
    [ids.account, 'NAME', 'cart reader', true],
    [ids.identified, 'IDENTIFIER', 'CART-99-100%', true],
    [ids.shopping, 'NAME', 'shopping cart', true],
    [ids.descartes, 'NAME', 'descartes', true],
  ])
  expect(search.map(({ rank }) => rank)).toEqual(search.map(({ rank }) => rank).toSorted((a, b) => b - a))
})

test.each([
  ['one character, at the beginning of a word', 'c', ['cafe', 'cart', 'account', 'carts', 'shopping']],
  ['a misspelt word', 'kuberntes', ['kubernetes']],
  ['a short word with one wrong letter', 'redos', ['redis']],
  ['a short word whose first letter is wrong', 'tedis', ['redis']],
  ['a short word with two letters swapped', 'rdeis', ['redis']],
  ['no short word with two wrong letters', 'rodos', []],
  ['a part with an umlaut, in the other case', 'ÜNCH', ['muenchen']],
  ['the end of a word with an accent', 'afÉ', ['cafe']],
  ['a part of a word in Cyrillic letters, in the other case', 'ЕРВЕР ЖУ', ['beetle']],
  ['one letter of a script without spaces', '本', ['japan']],
  ['the beginning of a word with other letters than ASCII', 'жу', ['beetle']],
  ['letters that are folded', 'GROSSBEERENSTRASSE', ['street']],
  ['letters that have no trigrams everywhere', 'ßbeer', ['street']],
  ['a part of an identifier that is none of its beginning', '99-100', []],
  ['wildcards as they are', 'ca%t', []],
  ['the beginning of an identifier, wildcards and all', 'cart-99-100%', ['identified']],
  ['nothing', 'xyzzy', []],
])('finds %s', async (_what, text, names) => {
  expect((await found(text)).toSorted()).toEqual(names.toSorted())
})

test('only the types asked for, and as many hits as asked for', async () => {
  expect(await found('cart', { types: ['SERVICE', 'TEAM'] })).toEqual(['cart'])
  expect(await found('cart', { first: 2 })).toEqual(['keyed', 'cart'])
  expect(await found('cart', { first: 0 })).toEqual([])
})

describe('of a type that the role may not read', () => {
  test('nothing is found, and to ask for it is refused', async () => {
    const token = await api.tokenFor('VIEWER')
    const { data } = await api.ask(QUERY, { text: 'cart reader' }, { token })
    expect(JSON.stringify(data)).not.toContain('service_account')
    const { data: refused, errors } = await api.ask(
      QUERY,
      { text: 'x', types: ['SERVICE_ACCOUNT'] },
      { token },
    )
    expect(refused).toBeNull()
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })
})

test.each([
  ['text', '  ', 20],
  ['text', 'x'.repeat(201), 20],
  ['first', 'x', 51],
  ['first', 'x', -1],
])('%s outside its bounds is refused', async (argument, text, first) => {
  const { errors } = await api.ask(QUERY, { text, first })
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: [argument] }] } }])
})

test('a text that many names contain is ranked among equal names, beginnings and some of the others', async () => {
  const named = (name: string) => ({ name, kind: 'many' })
  const rows = Array.from({ length: 1_200 }, (_, place) => named(`x plenty ${place}`))
  // The last to be written, so that those that come first do not happen to be these.
  const last = [named('plenty'), named('Plenty of them')]
  await api.db.kysely.insertInto('asset').values(rows).execute()
  await api.db.kysely.insertInto('asset').values(last).execute()
  const { search } = await api.get<{ search: Found[] }>(QUERY, { text: 'plenty', first: 3 })
  expect(search.map(({ matched }) => matched.text).slice(0, 2)).toEqual(['plenty', 'Plenty of them'])
  expect(search[2]?.matched.text).toMatch(/^x plenty/)
})

test('large tables are searched through their indexes', async () => {
  const plan = await api.db.kysely.transaction().execute(async (transaction) => {
    // The tables are small: without the other ways to read them, an index that does not fit still shows.
    for (const way of ['seqscan', 'indexscan', 'indexonlyscan'])
      await sql`set local ${sql.ref(`enable_${way}`)} = off`.execute(transaction)
    const question = searchSql({ text: 'cart', types: SEARCHED, limit: 20 })
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${question}`.execute(transaction)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  const { rows } = await sql<{ name: string }>`
    select indexname as name from pg_indexes where indexname like '%_searched'`.execute(api.db.kysely)
  expect(rows).toHaveLength(9)
  for (const { name } of rows) expect(plan, name).toContain(`on ${name}`)
})

test('equal names and beginnings are read from an index in order', async () => {
  const plan = await api.db.kysely.transaction().execute(async (transaction) => {
    for (const way of ['seqscan', 'bitmapscan', 'sort'])
      await sql`set local ${sql.ref(`enable_${way}`)} = off`.execute(transaction)
    const question = searchSql({ text: 'cart', types: SEARCHED, limit: 20 })
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${question}`.execute(transaction)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  const { rows } = await sql<{ name: string }>`
    select indexname as name from pg_indexes where indexname like '%\\_name\\_folded' or indexname like '%\\_title\\_folded'`.execute(
    api.db.kysely,
  )
  expect(rows).toHaveLength(7)
  for (const { name } of rows) expect(plan, name).toContain(`using ${name}`)
})
