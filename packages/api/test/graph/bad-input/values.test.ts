import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema } from '../../../src/schema.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { FULL } from '../../runs.ts'
import { ask, expectAlive, expectCallersFault, expectRefused, isObject } from './answers.ts'
import { mutationPlaces, type Place, queryPlaces } from './places.ts'

/** Texts that no column of PostgreSQL can hold: a NUL, and each half of a surrogate pair alone. */
const NO_TEXTS = ['a\0b', '\0', 'a\ud800', '\udc00b']

/** Numbers and instants beyond what the columns hold, and things that are none. */
const BEYOND: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1e21, 2 ** 31, -(2 ** 31) - 1, 0.5, '1', true],
  Float: ['NaN', 'Infinity', true, []],
  Decimal: [1e21, '1e21', '99999999999999999999', '0.00001', 'NaN', '-Infinity', {}],
  DateTime: [
    '+275760-09-13T00:00:00Z',
    '275760-09-13T00:00:00Z',
    '2024-02-30T00:00:00Z',
    '0000-00-00T00:00:00Z',
    'now',
    8.64e15,
  ],
  Date: ['275760-09-13', '2024-02-30', '0000-01-01', 'infinity', 20240101],
  ID: ['', 'nonsense', 'VGVhbTo', 'VGVhbTpub3QtYS11dWlk', 'ID'.repeat(5_000), true],
  Boolean: ['true', 1],
  JSON: [{ 'a\0b': 'c' }, { a: 'b\0c' }, { 'a\ud800': 'c' }, { a: ['\udc00'] }],
}

/** At the edge: may be taken or refused. */
const EDGE: Readonly<Record<string, readonly unknown[]>> = {
  Int: [2 ** 31 - 1, -(2 ** 31)],
  Float: [1e21, 1.7976931348623157e308, 5e-324, -0],
  DateTime: [
    '0001-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59-23:59',
  ],
  Date: ['0001-01-01', '9999-12-31'],
  Decimal: ['-0', '9999999999999999.9999'],
  String: ['x'.repeat(30_000), '\u{10FFFF}', '\uFFFF', "'; drop table team; --", '$1', '%', '\\'],
  JSON: [1e21, [], 'text', { ['__proto__']: { a: 1 } }, { constructor: 'x' }],
}

/** Mutations that take or reject each row of their input by itself. */
const ROW_BY_ROW: readonly string[] = ['ingestAssets', 'ingestRecords', 'recordResponses', 'recordSamples']

let api: TestApi
const ids = new Map<string, string>()

beforeAll(async () => {
  api = await startApi()
  const made = await api.get<Record<string, Record<string, { id: string }>>>(`mutation {
    team: createTeam(input: {name: "Blue", kind: IT}) { ... on CreateTeamPayload { it: team { id } } }
    objective: createObjective(input: {title: "Grow"}) { ... on CreateObjectivePayload { it: objective { id } } }
    service: createService(input: {name: "Shop", kind: BUSINESS}) { ... on CreateServicePayload { it: service { id } } }
    asset: createAsset(input: {kind: "server", name: "web"}) { ... on CreateAssetPayload { it: asset { id } } }
  }`)
  for (const [type, { it }] of Object.entries(made)) ids.set(type, it?.id ?? '')
})
afterAll(() => api.stop())

/** By the name of the field that wants it: `owner`, `service`; of a service where the name tells nothing. */
function idOf(field: string): string {
  const type =
    [...ids.keys()].find((name) => field.toLowerCase().startsWith(name)) ??
    (field.startsWith('owner') ? 'team' : 'service')
  return ids.get(type) ?? ''
}

const places = [...queryPlaces(schema, idOf), ...mutationPlaces(schema, idOf)]

describe.each(['String', 'ID', 'Int', 'Float', 'Decimal', 'DateTime', 'Date', 'Boolean', 'JSON'])(
  'every %s',
  (scalar) => {
    const concerned = places.filter((place) => place.scalar === scalar)

    test('there are such places, in queries and in mutations', () => {
      expect(concerned.length).toBeGreaterThan(scalar === 'Decimal' || scalar === 'JSON' ? 0 : 5)
    })

    test('refuses what it cannot be', async () => {
      const values =
        scalar === 'String' ? NO_TEXTS : [...(BEYOND[scalar] ?? []), ...(scalar === 'ID' ? NO_TEXTS : [])]
      await inBatches(pairs(concerned, values), async ({ place, value }) => {
        const { query, variables } = place.request(value)
        expectRefused(
          await ask(api, query, variables),
          `${place.name} = ${JSON.stringify(value).slice(0, 100)}`,
        )
      })
      await expectAlive(api)
    }, 300_000)

    test('takes or refuses what lies at the edge', async () => {
      const values = EDGE[scalar] ?? []
      await inBatches(pairs(concerned, values), async ({ place, value }) => {
        const { query, variables } = place.request(value)
        expectCallersFault(
          await ask(api, query, variables),
          `${place.name} = ${JSON.stringify(value).slice(0, 100)}`,
        )
      })
      await expectAlive(api)
    }, 300_000)
  },
)

test('a text that cannot be kept is told by its place, whatever else is wrong with the input', async () => {
  const texts = places.filter(
    ({ scalar, request }) => scalar === 'String' && request(null).query.startsWith('mutation'),
  )
  const told: string[] = []
  await inBatches(texts, async ({ name, request }) => {
    const { query, variables } = request('half \ud800')
    const { text } = await ask(api, query, variables)
    const [field = '', result] = Object.entries(JSON.parse(text).data)[0] ?? []
    // Rows that are taken by themselves are rejected by themselves, or the whole for what it is about.
    if (isObject(result) && ROW_BY_ROW.includes(field)) return
    expect(result, name).toMatchObject({ __typename: 'InvalidInputError' })
    const { path } = isObject(result) ? result : {}
    expect(`${field}(${Array.isArray(path) ? path.join('.') : ''})`).toBe(name)
    told.push(name)
  })
  expect(told.length).toBeGreaterThan(80)
}, 300_000)

/**
 * In full each mutation with each value, and each query, of which many are alike, with two of them in turn; else each
 * mutation with one, and every third query.
 */
function pairs(list: readonly Place[], values: readonly unknown[]): { place: Place; value: unknown }[] {
  return list.flatMap((place, index) => {
    const mutation = place.request(null).query.startsWith('mutation')
    if (!FULL && !mutation && index % 3 !== 0) return []
    const all = FULL && mutation
    const two = [values[index % values.length], values[(index + 1) % values.length]]
    const chosen = all ? values : two.slice(0, FULL ? 2 : 1)
    return values.length === 0 ? [] : chosen.map((value) => ({ place, value }))
  })
}

/** So many at once that the machine is busy and the pool does not queue for long. All that fail are told. */
async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const failed: string[] = []
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      await work(item).catch((error: unknown) => failed.push(String(error)))
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  expect(failed.sort()).toEqual([])
}

test('the places are those of the whole schema', () => {
  const names = places.map(({ name }: Place) => name)
  expect(names).toContain('services(filter.name.contains)')
  expect(names).toContain('services(filter.name.in.0)')
  expect(names).toContain('services.assets(after)')
  expect(names).toContain('createAsset(attributes)')
  expect(names).toContain('recordSamples(samples.0.at)')
  expect(names).toContain('linkAssetsToService(service.reference.externalId)')
})
