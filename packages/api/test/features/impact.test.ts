import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { type Answer, startApi, type TestApi } from '../harness.ts'
import { at, done, listAt, make, textAt } from './mutate.ts'
import { type ExampleName, makeWorkedExample, type WorkedExample } from './worked-example.ts'

let api: TestApi
let ids: WorkedExample

beforeAll(async () => {
  // Today's questions are answered from the graph in memory, those about other days from the database.
  api = await startApi({ figures: true })
  ids = await makeWorkedExample(api)
})
afterAll(() => api.stop())

const PATH = `path { name node { id } via { kind strength text group { group { id name } service { id } minAvailable members failureThreshold fails affectedMembers { id } } } }`
const ROWS = `edges { cursor impactFactor steps node { id __typename } ${PATH} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`

/** Asks for the impact of some things; `rest` are more arguments in GraphQL's own writing. */
function ask(of: readonly string[], selection: string, rest = ''): Promise<Answer> {
  return api.ask(`query ($of: [NodeRef!]!) { impact(of: $of ${rest}) { ${selection} } }`, {
    of: of.map((id) => ({ id })),
  })
}

async function impact(names: readonly ExampleName[], selection: string, rest = ''): Promise<unknown> {
  const { data, errors } = await ask(
    names.map((name) => ids[name]),
    selection,
    rest,
  )
  expect(errors).toEqual([])
  return at(data, 'impact')
}

const nameOf = (id: unknown) => Object.entries(ids).find(([, known]) => known === id)?.[0]

describe('upwards', () => {
  it.each<[ExampleName[], number, Record<string, number>]>([
    [['cart-db'], 0.2, { online: 0.4 }],
    [['rack'], 0.65, { online: 0.9, stores: 0.5, save: 0.3 }],
    [['n1'], 0, {}],
    [['n1', 'n3'], 0.4, { online: 0.8 }],
    [['n1', 'n2'], 0.4, { online: 0.8 }],
    [['rack', 'n1', 'n2'], 0.7, { online: 1, stores: 0.5, save: 0.3 }],
    [['checkout'], 0.4, { online: 0.8 }],
  ])('the failure of %s puts %d at risk', async (names, valueAtRisk, losses) => {
    const found = await impact(
      names,
      'valueAtRisk objectives { weight loss valueAtRisk objective { title } }',
    )
    expect(at(found, 'valueAtRisk')).toBeCloseTo(valueAtRisk, 12)
    const rows = listAt(found, 'objectives')
    expect(
      Object.fromEntries(rows.map((row) => [textAt(row, 'objective', 'title'), at(row, 'loss')])),
    ).toEqual(losses)
    const shares = rows.map((row) => Number(at(row, 'weight')) * Number(at(row, 'loss')))
    expect(rows.map((row) => at(row, 'valueAtRisk'))).toEqual(
      shares.toSorted((a, b) => b - a).map((share) => expect.closeTo(share, 11)),
    )
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(valueAtRisk, 12)
  })

  it('names the worst way, step by step', async () => {
    const found = await impact(['rack'], `objectives { objective { title } ${PATH} }`)
    const row = listAt(found, 'objectives').find((one) => at(one, 'objective', 'title') === 'online')
    const steps = listAt(row, 'path').map((step) => [
      at(step, 'name'),
      nameOf(at(step, 'node', 'id')),
      at(step, 'via', 'kind'),
      at(step, 'via', 'strength'),
    ])
    expect(steps).toEqual([
      ['rack', 'rack', undefined, undefined],
      ['host', 'host', 'CONTAINS', 1],
      ['ledger', 'ledger', 'SERVICE_DEPENDENCY', 1],
      ['grow', 'grow', 'CONTRIBUTION', 0.5],
      ['online', 'online', 'PARENT_OBJECTIVE', 1],
    ])
    for (const step of listAt(row, 'path').slice(1)) expect(textAt(step, 'via', 'text')).not.toBe('')
  })

  it('names the groups that are hit, whether they hold or fail, and the members that decide', async () => {
    const groups = `groups { group { id name } service { id } minAvailable members failureThreshold fails affectedMembers { id } }`
    const one = await impact(['n3'], groups)
    const common = {
      group: { id: ids.nodes, name: 'nodes' },
      service: { id: ids.checkout },
      minAvailable: 2,
      members: 3,
    }
    expect(at(one, 'groups')).toEqual([
      { ...common, failureThreshold: 2, fails: false, affectedMembers: [{ id: ids.n3 }] },
    ])
    const all = await impact(['n3', 'n2', 'n1'], `${groups} objectives { ${PATH} }`)
    expect(at(all, 'groups', 0, 'fails')).toBe(true)
    expect(
      listAt(all, 'groups', 0, 'affectedMembers')
        .map((node) => nameOf(at(node, 'id')))
        .at(-1),
    ).toBe('n3')
    const via = at(all, 'objectives', 0, 'path', 1, 'via')
    expect(via).toMatchObject({
      kind: 'SERVICE_DEPENDENCY',
      strength: 1,
      group: { fails: true, failureThreshold: 2 },
    })
    expect(listAt(via, 'group', 'affectedMembers')).toHaveLength(2)
  })

  it('asks about the day it is told', async () => {
    const link = { service: { id: ids.cart }, objective: { id: ids.save } }
    await done(api, 'linkServiceToObjective', {
      ...link,
      share: 1,
      validFrom: '2031-01-01',
      validTo: '2031-01-31',
    })
    const on = async (day: string) => at(await impact(['cart'], 'valueAtRisk', `on: "${day}"`), 'valueAtRisk')
    const usual = await on('2030-12-31')
    expect(await on('2031-01-01')).toBeCloseTo(Number(usual) + 0.25, 11)
    expect(await on('2031-01-31')).toBeCloseTo(Number(usual) + 0.25, 11)
    expect(await on('2031-02-01')).toBe(usual)
    await done(api, 'unlinkServiceFromObjective', link)
  })
})

