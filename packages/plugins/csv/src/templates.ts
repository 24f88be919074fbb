import { MODEL_TABLES, type ModelTable, templateHeader } from './model-config.ts'

/** Rows of each sheet that show what its columns mean. */
const EXAMPLES: Readonly<Record<ModelTable, readonly Readonly<Record<string, string>>[]>> = {
  people: [
    { externalId: 'ada', name: 'Ada Lovelace', email: 'ada@example.org', active: 'yes' },
    { externalId: 'charles', name: 'Charles Babbage', email: 'charles@example.org', active: 'no' },
  ],
  teams: [
    { externalId: 'it', name: 'IT', kind: 'IT' },
    {
      externalId: 'engines',
      name: 'Engines',
      kind: 'IT',
      parent: 'it',
      costCentre: '4711',
      contact: '#engines',
      members: 'ada@example.org = LEAD; charles@example.org',
      url: 'https://wiki.example.org/engines',
    },
  ],
  services: [
    {
      externalId: 'shop',
      name: 'Shop',
      kind: 'BUSINESS',
      lifecycle: 'LIVE',
      availability: '0.999',
      description: 'Where customers buy',
      owner: 'Engines',
      dependsOn: 'cart = 0.5; Mail',
      assets: 'web-1',
      url: 'https://shop.example.org',
    },
    { externalId: 'cart', name: 'Cart', kind: 'TECHNICAL', owner: 'Engines' },
  ],
  objectives: [
    {
      externalId: 'growth',
      title: 'Growth',
      benefit: 'More customers come back',
      owner: 'Engines',
      weight: '3',
      status: 'ACTIVE',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      services: 'Shop = 0.6',
      keyResult: 'Orders a day',
      start: '100',
      target: '150',
      current: '120',
    },
    { externalId: 'orders', title: 'More orders', parent: 'growth', status: 'DRAFT' },
  ],
  processes: [
    {
      externalId: 'selling',
      name: 'Selling',
      description: 'From the order to the invoice',
      owner: 'Engines',
      services: 'Shop = 1',
      objectives: 'Growth = 0.5',
    },
  ],
  costs: [
    {
      externalId: 'INV-7/1',
      periodStart: '2026-01-01',
      periodEnd: '2026-04-01',
      amount: '1200.50',
      currency: 'EUR',
      category: 'USAGE',
      service: 'Shop',
      resource: 'Hosting of the shop',
      provider: 'Example Hosting',
      product: 'Servers',
      account: '4711',
    },
    {
      externalId: 'INV-7/2',
      periodStart: '2026-01-01',
      amount: '-50',
      currency: 'EUR',
      category: 'CREDIT',
      asset: 'web-1',
    },
  ],
  ticketEvents: [
    { externalId: 'OPS-7/1', ticket: 'OPS-7', state: 'OPEN', at: '2026-01-05T08:00:00Z' },
    { externalId: 'OPS-7/2', ticket: 'OPS-7', state: 'RESOLVED', at: '2026-01-05T10:30:00Z' },
  ],
  surveyInvitations: [
    {
      externalId: 'desk-2026/engines',
      survey: 'desk-2026',
      team: 'Engines',
      invited: '12',
      invitedAt: '2026-01-05T08:00:00Z',
    },
    { externalId: 'desk-2026/others', survey: 'desk-2026', invited: '40' },
  ],
}

/** The kinds of sheets that there are templates of. */
export const SHEETS: readonly string[] = MODEL_TABLES

/** A sheet with a header and examples, for the setting `template` of its kind; undefined for a kind that is not known. */
export function sheetTemplate(kind: string): string | undefined {
  const table = MODEL_TABLES.find((one) => one === kind)
  if (table === undefined) return undefined
  const header = templateHeader(table)
  const rows = EXAMPLES[table].map((row) => header.map((field) => quoted(row[field] ?? '')))
  return `${[header, ...rows].map((cells) => cells.join(',')).join('\n')}\n`
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
