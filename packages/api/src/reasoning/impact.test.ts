import { describe, expect, it } from 'vitest'
import { buildImpactGraph } from './build-graph.ts'
import { impact, valueAtRisk } from './impact.ts'
import { type Sketch, sketchGraph, sketchParts } from './parts.fixture.ts'

const asset = (id: string) => ({ type: 'Asset', id }) as const
const service = (id: string) => ({ type: 'Service', id }) as const

const shop: Sketch = {
  objectives: {
    grow: { weight: 3 },
    online: { parent: 'grow', weight: 2 },
    stores: { parent: 'grow' },
    save: {},
  },
  services: { checkout: 'LIVE', cart: 'LIVE', ledger: 'LIVE' },
  assets: { 'cart-db': 'LIVE', host: 'LIVE', rack: 'LIVE' },
  contributions: [
    ['online', 'checkout', 0.8],
    ['grow', 'ledger', 0.5],
    ['save', 'ledger', 0.25],
  ],
  dependencies: [
    ['checkout', 's:cart', 1],
    ['cart', 'a:cart-db', 0.5],
    ['ledger', 'a:host', 1],
  ],
  relations: [
    ['cart-db', 'RUNS_ON', 'host', 1],
    ['rack', 'CONTAINS', 'host', 1],
  ],
}

