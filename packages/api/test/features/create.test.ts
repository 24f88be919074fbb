import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate, rowOf, textAt } from './mutate.ts'
import { payloadKey } from './payload-key.ts'

let api: TestApi
let to: Neighbours

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

/** What is made in another way than a row of a table, and is tested by itself. */
const BY_THEMSELVES: readonly (readonly [why: string, type: string])[] = [
  ['needs a plugin that takes its settings, and has secrets: sources.test.ts, secrets.test.ts', 'Source'],
  ['has a number and a place among all rules: mapping/mapping.test.ts', 'MappingRule'],
  ['gives links: http/survey-answers.test.ts', 'Campaign'],
  ['makes an action for another system, no ticket of ours: source-actions.test.ts', 'TicketInSource'],
]

it('covers every type that can be created, with every field of its input', () => {
  const creatable = Object.keys(schema.getMutationType()?.getFields() ?? {})
    .filter((name) => name.startsWith('create'))
    .map((name) => name.slice('create'.length))
  const covered = [...ENTITIES.map(({ type }) => type), ...BY_THEMSELVES.map(([, type]) => type)]
  expect(covered.sort()).toEqual(creatable.sort())
  for (const { type, create } of ENTITIES) {
    const input = schema.getType(`Create${type}Input`)
    const fields = input !== undefined && 'getFields' in input ? Object.keys(input.getFields()) : []
    // A metric has one of three subjects, an allocation a team or a pool; a key result is to be reached or maintained, and
    // is read from one thing.
    const others =
      {
        Metric: ['asset', 'objective'],
        Allocation: ['pool'],
        KeyResult: [
          ...['keepAbove', 'keepBelow', 'periodUnit'],
          ...['slo', 'scoreMeasure', 'scoreAspect', 'scoreService'],
        ],
      }[type] ?? []
    expect([...Object.keys(create(to, 1)), ...others].sort(), type).toEqual(fields.sort())
  }
})

describe.each(ENTITIES)('$type', (entity) => {
  const key = payloadKey(entity.type)
  const selection = `id createdAt updatedAt version ${entity.selection}`

  it('is created with all its fields and read back alike everywhere', async () => {
    const payload = await done(api, `create${entity.type}`, entity.create(to, 1), `${key} { ${selection} }`)
    const made = at(payload, key)
    expect(made).toMatchObject({ ...entity.stored(to, 1), version: 1 })
    expect(textAt(made, 'createdAt')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const id = textAt(made, 'id')
    const node = await api.get<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { __typename ... on ${entity.type} { ${selection} } } }`,
      { id },
    )
    expect(node.node).toEqual({ __typename: entity.type, ...(made as object) })
    if (entity.list !== null) {
      const listed = await api.get(
        `query ($id: ID!) { ${entity.list}(filter: { id: { eq: $id } }) { totalCount nodes { ${selection} } } }`,
        { id },
      )
      expect(at(listed, entity.list)).toEqual({ totalCount: 1, nodes: [made] })
    }
    if (entity.one !== null) {
      const one = await api.get(`query ($id: ID!) { ${entity.one}(by: { id: $id }) { ${selection} } }`, {
        id,
      })
      expect(at(one, entity.one)).toEqual(made)
    }
  })

  it('is created with the least there is to say', async () => {
    const payload = await done(api, `create${entity.type}`, entity.least(to, 2), `${key} { ${selection} }`)
    expect(at(payload, key)).toMatchObject({ ...entity.defaults(to, 2), version: 1 })
  })

  it('names every field whose id belongs to another type', async () => {
    const wrong = await make(api, 'Process', { name: `For the wrong ids of ${entity.type}` })
    const ids = Object.keys(entity.create(to, 3)).filter((field) => field.endsWith('Id'))
    const input = { ...entity.create(to, 3), ...Object.fromEntries(ids.map((field) => [field, wrong])) }
    const result = await mutate(api, `create${entity.type}`, input)
    if (ids.length === 0) expect(result.__typename).toBe(`Create${entity.type}Payload`)
    else {
      expect(result).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' })
      expect(result.fields?.map(({ path }) => path).sort()).toEqual(ids.map((field) => [field]).sort())
    }
  })
})

describe.each(ENTITIES.filter(({ one }) => one !== null))('the look-up of one $type', (entity) => {
  const look = `query ($by: NodeRef!) { ${entity.one}(by: $by) { id } }`

  it('finds it by what another system calls it', async () => {
    const id = await make(api, entity.type, entity.create(to, 4))
    const reference = { source: 'cmdb', externalId: `ci-${entity.type}` }
    await done(api, 'addExternalReference', { node: { id }, ...reference, url: 'https://cmdb.example/1' })
    expect(at(await api.get(look, { by: { reference } }), entity.one ?? '', 'id')).toBe(id)
    const other = { reference: { ...reference, source: 'jira' } }
    expect(at(await api.get(look, { by: other }), entity.one ?? '')).toBeNull()
  })

  it('is null where nothing has the id, and refuses neither, both and an id of another type', async () => {
    const id = await make(api, entity.type, entity.create(to, 5))
    await done(api, `delete${entity.type}`, rowOf(entity.type, id))
    expect(at(await api.get(look, { by: { id } }), entity.one ?? '')).toBeNull()
    const foreign = await make(api, 'KeyResult', {
      objective: { id: to.objective },
      title: 'x',
      start: 0,
      target: 1,
      current: 0,
    })
    for (const by of [
      {},
      { id, reference: { source: 'a', externalId: 'b' } },
      { id: foreign },
      { id: 'x' },
    ]) {
      const { data, errors } = await api.ask(look, { by })
      expect(at(data, entity.one ?? '') ?? null, JSON.stringify(by)).toBeNull()
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    }
  })
})
