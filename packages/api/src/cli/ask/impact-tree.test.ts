import { expect, test } from 'vitest'
import { renderTable } from '../text/table.ts'
import { treeRows } from '../text/tree.ts'
import { riskTree } from './impact-tree.ts'

const step = (name: string, kind?: string, strength = 1) => ({
  name,
  node: { __typename: 'Asset', id: name },
  via: kind === undefined ? null : { kind, strength },
})

test('an objective has below it what it rests on, down to what fails; the same way is shown once', () => {
  const common = [step('switch'), step('host', 'CONNECTS_TO'), step('Bridge', 'SERVICE_DEPENDENCY', 0.9)]
  const tree = riskTree({
    objective: { title: 'Win customers' },
    valueAtRisk: 0.2143,
    loss: 0.95,
    parts: [
      {
        name: 'Checkout',
        share: 0.9,
        loss: 0.81,
        path: [
          ...common,
          step('Checkout', 'SERVICE_DEPENDENCY', 0.5),
          step('Win customers', 'CONTRIBUTION', 0.9),
        ],
      },
      {
        name: 'Bridge',
        share: 0.4,
        loss: 0.36,
        path: [...common, step('Win customers', 'CONTRIBUTION', 0.4)],
      },
    ],
  })
  const columns = ['OBJECTIVE', 'LINK', 'STRENGTH', 'LOSS', 'RISK'].map((heading) => ({ heading }))
  expect(renderTable({ columns, rows: treeRows([tree]) })).toBe(
    [
      'OBJECTIVE             LINK                STRENGTH  LOSS  RISK',
      'Win customers                                       0.95  0.214',
      '├─ Checkout           contribution        0.90      0.81',
      '│  └─ Bridge          service dependency  0.50',
      '│     └─ host         service dependency  0.90',
      '│        └─ switch    connects to         1.00',
      '└─ Bridge (as above)  contribution        0.40      0.36',
    ].join('\n'),
  )
})