describe('what is affected', () => {
  const affected = async (args: string, rest = '') =>
    at(await impact(['rack'], `affected${args} { ${ROWS} }`, rest), 'affected')
  const rowsOf = (page: unknown) => listAt(page, 'edges').map((edge) => nameOf(at(edge, 'node', 'id')))

  it('is everything, hardest first, with the way to it', async () => {
    const page = await affected('')
    expect(at(page, 'totalCount')).toBe(10)
    const edges = listAt(page, 'edges')
    expect(rowsOf(page).slice(0, 1)).toEqual(['rack'])
    expect(new Set(rowsOf(page))).toEqual(
      new Set([
        'rack',
        'host',
        'cart-db',
        'ledger',
        'cart',
        'checkout',
        'close the month',
        'online',
        'stores',
        'save',
      ]),
    )
    const impactFactor = edges.map((edge) => Number(at(edge, 'impactFactor')))
    expect(impactFactor).toEqual(impactFactor.toSorted((a, b) => b - a))
    for (const edge of edges) {
      const path = listAt(edge, 'path')
      expect(path).toHaveLength(Number(at(edge, 'steps')) + 1)
      expect(at(path.at(-1), 'node', 'id')).toBe(at(edge, 'node', 'id'))
      const product = path.reduce<number>(
        (product, step) => product * Number(at(step, 'via', 'strength') ?? 1),
        1,
      )
      const whole = Number(at(edge, 'impactFactor'))
      // An objective may lose more than its worst path takes.
      if (at(edge, 'node', '__typename') === 'Objective') expect(product).toBeLessThanOrEqual(whole + 1e-12)
      else expect(product).toBeCloseTo(whole, 12)
    }
  })

  it('is paged both ways to the same list', async () => {
    const all = rowsOf(await affected('(first: 100)'))
    const forward: unknown[] = []
    const backward: unknown[] = []
    for (let after: string | null = null; ; ) {
      const page = await affected(after === null ? '(first: 3)' : `(first: 3, after: "${after}")`)
      expect(at(page, 'pageInfo', 'hasPreviousPage')).toBe(after !== null)
      forward.push(...rowsOf(page))
      if (at(page, 'pageInfo', 'hasNextPage') === false) break
      after = textAt(page, 'pageInfo', 'endCursor')
    }
    for (let before: string | null = null; ; ) {
      const page = await affected(before === null ? '(last: 3)' : `(last: 3, before: "${before}")`)
      expect(at(page, 'pageInfo', 'hasNextPage')).toBe(before !== null)
      backward.unshift(...rowsOf(page))
      if (at(page, 'pageInfo', 'hasPreviousPage') === false) break
      before = textAt(page, 'pageInfo', 'startCursor')
    }
    expect(forward).toEqual(all)
    expect(backward).toEqual(all)
    expect(rowsOf(await affected('(first: 0)'))).toEqual([])
  })

  it('ends where the depth ends, and is exact within', async () => {
    const depth = async (most: number) => rowsOf(await affected('', `depth: ${most}`))
    expect(await depth(0)).toEqual(['rack'])
    expect(await depth(1)).toEqual(['rack', 'host'])
    expect((await depth(2)).sort()).toEqual(['cart-db', 'host', 'ledger', 'rack'])
    expect(await depth(2_147_483_647)).toHaveLength(10)
  })

  it.each([
    ['(first: 1, last: 1)', 'last'],
    ['(first: -1)', 'first'],
    ['(last: 101)', 'last'],
    ['(after: "nonsense")', 'after'],
  ])('%s is refused', async (args, field) => {
    const { errors } = await ask([ids.rack], `affected${args} { totalCount }`)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(errors[0]?.extensions.fields).toMatchObject([{ path: [field] }])
  })
})

