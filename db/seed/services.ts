import type { TeamKey } from './teams.ts'

export interface ServiceSpec {
  name: string
  description: string
  kind: 'BUSINESS' | 'TECHNICAL'
  lifecycle: 'PLANNED' | 'LIVE' | 'RETIRED'
  owner: TeamKey | null
  labels: Record<string, string>
  /** The duty that takes all of its work, whatever the objectives are. */
  runDuty?: string
}

function business(
  name: string,
  owner: TeamKey,
  description: string,
  labels: Record<string, string> = {},
): ServiceSpec {
  return { name, description, kind: 'BUSINESS', lifecycle: 'LIVE', owner, labels }
}

function technical(
  name: string,
  owner: TeamKey | null,
  description: string,
  labels: Record<string, string> = {},
): ServiceSpec {
  return { name, description, kind: 'TECHNICAL', lifecycle: 'LIVE', owner, labels }
}

/**
 * Gaps on purpose: `stock-bridge` is critical and nobody owns it; `store-music`, `recipe-magazine`,
 * `supplier-fax` and `accounting` reach no active objective (the one of accounting was achieved last year, and what
 * goes on there is a duty).
 */
export const SERVICES = {
  'online-shop': business(
    'Online shop',
    'digital-shop',
    'Catalogue, basket and account pages on the web and in the app.',
    { channel: 'online' },
  ),
  checkout: business(
    'Checkout and payment',
    'digital-shop',
    'From the basket to a paid order, with vouchers and reservations of goods.',
    { channel: 'online', pci: 'yes' },
  ),
  'delivery-slots': business(
    'Delivery slot booking',
    'digital-shop',
    'Offers the delivery hours that the vans can really keep.',
    { channel: 'online' },
  ),
  'order-picking': business(
    'Order picking',
    'supply-chain',
    'Guides the pickers through hall 1 with handheld scanners.',
    { channel: 'online', site: 'lc1' },
  ),
  'tour-planning': business(
    'Delivery tour planning',
    'supply-chain',
    'Turns the paid orders of a wave into tours for 64 vans.',
    { channel: 'online' },
  ),
  'store-tills': business(
    'Store tills',
    'store-systems',
    'Sells at 312 tills, and goes on alone while the line is down.',
    { channel: 'stores', pci: 'yes' },
  ),
  replenishment: business(
    'Store replenishment',
    'supply-chain',
    'Proposes and sends the orders of every store, every night.',
    { channel: 'stores' },
  ),
  prices: business(
    'Prices and promotions',
    'store-systems',
    'One price for an article, on the shelf, at the till and online.',
    { channel: 'all' },
  ),
  loyalty: business('Loyalty card', 'digital-shop', 'Points and personal offers for 410,000 households.', {
    channel: 'all',
    personal: 'yes',
  }),
  privacy: business(
    'Privacy requests',
    'digital-shop',
    'Answers people who ask what we hold about them, and deletes it.',
    { personal: 'yes' },
  ),
  accounting: {
    ...business('Accounting', 'supply-chain', 'Ledger, invoices and month-end closing.'),
    runDuty: 'Books and annual accounts, required by commercial law',
  },
  'store-music': business(
    'Store music and signage',
    'store-systems',
    'Playlists and screens in the stores.',
    { channel: 'stores' },
  ),
  'recipe-magazine': business(
    'Recipe magazine',
    'digital-shop',
    'Recipes with shopping lists, started for the jubilee.',
    { channel: 'online' },
  ),
  'freshness-forecast': {
    ...business(
      'Freshness forecast',
      'supply-chain',
      'Would tell each store what will expire unsold. Waiting for a budget.',
    ),
    lifecycle: 'PLANNED',
  },
  'collection-lockers': {
    ...business(
      'Collection lockers',
      'digital-shop',
      'Cooled lockers at four stores, given up after the trial.',
    ),
    lifecycle: 'RETIRED',
  },
  'stock-ledger': technical(
    'Stock ledger',
    'supply-chain',
    'The record of every article in every place, on the mainframe since 1998.',
    { site: 'ostwerk' },
  ),
  'stock-bridge': technical(
    'Stock message bridge',
    null,
    'Carries stock movements between the mainframe and everything newer. Built by a contractor who has left.',
    { site: 'lc1' },
  ),
  'product-search': technical(
    'Product search',
    'digital-shop',
    'Full-text search and suggestions for 31,000 articles.',
  ),
  'card-gateway': technical(
    'Card payment gateway',
    'store-systems',
    'Passes card payments of tills and shop to the acquirer.',
    { pci: 'yes' },
  ),
  'sign-in': technical('Customer sign-in', 'platform', 'Accounts, sessions and consent of customers.', {
    personal: 'yes',
  }),
  'container-platform': technical(
    'Container platform',
    'platform',
    'Kubernetes for all applications of our own.',
    { site: 'ostwerk' },
  ),
  'dc-network': technical(
    'Data centre network',
    'network',
    'Core, firewalls, load balancers and name service in Ostwerk and Hafen.',
  ),
  'store-network': technical('Store network', 'network', 'Lines and routers of the 26 stores.'),
  'data-warehouse': technical(
    'Data warehouse',
    'supply-chain',
    'Sales and stock of seven years, loaded every night.',
  ),
  'supplier-fax': technical(
    'Supplier fax gateway',
    'supply-chain',
    'Receives delivery notes of eleven suppliers by fax.',
  ),
} as const satisfies Record<string, ServiceSpec>

export type ServiceKey = keyof typeof SERVICES
