import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { significant } from '../graph/figures.ts'
import { buildImpactGraph } from './build-graph.ts'
import { fatalNext } from './fatal-next.ts'
import { fatalPageInSlices } from './fatal-page.ts'
import { naiveValueAtRisk } from './naive.fixture.ts'
import type { GraphNodeRef, GraphParts } from './network.ts'
import { organisations, sets } from './organisations.fixture.ts'
import { type Sketch, sketchGraph } from './parts.fixture.ts'

interface ByDefinition {
  /** Rise and value at risk with nothing down, by id. */
  readonly figures: ReadonlyMap<string, readonly [rise: number, alone: number]>
  readonly fatal: readonly string[]
  /** Nodes whose two sides differ by noise of the arithmetic alone, which may round to either side. */
  readonly ties: ReadonlySet<string>
}

/** The definition, word by word, on every node. */
function naive(parts: GraphParts, set: readonly GraphNodeRef[]): ByDefinition {
  const live = [...parts.assets, ...parts.services].filter(({ lifecycle }) => lifecycle === 'LIVE')
  const down = new Set(set.map(({ id }) => id))
  const before = naiveValueAtRisk(parts, down)
  const outside = live.filter(({ id }) => !down.has(id))
  const rows = outside.map(({ id }) => {
    const together = naiveValueAtRisk(parts, new Set([...down, id]))
    return { id, rise: together - before, alone: naiveValueAtRisk(parts, new Set([id])) }
  })
  return {
    figures: new Map(rows.map(({ id, rise, alone }) => [id, [rise, alone]])),
    fatal: rows.filter(({ rise, alone }) => rise > alone).map(({ id }) => id),
    ties: new Set(
      rows
        .filter(({ rise, alone }) => Math.abs(rise - alone) <= 2e-12 * (before + alone))
        .map(({ id }) => id),
    ),
  }
}

/** The same organisation with most of its redundancy at work: all live, and every dependency in a group that can spare one. */
function redundant(parts: GraphParts): GraphParts {
  const live = <Row>(rows: readonly Row[]) => rows.map((row) => ({ ...row, lifecycle: 'LIVE' as const }))
  const dependencies = parts.dependencies.map((row) => ({ ...row, groupId: row.serviceId.replace('s', 'g') }))
  const groups = parts.groups.map((group) => {
    const members = dependencies.filter(({ groupId }) => groupId === group.id)
    return {
      ...group,
      members: members.length,
      minAvailable: Math.max(1, members.length - 1),
      strength: Math.max(0, ...members.map(({ strength }) => strength)),
    }
  })
  const objectives = parts.objectives.map((row) => ({
    ...row,
    status: 'ACTIVE' as const,
    startsOn: null,
    endsOn: null,
  }))
  const [assets, services] = [live(parts.assets), live(parts.services)]
  const contributions = [
    ...parts.contributions.filter(({ objectiveId }) => objectiveId !== 'o0'),
    ...services.map(({ id }) => ({
      objectiveId: 'o0',
      serviceId: id,
      share: 0.4,
      validFrom: null,
      validTo: null,
    })),
  ]
  return { ...parts, assets, services, objectives, dependencies, groups, contributions }
}