describe('impact', () => {
  it('multiplies strengths on the worst ways, adds up what they take, and weighs it', () => {
    const result = impact(sketchGraph(shop), [asset('rack')])
    const rows = result.objectives.map((row) => [row.objective.name, row.weight, row.loss, row.valueAtRisk])
    expect(rows).toEqual([
      ['online', 0.5, 0.9, 0.45],
      ['stores', 0.25, 0.5, 0.125],
      ['save', 0.25, 0.25, 0.0625],
    ])
    expect(result.valueAtRisk).toBeCloseTo(0.6375, 12)
    expect(valueAtRisk(sketchGraph(shop), [asset('rack')])).toBe(result.valueAtRisk)
  })

  it('names the way, through the parent where the link is on the parent', () => {
    const result = impact(sketchGraph(shop), [asset('rack')])
    const [online, stores] = result.objectives
    expect(stores?.path.map(({ node, via }) => [node.name, via?.kind ?? null, via?.text ?? null])).toEqual([
      ['rack', null, null],
      ['host', 'CONTAINS', 'rack contains host (HARD, 1.00)'],
      ['ledger', 'SERVICE_DEPENDENCY', 'ledger depends on host (HARD, 1.00)'],
      ['grow', 'CONTRIBUTION', '“grow” rests on ledger (share 0.50)'],
      ['stores', 'PARENT_OBJECTIVE', '“stores” is part of “grow”'],
    ])
    // 0.8 × 0.5 through the cart is less than 0.5 through the ledger; both are parts.
    expect(online?.path.map(({ node }) => node.name)).toEqual(['rack', 'host', 'ledger', 'grow', 'online'])
    expect(online?.parts.map(({ node, loss }) => [node.name, loss])).toEqual([
      ['ledger', 0.5],
      ['checkout', 0.4],
    ])
    expect(online?.explanation.reasons.at(-1)?.text).toBe('Weight 0.50 × loss 0.90 puts 0.45 at risk.')
    // What several objectives share is said once.
    expect(result.explanation.reasons.map(({ text }) => text)).toEqual([
      'ledger is affected with 1.00: ledger depends on host (HARD, 1.00); rack contains host (HARD, 1.00).',
      'checkout is affected with 0.50: checkout depends on cart (HARD, 1.00); cart depends on cart-db (SOFT, 0.50); cart-db runs on host (HARD, 1.00); rack contains host (HARD, 1.00).',
      '“online” (weight 0.50) loses 0.90: ledger 0.50, checkout 0.40 (share 0.80 × 0.50).',
      '“stores” (weight 0.25) loses 0.50: ledger 0.50.',
      '“save” (weight 0.25) loses 0.25: ledger 0.25.',
      '0.64 is at risk: “online” 0.45, “stores” 0.13, “save” 0.06.',
    ])
    expect(result.pathTo(service('checkout')).map(({ node }) => node.name)).toEqual([
      'rack',
      'host',
      'cart-db',
      'cart',
      'checkout',
    ])
    expect(result.pathTo(service('nobody'))).toEqual([])
  })

  it('makes paths and words when they are read', () => {
    const graph = sketchGraph(shop)
    let names = 0
    const nodes = graph.nodes.map((node) => ({
      ...node,
      get name() {
        names += 1
        return node.name
      },
    }))
    const result = impact({ ...graph, nodes }, [asset('rack')])
    expect(result.objectives.map(({ valueAtRisk }) => valueAtRisk)).toHaveLength(3)
    expect(result.affected.length).toBeGreaterThan(3)
    expect(names).toBe(0)
    expect(result.explanation.reasons).toEqual(impact(graph, [asset('rack')]).explanation.reasons)
    expect(names).toBeGreaterThan(0)
  })

  it('looks no further than the depth', () => {
    const graph = sketchGraph(shop)
    const names = (depth: number) =>
      impact(graph, [asset('rack')], { depth }).affected.map(({ node }) => node.name)
    expect(names(0)).toEqual(['rack'])
    expect(names(2)).toEqual(['rack', 'host', 'cart-db', 'ledger'])
    expect(impact(graph, [asset('rack')], { depth: 3 }).valueAtRisk).toBeCloseTo(0.25 * 0.25, 12)
  })

  it('ends on circles and answers an empty or unknown set with reasons', () => {
    const graph = sketchGraph({
      objectives: { o: {} },
      services: { a: 'LIVE', b: 'LIVE' },
      contributions: [['o', 'b', 1]],
      dependencies: [
        ['a', 's:b', 1],
        ['b', 's:a', 1],
      ],
    })
    expect(valueAtRisk(graph, [service('a')])).toBe(1)
    expect(impact(graph, []).explanation.reasons.map(({ code }) => code)).toEqual(['NOTHING_REACHED'])
    expect(impact(graph, [asset('x')]).explanation.reasons[0]?.code).toBe('NOT_IN_GRAPH')
    expect(
      impact(sketchGraph({ services: { a: 'LIVE' } }), [service('a')]).explanation.reasons[0]?.code,
    ).toBe('NO_ACTIVE_OBJECTIVE')
  })

  it('lets contributions count on their days only, both ends included', () => {
    const parts = sketchParts(shop)
    const contributions = parts.contributions.map((link) => ({
      ...link,
      validFrom: '2026-06-01',
      validTo: '2026-06-15',
    }))
    const on = (day: string) =>
      valueAtRisk(buildImpactGraph({ ...parts, contributions, on: day }), [service('ledger')])
    expect([on('2026-05-31'), on('2026-06-01'), on('2026-06-15'), on('2026-06-16')]).toEqual([
      0, 0.4375, 0.4375, 0,
    ])
  })

  it('does not pass through what is not live, and leaves it out where it was asked for', () => {
    for (const state of ['RETIRED', 'PLANNED'] as const) {
      const sketch: Sketch = { ...shop, assets: { ...shop.assets, host: state } }
      expect(valueAtRisk(sketchGraph(sketch), [asset('rack')])).toBe(0)
      const asked = impact(sketchGraph(sketch), [asset('host')])
      expect([asked.valueAtRisk, asked.affected, asked.explanation.reasons[0]?.code]).toEqual([
        0,
        [],
        'NOT_LIVE',
      ])
    }
    const planned: Sketch = { ...shop, assets: { ...shop.assets, host: 'PLANNED' } }
    const ahead = buildImpactGraph({ ...sketchParts(planned), includePlanned: true })
    expect(valueAtRisk(ahead, [asset('rack')])).toBeCloseTo(0.6375, 12)
  })

  it('counts a link to a parent for every leaf below it, whether or not the parent is active', () => {
    const drafted: Sketch = {
      ...shop,
      objectives: { ...shop.objectives, grow: { weight: 3, status: 'DRAFT' } },
    }
    expect(valueAtRisk(sketchGraph(drafted), [service('ledger')])).toBe(
      valueAtRisk(sketchGraph(shop), [service('ledger')]),
    )
  })
})

