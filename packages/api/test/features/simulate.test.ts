import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { type Answer, startApi, type TestApi } from '../harness.ts'
import { at, done, listAt, textAt } from './mutate.ts'
import { raiseAlert } from './raise-alert.ts'
import { type ExampleName, makeWorkedExample, type WorkedExample } from './worked-example.ts'

let api: TestApi
let ids: WorkedExample

beforeAll(async () => {
  // Today's questions are answered from the graph in memory, those that include what is planned from the database.
  api = await startApi({ figures: true })
  ids = await makeWorkedExample(api)
})
afterAll(() => api.stop())

const refs = (ids: readonly string[]) => ids.map((id) => ({ id }))
const idsOf = (names: readonly ExampleName[]) => names.map((name) => ids[name])

function askImpact(of: readonly string[], alsoDown: readonly string[], rest: string, selection: string) {
  return api.ask(
    `query ($of: [NodeRef!]!, $alsoDown: [NodeRef!]!) { impact(of: $of, alsoDown: $alsoDown ${rest}) { ${selection} } }`,
    { of: refs(of), alsoDown: refs(alsoDown) },
  )
}

function askNext(of: readonly string[], rest: string, selection: string): Promise<Answer> {
  return api.ask(`query ($of: [NodeRef!]!) { fatalNext(of: $of ${rest}) { ${selection} } }`, { of: refs(of) })
}

const FIGURES = 'valueAtRisk simulation { valueAtRiskBefore valueAtRisk addedValueAtRisk }'

async function simulation(of: readonly ExampleName[], down: readonly ExampleName[], rest = '') {
  const { data, errors } = await askImpact(idsOf(of), idsOf(down), rest, FIGURES)
  expect(errors).toEqual([])
  const { simulation: found, ...single } = at(data, 'impact') as { simulation: object }
  return {
    ...single,
    ...Object.fromEntries(Object.entries(found).map(([key, value]) => [`with ${key}`, value])),
  }
}