it('finds what the definition finds, node by node, in any organisation', () => {
  let found = 0
  fc.assert(
    fc.property(organisations(true), sets, fc.boolean(), (drawn, wanted, isRedundant) => {
      const parts = isRedundant ? redundant(drawn) : drawn
      const set = wanted.slice(0, isRedundant ? 1 : 4)
      const graph = buildImpactGraph(parts)
      const result = fatalNext(graph, set)
      const expected = naive(parts, set)
      const certain = (ids: readonly string[]) => ids.filter((id) => !expected.ties.has(id)).sort()
      expect(certain(result.nodes.map(({ node }) => node.id))).toEqual(certain(expected.fatal))
      expect(result.valueAtRisk).toBeCloseTo(naiveValueAtRisk(parts, new Set(set.map(({ id }) => id))), 12)
      for (const row of result.nodes) {
        const [rise = -1, alone = -1] = expected.figures.get(row.node.id) ?? []
        expect(row.rise).toBeCloseTo(rise, 12)
        expect(row.valueAtRiskAlone).toBeCloseTo(alone, 12)
        expect(row.valueAtRisk).toBeCloseTo(result.valueAtRisk + rise, 12)
        const { groups, path } = result.detail(row)
        expect(groups.every(({ fails }) => fails)).toBe(true)
        expect(groups).not.toEqual([])
        expect(path.at(-1)?.node.type).toBe('Objective')
      }
      const rises = result.nodes.map(({ rise }) => significant(rise))
      expect(rises).toEqual(rises.toSorted((a, b) => b - a))
      found += result.nodes.length
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
  )
  expect(found).toBeGreaterThan(10)
})

const pair: Sketch = {
  objectives: { o: {} },
  services: { s: 'LIVE', t: 'LIVE' },
  assets: { a: 'LIVE', b: 'LIVE', host: 'LIVE', edge: 'LIVE' },
  contributions: [['o', 's', 0.8]],
  groups: { g: ['s', 1] },
  dependencies: [
    ['s', 'a:a', 1, 'g'],
    ['s', 'a:b', 1, 'g'],
  ],
  relations: [['b', 'RUNS_ON', 'host', 1]],
}

/** [id, rise, with nothing down], as they are listed. */
function rows(sketch: Sketch, ...down: readonly string[]) {
  const set = down.map((id): GraphNodeRef => ({ type: sketch.services?.[id] ? 'Service' : 'Asset', id }))
  const { nodes } = fatalNext(sketchGraph(sketch), set)
  return nodes.map(({ node, rise, valueAtRiskAlone }) => [
    node.id,
    significant(rise),
    significant(valueAtRiskAlone),
  ])
}

it('is searched for in slices, and given up after a stated time', async () => {
  const graph = sketchGraph(pair)
  const question = { set: [{ type: 'Asset', id: 'a' }], page: { first: 10 }, detailed: true } as const
  const pause = async () => undefined
  const found = await fatalPageInSlices(graph, question, { slice: 0, pause })
  expect(found.edges.map(({ item }) => item.node.id)).toEqual(['b', 'host'])
  await expect(fatalPageInSlices(graph, question, { slice: 0, pause, limit: 0 })).rejects.toThrow(
    /^of: leaves more nodes to try than 0 seconds are enough for; name fewer nodes/,
  )
})

describe('the next fatal failure', () => {
  it('is the spare of a group whose other member is down, and what is below it', () => {
    expect(rows(pair, 'a')).toEqual([
      ['b', 0.8, 0],
      ['host', 0.8, 0],
    ])
    expect(rows(pair, 'b')).toEqual([['a', 0.8, 0]])
    expect(rows(pair, 'a', 'b')).toEqual([])
    expect(rows(pair, 'host')).toEqual([['a', 0.8, 0]])
    expect(rows(pair, 'edge')).toEqual([])
    expect(rows({ ...pair, assets: { ...pair.assets, b: 'RETIRED' } }, 'a')).toEqual([])
  })

  it('counts as far as the group fails', () => {
    const sketch: Sketch = { ...pair, relations: [['a', 'RUNS_ON', 'edge', 0.5]] }
    expect(rows(sketch, 'edge')).toEqual([['b', 0.4, 0]])
    // Half of a way is down; a whole failure of the other half makes it no worse.
    expect(rows(sketch, 'b')).toEqual([
      ['a', 0.8, 0],
      ['edge', 0.4, 0],
    ])
  })

  it('is decided by what is lost in addition, not by the group', () => {
    const capped: Sketch = {
      ...pair,
      contributions: [
        ['o', 's', 0.8],
        ['o', 't', 0.5],
      ],
    }
    expect(rows(capped, 'a', 't')).toEqual([
      ['b', 0.5, 0],
      ['host', 0.5, 0],
    ])
    // With nothing down, b takes t with it and costs as much.
    const both = { ...capped, dependencies: [...(pair.dependencies ?? []), ['t', 'a:b', 1] as const] }
    expect(rows(both, 'a', 't')).toEqual([])
  })

  it('names the group that would fail, the path through it, and the reason', () => {
    const graph = sketchGraph(pair)
    const result = fatalNext(graph, [{ type: 'Asset', id: 'a' }])
    const [b] = result.nodes
    const detail = b && result.detail(b)
    expect(detail?.groups).toMatchObject([{ id: 'g', fails: true, failureThreshold: 2 }])
    expect(detail?.path.map(({ node }) => node.id).slice(1)).toEqual(['s', 'o'])
    expect(detail?.explanation.reasons).toEqual([
      {
        code: 'GROUP_FAILS',
        text: 'Redundancy group g of s needs 1 of 2 and cannot do without a, b together.',
      },
      {
        code: 'FATAL_NEXT',
        text: 'If b fails next, value at risk rises by 0.80 to 0.80; with nothing down its failure puts 0.00 at risk.',
      },
    ])
  })
})
