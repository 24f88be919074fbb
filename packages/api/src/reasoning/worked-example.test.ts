import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { significant } from '../graph/figures.ts'
import { criticality } from './criticality.ts'
import { fatalNext } from './fatal-next.ts'
import { impact } from './impact.ts'
import { sketchGraph } from './parts.fixture.ts'
import { simulate } from './simulation.ts'

const graph = sketchGraph({
  objectives: {
    grow: { weight: 3 },
    online: { parent: 'grow', weight: 2 },
    stores: { parent: 'grow' },
    save: {},
  },
  services: { checkout: 'LIVE', cart: 'LIVE', ledger: 'LIVE' },
  assets: { 'cart-db': 'LIVE', host: 'LIVE', rack: 'LIVE', n1: 'LIVE', n2: 'LIVE', n3: 'LIVE' },
  contributions: [
    ['online', 'checkout', 0.8],
    ['grow', 'ledger', 0.5],
    ['save', 'ledger', 0.25],
  ],
  processServices: [['close the month', 'ledger', null]],
  processObjectives: [['close the month', 'save', 0.6]],
  groups: { nodes: ['checkout', 2] },
  dependencies: [
    ['checkout', 's:cart', 1],
    ['checkout', 'a:n1', 1, 'nodes'],
    ['checkout', 'a:n2', 1, 'nodes'],
    ['checkout', 'a:n3', 0.5, 'nodes'],
    ['cart', 'a:cart-db', 0.5],
    ['ledger', 'a:host', 1],
  ],
  relations: [
    ['cart-db', 'RUNS_ON', 'host', 1],
    ['rack', 'CONTAINS', 'host', 1],
  ],
})

const page = readFileSync(new URL('../../docs/reasoning.md', import.meta.url), 'utf8')

/** The rows of a table of the page, without its head. */
function rowsOf(table: string): string[] {
  const text = new RegExp(`<!-- ${table}:begin -->\\n([\\s\\S]*?)<!-- ${table}:end -->`).exec(page)?.[1] ?? ''
  return text.trim().split('\n').slice(2)
}

const shown = (value: number) => (significant(value) === 0 ? '0' : value.toFixed(4))
const assets = (names: string) => names.split(', ').map((id) => ({ type: 'Asset', id }) as const)

it('is what the documentation says', () => {
  const rows = rowsOf('example')
  expect(rows).toHaveLength(6)
  for (const row of rows) {
    const names = row.split('|')[1]?.trim() ?? ''
    const result = impact(graph, assets(names))
    const reach = ['online', 'stores', 'save'].map((name) =>
      shown(result.objectives.find(({ objective }) => objective.name === name)?.loss ?? 0),
    )
    expect(`| ${[names, ...reach, shown(result.valueAtRisk)].join(' | ')} |`).toBe(row.replace(/ +/g, ' '))
  }
  expect(criticality(graph, { type: 'Service', id: 'checkout' })).toMatchObject({
    level: 'CRITICAL',
    valueAtRisk: 0.4,
  })
})

it('is what the documentation says while something is down', () => {
  const rows = rowsOf('simulation')
  expect(rows).toHaveLength(4)
  for (const row of rows) {
    const [of = '', down = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim())
    const found = simulate(
      graph,
      assets(of),
      assets(down).map((node) => ({ node, alerts: [] })),
    )
    const figures = [
      impact(graph, assets(of)).valueAtRisk,
      found.valueAtRiskBefore,
      found.together.valueAtRisk,
      found.addedValueAtRisk,
    ]
    expect(`| ${[of, down, ...figures.map(shown)].join(' | ')} |`).toBe(row.replace(/ +/g, ' '))
  }
  const next = (down: string) =>
    fatalNext(graph, assets(down)).nodes.map(({ node, rise }) => [node.id, shown(rise)])
  expect(next('n1')).toEqual([
    ['n2', '0.4000'],
    ['n3', '0.4000'],
  ])
  expect(next('rack, n1')).toEqual([
    ['n2', '0.0500'],
    ['n3', '0.0500'],
  ])
})
