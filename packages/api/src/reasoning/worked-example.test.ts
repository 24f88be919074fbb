import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { criticality } from './criticality.ts'
import { impact } from './impact.ts'
import { sketchGraph } from './parts.fixture.ts'

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

it('is what the documentation says', () => {
  const page = readFileSync(new URL('../../docs/reasoning.md', import.meta.url), 'utf8')
  const table = /<!-- example:begin -->\n([\s\S]*?)<!-- example:end -->/.exec(page)?.[1] ?? ''
  const rows = table.trim().split('\n').slice(2)
  expect(rows).toHaveLength(6)
  const shown = (value: number) => (value === 0 ? '0' : value.toFixed(4))
  for (const row of rows) {
    const names = row.split('|')[1]?.trim() ?? ''
    const result = impact(
      graph,
      names.split(', ').map((id) => ({ type: 'Asset', id })),
    )
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
