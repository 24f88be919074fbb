/**
 * Tannenlund Markets, an invented regional grocer: 26 stores, one distribution centre, an online shop with home
 * delivery by its own vans. Everything in this folder is about that company.
 */
export interface TeamSpec {
  name: string
  kind: 'BUSINESS' | 'IT'
  costCentre: string
  contact: string
  labels: Record<string, string>
}

export const TEAMS = {
  'online-sales': {
    name: 'Online Sales',
    kind: 'BUSINESS',
    costCentre: '4100',
    contact: 'online-sales@tannenlund.example',
    labels: { division: 'sales' },
  },
  'store-operations': {
    name: 'Store Operations',
    kind: 'BUSINESS',
    costCentre: '4200',
    contact: 'store-operations@tannenlund.example',
    labels: { division: 'sales' },
  },
  logistics: {
    name: 'Logistics',
    kind: 'BUSINESS',
    costCentre: '4300',
    contact: 'logistics@tannenlund.example',
    labels: { division: 'supply' },
  },
  purchasing: {
    name: 'Purchasing',
    kind: 'BUSINESS',
    costCentre: '4400',
    contact: 'purchasing@tannenlund.example',
    labels: { division: 'supply' },
  },
  finance: {
    name: 'Finance and Compliance',
    kind: 'BUSINESS',
    costCentre: '4900',
    contact: 'finance@tannenlund.example',
    labels: { division: 'corporate' },
  },
  'digital-shop': {
    name: 'Digital Shop',
    kind: 'IT',
    costCentre: '7110',
    contact: 'digital-shop@tannenlund.example',
    labels: { division: 'it', channel: 'team-digital-shop' },
  },
  'store-systems': {
    name: 'Store Systems',
    kind: 'IT',
    costCentre: '7120',
    contact: 'store-systems@tannenlund.example',
    labels: { division: 'it', channel: 'team-store-systems' },
  },
  'supply-chain': {
    name: 'Supply Chain Systems',
    kind: 'IT',
    costCentre: '7130',
    contact: 'supply-chain-systems@tannenlund.example',
    labels: { division: 'it', channel: 'team-supply-chain' },
  },
  platform: {
    name: 'Platform',
    kind: 'IT',
    costCentre: '7200',
    contact: 'platform@tannenlund.example, on call +49 555 0100',
    labels: { division: 'it', channel: 'team-platform' },
  },
  network: {
    name: 'Network and Sites',
    kind: 'IT',
    costCentre: '7300',
    contact: 'network@tannenlund.example, on call +49 555 0101',
    labels: { division: 'it', channel: 'team-network' },
  },
} as const satisfies Record<string, TeamSpec>

export type TeamKey = keyof typeof TEAMS
