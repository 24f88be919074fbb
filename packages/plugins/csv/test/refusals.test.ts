import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { csv, sheetTemplate } from '../src/index.ts'

/** Reads a sheet made from its template with one row of these cells. */
async function readRow(kind: string, cells: Readonly<Record<string, string>>): Promise<unknown> {
  const [header = ''] = (sheetTemplate(kind) ?? '').split('\n')
  const columns = header.split(',').filter((column) => !column.includes(':'))
  const row = columns.map((column) => cells[column] ?? '').join(',')
  return listOnce(csv, { [kind]: 'template' }, memoryFiles({ 'a.csv': `${columns.join(',')}\n${row}\n` }))
}

test.each([
  [
    'services',
    { availability: '1.5' },
    '"1.5" in the column "availability" is more than 1. Write a number from 0 to 1: 99 % is 0.99.',
  ],
  [
    'services',
    { availability: '-1' },
    '"-1" in the column "availability" is less than 0. Write a number of at least 0.',
  ],
  ['services', { csatTarget: '0' }, '"0" in the column "csatTarget" is not above 0. Write a number above 0.'],
  [
    'services',
    { csatTarget: '80' },
    '"80" in the column "csatTarget" is more than 1. Write a number from 0 to 1: 99 % is 0.99.',
  ],
  [
    'services',
    { dependsOn: 'Cart; Mail = 2' },
    '"Mail = 2" in the column "dependsOn" has no number from 0 to 1 after =.',
  ],
  [
    'services',
    { dependsOn: `Cart; ${'m'.repeat(501)}` },
    /"m{60}…" in the column "dependsOn" has more than \d+ characters/,
  ],
  [
    'services',
    { dependsOn: 'Cart', assets: `web-1; ${'w'.repeat(501)}` },
    /"w{60}…" in the column "assets" has more than \d+ characters/,
  ],
  [
    'teams',
    { name: 'n'.repeat(201) },
    /"n{60}…" in the column "name" has more than 200 characters. Write at most 200 characters./,
  ],
  [
    'teams',
    { url: 'ftp://ada:secret@wiki.example' },
    '"ftp://wiki.example" in the column "url" must be an absolute http or https address. Correct the row.',
  ],
  [
    'assets',
    { kind: 'server', cost: '-5', currency: 'EUR' },
    '"-5" in the column "cost" is less than 0. Write what the asset costs per month, 0 or more',
  ],
  [
    'assets',
    { kind: 'server', cost: '1.23456', currency: 'EUR' },
    '"1.23456" in the column "cost" is no amount that can be kept. Write it without a unit',
  ],
  [
    'assets',
    { kind: 'server', services: `Shop; ${'s'.repeat(501)}` },
    /"s{60}…" in the column "services" has more than/,
  ],
  [
    'costs',
    { periodStart: '2030-01-01', amount: '1'.repeat(17), currency: 'EUR' },
    `"${'1'.repeat(17)}" in the column "amount" is no amount that can be kept.`,
  ],
  [
    'objectives',
    { keyResult: 'Orders', start: '1' },
    'the column "target" is empty. A key result goes from a start to a target: fill it in, or leave "keyResult" empty too.',
  ],
  ['objectives', { keyResult: 'Orders', target: '1' }, 'the column "start" is empty.'],
  ['objectives', { keyResult: 'Orders', start: '1', target: '1' }, '"1" in the column "target" is the start'],
  [
    'objectives',
    { keyResult: 'k'.repeat(201), start: '1', target: '2' },
    /"k{60}…" in the column "keyResult" has more than 200 characters/,
  ],
  [
    'objectives',
    { services: 'Shop = 1.1' },
    '"Shop = 1.1" in the column "services" has no number from 0 to 1 after =.',
  ],
  [
    'people',
    { email: 'ada' },
    '"ada" in the column "email" must be an e-mail address such as ada@example.org. Correct the row.',
  ],
  [
    'tickets',
    { state: 'OPEN', openedAt: '2030-01-01', services: `Shop; ${'s'.repeat(301)}` },
    /"s{60}…" in the column "services" has more than 300 characters/,
  ],
] as const)(
  'a row of %s with %j is refused with the value and what to write',
  async (kind, cells, message) => {
    await expect(readRow(kind, { externalId: 'x', ...cells })).rejects.toThrow(message)
    await expect(readRow(kind, { externalId: 'x', ...cells })).rejects.toThrow(/^a\.csv, line 2: /)
  },
)

test('a key result whose target no column names is told with the setting', async () => {
  const config = { objectives: { columns: { externalId: 'Id', keyResult: 'Measure', start: 'From' } } }
  const files = memoryFiles({ 'a.csv': 'Id,Measure,From\nx,Orders,1\n' })
  await expect(listOnce(csv, config, files)).rejects.toThrow(
    'a.csv, line 2: the key result "Orders" has no target. Name a column with objectives.columns.target.',
  )
})