describe('downwards', () => {
  it.each<[ExampleName[], ExampleName[]]>([
    [['checkout'], ['checkout', 'cart', 'n1', 'n2', 'n3', 'cart-db', 'host', 'rack']],
    [['save'], ['save', 'close the month', 'ledger', 'host', 'rack']],
    [['cart-db'], ['cart-db', 'host', 'rack']],
  ])('%s leans on %s', async (names, leansOn) => {
    const found = await impact(
      names,
      `valueAtRisk objectives { loss } groups { minAvailable } affected { ${ROWS} } explanation { formula reasons { code } }`,
      'direction: DEPENDENCIES',
    )
    expect(found).toMatchObject({ valueAtRisk: null, objectives: [], groups: [] })
    const rows = listAt(found, 'affected', 'edges').map((edge) => nameOf(at(edge, 'node', 'id')))
    expect(rows.sort()).toEqual([...leansOn].sort())
  })
})

describe('a question that cannot be answered', () => {
  const nothing = encodeGlobalId('Service', '01920000-0000-7000-8000-000000000000')

  it('is refused where it is not about something, or about too much', async () => {
    for (const [of, rest, field] of [
      [[], '', 'of'],
      [Array.from({ length: 1_001 }, () => ids.rack), '', 'of'],
      [[ids.rack, ids.save], '', 'of.1.id'],
      [['nonsense'], '', 'of.0.id'],
      [[ids.nodes], 'direction: DEPENDENCIES', 'of.0.id'],
      [[ids.rack], 'depth: -1', 'depth'],
    ] as const) {
      const { data, errors } = await ask(of, 'valueAtRisk', rest)
      expect(data ?? null).toBeNull()
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
      expect(errors[0]?.extensions.fields).toMatchObject([{ path: field.split('.') }])
    }
    const most = await ask(
      Array.from({ length: 1_000 }, () => ids.rack),
      'valueAtRisk',
    )
    expect(most.errors).toEqual([])
  })

  it('leaves out what is not there, and says so', async () => {
    for (const direction of ['DEPENDENTS', 'DEPENDENCIES']) {
      const { data } = await ask(
        [nothing, ids.rack],
        'affected { totalCount } explanation { reasons { code } }',
        `direction: ${direction}`,
      )
      expect(listAt(data, 'impact', 'explanation', 'reasons').map((reason) => at(reason, 'code'))).toContain(
        'NOT_IN_GRAPH',
      )
      expect(at(data, 'impact', 'affected', 'totalCount')).toBe(direction === 'DEPENDENTS' ? 10 : 1)
    }
  })

  it('leaves out what is not live, and lets a merged asset stand for its survivor', async () => {
    const old = await make(api, 'Asset', { name: 'old', kind: 'server', lifecycle: 'RETIRED' })
    await done(api, 'linkAssetsToService', { service: { id: ids.ledger }, assets: [{ id: old }] })
    const { data } = await ask([old], 'valueAtRisk explanation { reasons { code } }')
    expect(at(data, 'impact', 'valueAtRisk')).toBe(0)
    expect(at(data, 'impact', 'explanation', 'reasons', 0, 'code')).toBe('NOT_LIVE')
    await done(api, 'deleteAsset', { asset: { id: old } })

    const twin = await make(api, 'Asset', { name: 'twin of the rack', kind: 'server.virtual' })
    await done(api, 'mergeAssets', { survivor: { id: ids.rack }, duplicates: [{ id: twin }] })
    const merged = await ask([twin], 'valueAtRisk explanation { reasons { code text } }')
    expect(at(merged.data, 'impact', 'valueAtRisk')).toBe(0.65)
    expect(at(merged.data, 'impact', 'explanation', 'reasons', 0)).toEqual({
      code: 'MERGED',
      text: 'An asset that was asked about was merged into rack, which stands for it.',
    })
    const twinCriticality = await api.get(
      'query ($id: ID!) { asset(by: { id: $id }) { criticality { valueAtRisk } } }',
      {
        id: twin,
      },
    )
    expect(at(twinCriticality, 'asset', 'criticality', 'valueAtRisk')).toBe(0.65)
  })

  it('counts what is planned where that is asked for', async () => {
    const next = await make(api, 'Asset', { name: 'next', kind: 'server', lifecycle: 'PLANNED' })
    await done(api, 'linkAssetsToService', { service: { id: ids.checkout }, assets: [{ id: next }] })
    const ahead = async (rest: string) =>
      at((await ask([next], 'valueAtRisk', rest)).data, 'impact', 'valueAtRisk')
    expect(await ahead('')).toBe(0)
    expect(await ahead('includePlanned: true')).toBe(0.4)
    await done(api, 'deleteAsset', { asset: { id: next } })
  })
})

