import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt, make } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let names = 0

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const service = (name: string, availability: number | null) =>
  make(api, 'Service', { name, kind: 'TECHNICAL', availability })
const asset = (name: string, availability: number | null) =>
  make(api, 'Asset', { name, kind: 'server.virtual', availability })
const needs = (on: string, asset: string, more: object = {}) =>
  done(api, 'linkAssetsToService', { service: { id: on }, assets: [{ id: asset }], ...more })

const FEASIBILITY = `isPossible lower upper exact
  parts { totalCount nodes { name availability } } unknown { nodes { name availability } }
  notCounted { nodes { name dependentName strength } }
  weakest { name availability resultIfPerfect } changes { kind name group { name } from to result }
  reasons { code text } explanation { formula version inputs { name value } }`

/** Three brokers of which two are needed, all behind one switch. */
async function behindSwitch(): Promise<string> {
  names += 1
  const id = await service(`Queue ${names}`, null)
  const group = at(
    await done(
      api,
      'createRedundancyGroup',
      { service: { id }, name: 'brokers', minAvailable: 2 },
      'redundancyGroup { id }',
    ),
    'redundancyGroup',
    'id',
  )
  const gear = await asset(`switch ${names}`, 0.999)
  for (const broker of ['a', 'b', 'c']) {
    const member = await asset(`broker ${names}${broker}`, 0.99)
    await done(api, 'linkAssets', {
      from: { id: member },
      to: { id: gear },
      kind: 'CONNECTS_TO',
      strength: 1,
    })
    await needs(id, member, { redundancyGroupId: group })
  }
  return id
}

const of = async (id: string, promised: number | null = null) =>
  at(
    await api.get(
      `query ($id: ID!, $promised: Float) { service(by: { id: $id }) { feasibility(promised: $promised) { ${FEASIBILITY} } } }`,
      { id, promised },
    ),
    'service',
    'feasibility',
  )

describe('what a service can promise', () => {
  it('counts a shared switch once, and says what would make the promise possible', async () => {
    const id = await behindSwitch()
    const found = await of(id, 0.999)
    expect(found).toMatchObject({
      isPossible: false,
      lower: 0.998702298,
      upper: 0.998702298,
      exact: true,
      parts: { totalCount: 4 },
      unknown: { nodes: [{ name: `Queue ${names}`, availability: null }] },
      weakest: { name: `switch ${names}`, availability: 0.999 },
      explanation: { formula: 'commitment-feasibility', version: 1 },
    })
    const changes = listAt(found, 'changes')
    expect(changes[0]).toMatchObject({ kind: 'RAISE_AVAILABILITY', name: `switch ${names}`, result: 0.999 })
    expect(at(await of(id, 0.9987), 'isPossible')).toBe(true)
    expect(at(await of(id, 0.9987), 'changes')).toEqual([])
    expect(at(await of(id), 'isPossible')).toBe(null)
  })

  it('names dependencies that are not counted, and says nothing where nothing is known', async () => {
    const id = await service('Lonely', null)
    await needs(id, await asset('cache', 0.5), { strength: 0.5 })
    expect(await of(id, 0.9)).toMatchObject({
      isPossible: null,
      lower: null,
      upper: null,
      weakest: null,
      notCounted: { nodes: [{ name: 'cache', dependentName: 'Lonely', strength: 0.5 }] },
      unknown: { nodes: [{ name: 'Lonely' }] },
    })
  })

  it('is that of the target for an SLO, with the same statements for one SLO and for many', async () => {
    const metric = await make(api, 'Metric', {
      name: 'reqs',
      unit: '1',
      kind: 'RATIO',
      service: { id: await service('Home', 1) },
    })
    const slo = (id: string, name: string) =>
      make(api, 'Slo', {
        name,
        service: { id },
        indicator: 'RATIO',
        metric: { id: metric },
        target: 0.9995,
        duration: '30d',
      })
    for (const name of ['one', 'two', 'three']) await slo(await behindSwitch(), name)
    const ask = async (first: number) => {
      const statements = recordStatements(api.db)
      const answer = await api.get(
        `query ($first: Int!) { slos(first: $first) { nodes { name feasibility { promised isPossible lower } } } }`,
        { first },
      )
      return { rows: listAt(answer, 'slos', 'nodes'), sent: statements.stop().length }
    }
    const [one, three] = [await ask(1), await ask(3)]
    expect(three.rows.map((row) => at(row, 'feasibility'))).toEqual(
      Array(3).fill({ promised: 0.9995, isPossible: false, lower: 0.998702298 }),
    )
    expect(three.sent).toBe(one.sent)
  })

  it('refuses a promise that is no share', async () => {
    const answer = await api.ask(`{ services(first: 1) { nodes { feasibility(promised: 99.9) { lower } } } }`)
    expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })
})
