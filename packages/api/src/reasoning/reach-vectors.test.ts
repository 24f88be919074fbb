import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BareSearch } from './bare-search.ts'
import { buildImpactGraph } from './build-graph.ts'
import { isLinked, linksOf } from './links.ts'
import { organisations } from './organisations.fixture.ts'
import { sketchGraph } from './parts.fixture.ts'
import { ReachVectors } from './reach-vectors.ts'
import { waysOf } from './ways.ts'

function vectorsOf(graph: ReturnType<typeof buildImpactGraph>, mostEntries?: number) {
  const links = linksOf(graph)
  const ways = waysOf(graph, (position) => isLinked(links, position))
  const linked = graph.nodes.map((_, position) => isLinked(links, position))
  const vectors = new ReachVectors({
    ways,
    isLinked: Uint8Array.from(linked, Number),
    isAsset: Uint8Array.from(graph.nodes, ({ type }) => Number(type === 'Asset')),
    ...(mostEntries === undefined ? {} : { mostEntries }),
  })
  return { ways, linked, vectors }
}

it.each([undefined, 0, 6])(
  'finds what a search finds, with room for %s entries of vectors',
  (mostEntries) => {
    fc.assert(
      fc.property(organisations(true), fc.double({ min: 0.01, max: 1, noNaN: true }), (parts, hard) => {
        const graph = buildImpactGraph(parts)
        const { ways, linked, vectors } = vectorsOf(graph, mostEntries)
        const search = new BareSearch(ways)
        graph.nodes.forEach(({ type }, start) => {
          if (type !== 'Asset' && type !== 'Service') return
          const found = new Map(vectors.from(start, hard).map((node) => [node, vectors.reaches[node] ?? 0]))
          const expected = search.from(start, hard).filter((node) => linked[node])
          expect([...found.keys()].filter((node) => linked[node]).sort()).toEqual(expected.sort())
          for (const node of expected) expect(found.get(node)).toBeCloseTo(search.reaches[node] ?? 0, 13)
        })
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    )
  },
)

it('fails a group whose members are hit through different dependents, and one that hangs on it', () => {
  const graph = sketchGraph({
    objectives: { o: {} },
    services: { web: 'LIVE', shop: 'LIVE', left: 'LIVE', right: 'LIVE', third: 'LIVE', spare: 'LIVE' },
    assets: { host: 'LIVE', rack: 'LIVE' },
    contributions: [['o', 'shop', 1]],
    groups: { front: ['web', 2], two: ['shop', 1] },
    dependencies: [
      ['web', 's:left', 1, 'front'],
      ['web', 's:right', 1, 'front'],
      ['web', 's:third', 1, 'front'],
      ['shop', 's:web', 0.5, 'two'],
      ['shop', 's:spare', 0.5, 'two'],
      ['left', 'a:host', 1],
      ['right', 'a:host', 0.5],
      ['spare', 'a:host', 0.25],
    ],
    relations: [['host', 'RUNS_ON', 'rack', 0.5]],
  })
  const { vectors } = vectorsOf(graph)
  const at = (type: 'Asset' | 'Service', id: string) => graph.position({ type, id }) ?? -1
  vectors.from(at('Asset', 'host'), 1)
  expect(vectors.reaches[at('Service', 'web')]).toBe(0.5)
  expect(vectors.reaches[at('Service', 'shop')]).toBe(0.125)
  vectors.from(at('Asset', 'rack'), 1)
  expect(vectors.reaches[at('Service', 'shop')]).toBe(0.0625)
  vectors.from(at('Service', 'left'), 1)
  expect(vectors.reaches[at('Service', 'shop')]).toBe(0)
})