describe('a process', () => {
  it('carries by what was stated of it, and by a default that is named where nothing was', async () => {
    const texts = async () =>
      listAt(
        await impact(['ledger'], 'objectives { objective { title } explanation { reasons { text } } }'),
        'objectives',
      )
        .filter((row) => at(row, 'objective', 'title') === 'save')
        .flatMap((row) => listAt(row, 'explanation', 'reasons').map((reason) => at(reason, 'text')))
    expect(await texts()).toContain('close the month uses ledger (SOFT, 0.50, by default).')
    const process = ids['close the month']
    await done(api, 'linkProcessToService', {
      process: { id: process },
      service: { id: ids.ledger },
      level: 'HARD',
    })
    expect(await texts()).toContain('close the month uses ledger (HARD, 1.00).')
    const edges = await api.get(
      `query ($id: ID!) { process(by: { id: $id }) { services { edges { strength } } objectives { edges { share } } } }`,
      { id: process },
    )
    expect(at(edges, 'process')).toEqual({
      services: { edges: [{ strength: 1 }] },
      objectives: { edges: [{ share: 0.6 }] },
    })
    for (const taken of [{ strength: null }, { level: null }]) {
      await done(api, 'linkProcessToService', {
        process: { id: process },
        service: { id: ids.ledger },
        level: 'HARD',
      })
      await done(api, 'linkProcessToService', { process: { id: process }, service: { id: ids.ledger } })
      expect(await texts()).toContain('close the month uses ledger (HARD, 1.00).')
      await done(api, 'linkProcessToService', {
        process: { id: process },
        service: { id: ids.ledger },
        ...taken,
      })
      expect(await texts()).toContain('close the month uses ledger (SOFT, 0.50, by default).')
    }
  })
})