describe('a failure while other nodes are down', () => {
  it.each<[ExampleName[], ExampleName[], number[]]>([
    [['n2'], ['n1'], [0, 0, 0.4, 0.4]],
    [['rack'], ['n1', 'n2'], [0.65, 0.4, 0.7, 0.3]],
    [['n1', 'n2'], ['rack'], [0.4, 0.65, 0.7, 0.05]],
    [['rack'], [], [0.65, 0, 0.65, 0.65]],
    [['n1'], ['n1', 'n2'], [0, 0.4, 0.4, 0]],
  ])('%s with %s down', async (of, down, [single, before, together, added]) => {
    const expected = {
      valueAtRisk: single,
      'with valueAtRiskBefore': before,
      'with valueAtRisk': together,
      'with addedValueAtRisk': added,
    }
    expect(await simulation(of, down)).toEqual(expected)
    expect(await simulation(of, down, 'includePlanned: true')).toEqual(expected)
  })

  it('tells the objectives, paths and groups of all of them, and those of the failure by itself', async () => {
    const rows = `objectives { objective { title } loss parts { name } path { name } } groups { fails } affected(first: 1) { totalCount }`
    const { data } = await askImpact(
      [ids.n2],
      [ids.n1],
      '',
      `${rows} simulation { ${rows} down { name alerts { id } node { id } } }`,
    )
    const answer = at(data, 'impact')
    expect(answer).toMatchObject({ objectives: [], groups: [{ fails: false }], affected: { totalCount: 1 } })
    expect(at(answer, 'simulation')).toMatchObject({
      objectives: [{ objective: { title: 'online' }, loss: 0.8, parts: [{ name: 'checkout' }] }],
      groups: [{ fails: true }],
      affected: { totalCount: 4 },
      down: [{ name: 'n1', alerts: [], node: { id: ids.n1 } }],
    })
  })

  it('counts a firing alert as down through its correlation, and only while it fires', async () => {
    const firing = await raiseAlert(api, { title: 'Disk full' })
    const over = await raiseAlert(api, { title: 'Fan', endsAt: '2026-05-01T09:00:00Z' })
    await raiseAlert(api, { title: 'About nothing' })
    await done(api, 'linkAlert', {
      alert: { id: firing },
      assets: [{ id: ids.n1 }],
      services: [{ id: ids.cart }],
    })
    await done(api, 'linkAlert', { alert: { id: over }, assets: [{ id: ids.rack }] })
    const ask = async (alsoDown: readonly string[], rest = 'includeAlerts: true') =>
      at(
        (
          await askImpact(
            [ids.n2],
            alsoDown,
            rest,
            'simulation { valueAtRiskBefore valueAtRisk down { name alerts { ... on Named { name } } } explanation { reasons { code text } } }',
          )
        ).data,
        'impact',
        'simulation',
      )
    const found = await ask([ids.n1])
    // Cart is down, and takes checkout with it.
    expect(found).toMatchObject({ valueAtRiskBefore: 0.4, valueAtRisk: 0.4 })
    expect(at(found, 'down')).toEqual([
      { name: 'cart', alerts: [{ name: 'Disk full' }] },
      { name: 'n1', alerts: [{ name: 'Disk full' }] },
    ])
    expect(at(found, 'explanation', 'reasons', 0)).toEqual({
      code: 'ALERT_FIRING',
      text: 'cart counts as down: the alert “Disk full” is firing.',
    })
    expect(await ask([], '')).toMatchObject({ down: [], valueAtRisk: 0 })
    await done(api, 'unlinkAlert', { alert: { id: firing }, services: [{ id: ids.cart }] })
    expect(await ask([])).toMatchObject({ valueAtRiskBefore: 0, valueAtRisk: 0.4 })
    const next = await askNext([], 'includeAlerts: true', 'nodes { subjectName }')
    expect(at(next.data, 'fatalNext', 'nodes')).toEqual([{ subjectName: 'n2' }, { subjectName: 'n3' }])
    await api.db.kysely.updateTable('alert').set({ ends_at: new Date() }).execute()
    expect(await ask([])).toMatchObject({ down: [], valueAtRisk: 0 })
  })

  it('refuses what is no failure, and names what is not there', async () => {
    const nothing = encodeGlobalId('Asset', '01920000-0000-7000-8000-000000000000')
    for (const [alsoDown, rest, field] of [
      [['nonsense'], '', 'alsoDown.0.id'],
      [[ids.n1, ids.save], '', 'alsoDown.1.id'],
      [Array.from({ length: 1_001 }, () => ids.n1), '', 'alsoDown'],
      [[ids.n1], 'direction: DEPENDENCIES', 'alsoDown'],
      [[], 'direction: DEPENDENCIES, includeAlerts: true', 'includeAlerts'],
    ] as const) {
      const { errors } = await askImpact([ids.n2], alsoDown, rest, 'valueAtRisk')
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: field.split('.') }],
      })
    }
    const { data } = await askImpact(
      [ids.n2],
      [nothing],
      '',
      'simulation { down { name } explanation { reasons { code } } }',
    )
    expect(at(data, 'impact', 'simulation', 'down')).toEqual([])
    expect(listAt(data, 'impact', 'simulation', 'explanation', 'reasons')).toContainEqual({
      code: 'NOT_IN_GRAPH',
    })
    const down = await askImpact([ids.n2], [], 'direction: DEPENDENCIES', 'simulation { valueAtRisk }')
    expect(at(down.data, 'impact', 'simulation')).toBeNull()
  })
})