describe('redundancy', () => {
  const trio = (minAvailable: number, lifecycle: Sketch['assets'] = {}): Sketch => ({
    objectives: { o: {} },
    services: { web: 'LIVE' },
    assets: { n1: 'LIVE', n2: 'LIVE', n3: 'LIVE', ...lifecycle },
    contributions: [['o', 'web', 1]],
    groups: { nodes: ['web', minAvailable] },
    dependencies: [
      ['web', 'a:n1', 1, 'nodes'],
      ['web', 'a:n2', 0.75, 'nodes'],
      ['web', 'a:n3', 0.5, 'nodes'],
    ],
  })
  const hit = (sketch: Sketch, ...ids: string[]) => impact(sketchGraph(sketch), ids.map(asset))

  it('fails as far as the group means, once more members are hit than it can spare', () => {
    expect(hit(trio(2), 'n1').valueAtRisk).toBe(0)
    expect(hit(trio(2), 'n1', 'n3').valueAtRisk).toBe(1)
    expect(hit(trio(1), 'n1', 'n2').valueAtRisk).toBe(0)
    expect(hit(trio(1), 'n1', 'n2', 'n3').valueAtRisk).toBe(1)
    expect(hit(trio(3), 'n3').valueAtRisk).toBe(1)
  })

  it('goes through the deciding member and says which are hit', () => {
    const result = hit(trio(2), 'n1', 'n2', 'n3')
    expect(result.objectives[0]?.path.map(({ node }) => node.name)).toEqual(['n2', 'web', 'o'])
    const group = result.objectives[0]?.path[1]?.via?.group
    expect(group).toMatchObject({
      id: 'nodes',
      minAvailable: 2,
      members: 3,
      failureThreshold: 2,
      fails: true,
    })
    expect(group?.hit.map(({ name }) => name)).toEqual(['n1', 'n2'])
    expect(result.groups[0]?.hit.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
    const said = (...ids: string[]) =>
      hit(trio(2), ...ids).explanation.reasons.filter(({ code }) => code.startsWith('GROUP'))
    expect(said('n1', 'n2', 'n3')).toEqual([
      {
        code: 'GROUP_FAILS',
        text: 'Redundancy group nodes of web needs 2 of 3 and cannot do without any two of n1, n2, n3.',
      },
    ])
    expect(said('n1', 'n3')[0]?.text).toBe(
      'Redundancy group nodes of web needs 2 of 3 and cannot do without n1, n3 together.',
    )
    expect(said('n1')).toEqual([
      {
        code: 'GROUP_HOLDS',
        text: 'Redundancy group nodes of web needs 2 of 3 and holds although n1 is affected.',
      },
    ])
  })

  it('does not count a retired or planned member as one that stands in, even when it was asked for', () => {
    for (const state of ['RETIRED', 'PLANNED'] as const) {
      expect(hit(trio(2, { n3: state }), 'n1').valueAtRisk).toBe(1)
      expect(hit(trio(2, { n3: state }), 'n3').valueAtRisk).toBe(0)
      expect(hit(trio(2, { n2: state, n3: state }), 'n1').valueAtRisk).toBe(1)
    }
  })

  it('tells of a group whose service is already hit harder by another way', () => {
    const sketch = trio(2)
    const direct: Sketch = {
      ...sketch,
      assets: { ...sketch.assets, lb: 'LIVE' },
      dependencies: [...(sketch.dependencies ?? []), ['web', 'a:lb', 1]],
    }
    const result = hit(direct, 'lb', 'n2', 'n3')
    expect(result.valueAtRisk).toBe(1)
    expect(result.pathTo(service('web')).map(({ node }) => node.name)).toEqual(['lb', 'web'])
    expect(result.groups.map(({ fails, hit: members }) => [fails, members.length])).toEqual([[true, 2]])
  })

  it('chooses between equal ways by the smaller id, then by the kind', () => {
    const names = (sketch: Sketch, ...ids: string[]) =>
      hit(sketch, ...ids).objectives[0]?.path.map(({ node, via }) => `${via?.kind ?? ''} ${node.name}`)
    const twoWays: Sketch = {
      objectives: { o: {} },
      services: { web: 'LIVE' },
      assets: { root: 'LIVE', b: 'LIVE', a: 'LIVE' },
      contributions: [['o', 'web', 1]],
      dependencies: [
        ['web', 'a:b', 1],
        ['web', 'a:a', 1],
      ],
      relations: [
        ['b', 'RUNS_ON', 'root', 0.5],
        ['a', 'RUNS_ON', 'root', 0.5],
        ['a', 'CALLS', 'root', 0.5],
      ],
    }
    const expected = [' root', 'CALLS a', 'SERVICE_DEPENDENCY web', 'CONTRIBUTION o']
    expect(names(twoWays, 'root')).toEqual(expected)
    expect(names({ ...twoWays, relations: twoWays.relations?.toReversed() ?? [] }, 'root')).toEqual(expected)
  })
})
