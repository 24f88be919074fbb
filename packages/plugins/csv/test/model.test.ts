import { parseRecord } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { csv } from '../src/index.ts'
import { CONFIG, FILES } from './model-tables.ts'

async function recordsIn(files: Readonly<Record<string, string>>, config: object) {
  const listings = await listOnce(csv, config, memoryFiles(files))
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

test('every kind of table of the model becomes records that refer to each other', async () => {
  const records = await recordsIn(FILES, CONFIG)
  for (const record of records) expect(parseRecord(record)).toEqual(record)
  expect(records).toEqual([
    {
      type: 'asset',
      externalId: 'SN-1',
      kind: 'csv.asset',
      name: 'SN-1',
      owner: { externalId: 't1' },
      cost: { amount: '12.5', currency: 'EUR' },
      availability: 0.99,
      services: [{ externalId: 's1' }, { name: 'Mail' }],
    },
    { type: 'person', externalId: 'p1', name: 'Ada', email: 'Carl@example.org', active: true },
    { type: 'person', externalId: 'p2', name: 'Bob', active: false },
    {
      type: 'team',
      externalId: 't1',
      name: 'Engines',
      kind: 'IT',
      parent: { name: 'Sales' },
      costCentre: '4711',
      members: [{ person: { email: 'carl@example.org' }, role: 'LEAD' }, { person: { externalId: 'p2' } }],
    },
    {
      type: 'service',
      externalId: 's1',
      name: 'Shop',
      owner: { externalId: 't1' },
      dependsOn: [
        { service: { externalId: 's2' }, strength: 0.5 },
        { service: { name: 'Mail' } },
        { asset: { name: 'web1' } },
      ],
      labels: { tier: '1' },
    },
    { type: 'service', externalId: 's2', name: 'Cart', owner: { name: 'Engines' } },
    {
      type: 'objective',
      externalId: 'Grow',
      title: 'Grow',
      weight: 2,
      status: 'ACTIVE',
      startsOn: '2030-01-01',
      services: [{ service: { name: 'Shop' }, share: 0.4 }],
      keyResults: [{ title: 'Orders', start: 10, target: 20 }],
    },
    {
      type: 'process',
      externalId: 'Selling',
      name: 'Selling',
      services: [{ service: { externalId: 's1' }, strength: 1 }],
      objectives: [{ objective: { externalId: 'Grow' } }],
    },
    {
      type: 'cost',
      externalId: 'L1',
      periodStart: '2026-03-01T00:00:00.000Z',
      periodEnd: '2026-04-01T00:00:00.000Z',
      amount: '-1000.000001',
      currency: 'EUR',
      category: 'CREDIT',
      assets: [{ externalId: 'web1' }, { name: 'web1' }],
      services: ['s1'],
    },
    {
      type: 'cost',
      externalId: 'L2',
      periodStart: '2026-03-01T12:00:00.000Z',
      periodEnd: '2026-03-02T00:00:00.000Z',
      amount: '7',
      currency: 'EUR',
      category: 'USAGE',
    },
    {
      type: 'change',
      externalId: 'C1',
      title: 'Move',
      changeType: 'NORMAL',
      state: 'CLOSED',
      sourceState: 'closed',
      actualStart: '2030-01-02T08:00:00.000Z',
      actualEnd: '2030-01-02T09:00:00.000Z',
      outcome: 'ROLLED_BACK',
      implementingTeam: 'Engines',
      services: ['Shop', 'Mail'],
      assets: [{ externalId: 'SN-1' }, { name: 'web1' }],
    },
    {
      type: 'change',
      externalId: 'C2',
      title: 'C2',
      changeType: 'NORMAL',
      state: 'AWAITING_APPROVAL',
      sourceState: 'Awaiting approval',
    },
    {
      type: 'ticketEvent',
      externalId: 'E1',
      ticket: 'T1',
      state: 'OPEN',
      sourceState: 'new',
      at: '2030-01-02T08:00:00.000Z',
    },
    {
      type: 'ticketEvent',
      externalId: 'E2',
      ticket: 'T1',
      state: 'ON_HOLD',
      sourceState: 'on hold',
      at: '2030-01-02T09:00:00.000Z',
    },
    {
      type: 'surveyInvitation',
      externalId: 'I1',
      survey: 'desk-2030',
      team: 'Engines',
      invited: 12,
      invitedAt: '2030-01-02T08:00:00.000Z',
    },
    { type: 'surveyInvitation', externalId: 'I2', survey: 'desk-2030', invited: 40 },
  ])
})

test.each([
  [
    'services.csv',
    'Key,Title,Team,Needs,Hosts,Tier\ns1,Shop,,Cart = much,,\n',
    /"Cart = much" in the column "Needs" has no number/,
  ],
  ['people.csv', 'Id;Name;Mail;Here\np1;Ada;ada;\n', /line 2: .*"Mail".*must be an e-mail address/],
  ['teams.csv', FILES['teams.csv'].replace('= lead', '= boss'), /has no role after =/],
  [
    'objectives.csv',
    FILES['objectives.csv'].replace('active', 'someday'),
    /"someday" in the column "Status"/,
  ],
  ['costs.csv', FILES['costs.csv'].replace('007', '1e-6'), /"1e-6" in the column "Sum" is not written out/],
  [
    'history.csv',
    FILES['history.csv'].replace('on hold', 'someday'),
    /"someday" in the column "To" is not the name/,
  ],
  [
    'changes.csv',
    FILES['changes.csv'].replace('rolled back', 'lost'),
    /"lost" in the column "Result" is not one of its values/,
  ],
  [
    'changes.csv',
    FILES['changes.csv'].replace('Awaiting approval', 'someday'),
    /"someday" in the column "Status"/,
  ],
  ['costs.csv', FILES['costs.csv'].replace('007', 'much'), /"much" in the column "Sum" is not a number/],
] as const)(
  'a row of %s that cannot be used is refused by file, line and column',
  async (file, text, sentence) => {
    await expect(recordsIn({ ...FILES, [file]: text }, CONFIG)).rejects.toThrow(sentence)
  },
)

test('a cost without a currency is refused', async () => {
  const { currency: _, ...without } = CONFIG
  await expect(recordsIn(FILES, without)).rejects.toThrow(/the cost in the column "Cost" has no currency/)
})