describe('a node that is named by an external reference', () => {
  const ask = (of: object, alsoDown: readonly object[] = []) =>
    api.ask(
      `query ($of: NodeRef!, $down: [NodeRef!]!) {
        impact(of: [$of], alsoDown: $down) { simulation { valueAtRisk } }
        fatalNext(of: [$of]) { nodes { subjectName } }
      }`,
      { of, down: alsoDown },
    )
  const reference = (externalId: string) => ({ reference: { source: 'cmdb', externalId } })

  it('is the node of a type that is asked about, and never another one', async () => {
    for (const [id, externalId] of [
      [ids.n1, 'n1'],
      [ids.n2, 'n2'],
      [ids.save, 'n2'],
      [ids.n3, 'twice'],
      [ids.cart, 'twice'],
      [ids.save, 'save'],
    ])
      await done(api, 'addExternalReference', { node: { id }, source: 'cmdb', externalId })
    const { data, errors } = await ask(reference('n1'), [reference('n2'), { id: ids.rack }])
    expect(errors).toEqual([])
    expect(at(data, 'impact', 'simulation', 'valueAtRisk')).toBe(0.7)
    expect(at(data, 'fatalNext', 'nodes')).toEqual([{ subjectName: 'n2' }, { subjectName: 'n3' }])

    for (const [externalId, code, message] of [
      ['none', 'NOT_FOUND', 'No Service or Asset has the external reference cmdb / none.'],
      ['save', 'NOT_FOUND', 'No Service or Asset has the external reference cmdb / save.'],
      ['twice', 'BAD_USER_INPUT', `leads to ${ids.cart} and ${ids.n3}; give the ID of the one that is meant`],
    ] as const) {
      const refused = await ask({ id: ids.n1 }, [reference('n2'), reference(externalId)])
      const path = ['alsoDown', '1', 'reference']
      expect(refused.errors).toHaveLength(1)
      expect(refused.errors[0]?.extensions).toMatchObject({ code, fields: [{ path, message }] })
      const query = 'query ($of: NodeRef!) { fatalNext(of: [$of]) { totalCount } }'
      const next = await api.ask(query, { of: reference(externalId) })
      expect(next.errors.map(({ extensions }) => extensions.code)).toEqual([code])
    }
  })

  it.each([
    ['both', { id: 'x', reference: { source: 'cmdb', externalId: 'n1' } }],
    ['none', {}],
    ['null', { id: null }],
  ])('is refused if it is given by %s', async (_what, of) => {
    const { errors } = await ask(of)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  })
})

describe('the next fatal failure', () => {
  const ROW =
    'subject { __typename id } subjectName rise valueAtRisk valueAtRiskAlone groups { group { name } fails } path { name } explanation { formula reasons { code } }'

  it('is each spare of a group that can spare no more, with the group, the path and the reason', async () => {
    for (const rest of ['', 'includePlanned: true']) {
      const { data, errors } = await askNext([ids.n1], rest, `valueAtRisk totalCount nodes { ${ROW} }`)
      expect(errors).toEqual([])
      const answer = at(data, 'fatalNext')
      expect(answer).toMatchObject({ valueAtRisk: 0, totalCount: 2 })
      const row = listAt(answer, 'nodes').find((node) => at(node, 'subjectName') === 'n2')
      expect(row).toMatchObject({
        subject: { __typename: 'Asset', id: ids.n2 },
        rise: 0.4,
        valueAtRisk: 0.4,
        valueAtRiskAlone: 0,
        groups: [{ group: { name: 'nodes' }, fails: true }],
        explanation: { formula: 'fatal-next', reasons: [{ code: 'GROUP_FAILS' }, { code: 'FATAL_NEXT' }] },
      })
      expect(
        listAt(row, 'path')
          .map((step) => at(step, 'name'))
          .slice(1),
      ).toEqual(['checkout', 'online'])
    }
    const all = await askNext([ids.n1, ids.n2], '', 'totalCount explanation { reasons { code } }')
    expect(at(all.data, 'fatalNext')).toEqual({
      totalCount: 0,
      explanation: { reasons: [{ code: 'NOTHING_FATAL' }] },
    })
  })

  it('is paged like other lists', async () => {
    const page = async (args: string) =>
      at(
        (
          await askNext(
            [ids.n1],
            args,
            'edges { cursor node { subjectName } } pageInfo { hasNextPage endCursor }',
          )
        ).data,
        'fatalNext',
      )
    const first = await page('first: 1')
    expect(at(first, 'pageInfo', 'hasNextPage')).toBe(true)
    const second = await page(`first: 1, after: "${textAt(first, 'pageInfo', 'endCursor')}"`)
    expect(at(second, 'pageInfo', 'hasNextPage')).toBe(false)
    expect([first, second].map((one) => at(one, 'edges', 0, 'node', 'subjectName'))).toEqual(['n2', 'n3'])
  })

  it.each([
    [[], '', 'of'],
    [['nonsense'], '', 'of.0.id'],
    [['save'], '', 'of.0.id'],
    [['n1'], 'first: 101', 'first'],
  ] as const)('of %s %s is refused', async (names, rest, field) => {
    const of = names.map((name) => (name === 'nonsense' ? name : ids[name]))
    const { errors } = await askNext(of, rest, 'totalCount')
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: field.split('.') }],
    })
  })
})
