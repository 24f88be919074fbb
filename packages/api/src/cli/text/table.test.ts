import { expect, test } from 'vitest'
import { renderFacts } from './facts.ts'
import { PLAIN } from './style.ts'
import { renderTable } from './table.ts'
import { treeRows } from './tree.ts'
import { widthOf } from './wrap.ts'

const COLUMNS = [
  { heading: 'NAME', least: 8 },
  { heading: 'COST', align: 'right' },
  { heading: 'ID' },
] as const
const ROWS = [
  ['決済 サービス', '1.50', 'service_1'],
  ['Zahlung 👩‍👩‍👧‍👦', '', 'service_2'],
  ['plain', '12.00', 'service_3'],
]
const at = (width: number) => ({ width, style: PLAIN })

test('wide characters and emoji take the columns that a terminal gives them', () => {
  expect(renderTable({ columns: COLUMNS, rows: ROWS })).toBe(
    [
      'NAME            COST  ID',
      '決済 サービス   1.50  service_1',
      'Zahlung 👩‍👩‍👧‍👦            service_2',
      'plain          12.00  service_3',
    ].join('\n'),
  )
})

test.each([200, 31, 30, 28, 26, 24])('no line is wider than %i columns, and no text is lost', (width) => {
  const lines = renderTable({ columns: COLUMNS, rows: ROWS }, at(width)).split('\n')
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
  const shown = lines.join('').replace(/\s/g, '')
  for (const text of ROWS.flat())
    for (const word of text.split(' ')) expect([...shown]).toEqual(expect.arrayContaining([...word]))
  expect(lines.every((line) => line === line.trimEnd())).toBe(true)
})

test('texts are wrapped between words first, then within them; then each row is a block', () => {
  const table = { columns: COLUMNS, rows: [['Checkout and payment', '9.00', 'service_1']] }
  expect(renderTable(table, at(29))).toBe(
    ['NAME          COST  ID', 'Checkout and  9.00  service_1', 'payment'].join('\n'),
  )
  expect(renderTable({ ...table, rows: [['kubernetes.deployment', '9.00', 'x']] }, at(20))).toBe(
    ['NAME        COST  ID', 'kubernetes  9.00  x', '.deploymen', 't'].join('\n'),
  )
  expect(renderTable(table, at(20))).toBe(
    ['Checkout and payment', '  COST  9.00', '  ID    service_1'].join('\n'),
  )
})

test('columns without a value are left out, headings of an empty table are not', () => {
  expect(renderTable({ columns: COLUMNS, rows: [['a', '', 'b']] })).toBe('NAME  ID\na     b')
  expect(renderTable({ columns: COLUMNS, rows: [] })).toBe('NAME  COST  ID')
})

test('nothing that a terminal would execute is printed', () => {
  const name = 'evil\u001b[2J\u001b]0;title\u0007\r\nname\u202etxt'
  const shown = 'evil\\u001b[2J\\u001b]0;title\\u0007\\u000d\\u000aname\\u202etxt'
  expect(renderTable({ columns: [{ heading: 'N' }], rows: [[name]] })).toBe(`N\n${shown}`)
  expect(renderFacts([['Name', name]])).toBe(`Name  ${shown}`)
})

const TREE = treeRows([
  {
    text: 'Win customers who come back',
    cells: ['1.00'],
    children: [
      {
        text: 'Shop',
        cells: ['0.90'],
        children: [{ text: 'message-bridge-production', cells: ['0.50'], children: [] }],
      },
      { text: '決済サービス', cells: ['0.10'], children: [] },
    ],
  },
])

test('a tree has guides, and its columns stand below each other', () => {
  const columns = [{ heading: 'OBJECTIVE', least: 12 }, { heading: 'LOSS' }]
  expect(renderTable({ columns, rows: TREE })).toBe(
    [
      'OBJECTIVE                        LOSS',
      'Win customers who come back      1.00',
      '├─ Shop                          0.90',
      '│  └─ message-bridge-production  0.50',
      '└─ 決済サービス                  0.10',
    ].join('\n'),
  )
  expect(renderTable({ columns, rows: TREE }, at(24))).toBe(
    [
      'OBJECTIVE           LOSS',
      'Win customers       1.00',
      '│  who come back',
      '├─ Shop             0.90',
      '│  └─ message-brid  0.50',
      '│     ge-productio',
      '│     n',
      '└─ 決済サービス     0.10',
    ].join('\n'),
  )
})

test('facts stand to the right of their names; those without a value are left out', () => {
  const facts = [
    ['Owner', 'Digital Shop'],
    ['Environment', ''],
    ['Description', 'Catalogue and basket'],
  ] as const
  expect(renderFacts(facts, at(25))).toBe(
    ['Owner        Digital Shop', 'Description  Catalogue', '             and basket'].join('\n'),
  )
})
