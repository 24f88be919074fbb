import type { ServiceKey } from './services.ts'

export interface RedundancyGroupSpec {
  key: string
  service: ServiceKey
  name: string
  /** How many members must be up for the service to hold. */
  minAvailable: number
  members: readonly string[]
}

/** Members are assets of which some stand in for the others; each is a hard dependency within its group. */
export const REDUNDANCY_GROUPS: readonly RedundancyGroupSpec[] = [
  {
    key: 'brokers',
    service: 'stock-bridge',
    name: 'Message brokers in hall 2',
    minAvailable: 2,
    members: ['mq-hall-1', 'mq-hall-2', 'mq-hall-3'],
  },
  {
    key: 'checkout-db',
    service: 'checkout',
    name: 'Checkout database pair',
    minAvailable: 1,
    members: ['pg-checkout-a', 'pg-checkout-b'],
  },
  {
    key: 'search-nodes',
    service: 'product-search',
    name: 'Search nodes',
    minAvailable: 2,
    members: ['search-1', 'search-2', 'search-3'],
  },
  {
    key: 'wms',
    service: 'order-picking',
    name: 'Warehouse management servers',
    minAvailable: 1,
    members: ['vm-wms-01', 'vm-wms-02'],
  },
  {
    key: 'wlan',
    service: 'order-picking',
    name: 'Wireless controllers of hall 1',
    minAvailable: 1,
    members: ['wlc-lc1-1', 'wlc-lc1-2'],
  },
  {
    key: 'payment-servers',
    service: 'card-gateway',
    name: 'Payment servers',
    minAvailable: 1,
    members: ['vm-pay-01', 'vm-pay-02'],
  },
  {
    key: 'hsm',
    service: 'card-gateway',
    name: 'Key vault modules',
    minAvailable: 1,
    members: ['hsm-pay-01', 'hsm-pay-02'],
  },
  {
    key: 'identity',
    service: 'sign-in',
    name: 'Identity servers',
    minAvailable: 1,
    members: ['vm-idp-01', 'vm-idp-02'],
  },
  {
    key: 'nodes',
    service: 'container-platform',
    name: 'Worker nodes',
    minAvailable: 6,
    members: [
      'node-ow-1',
      'node-ow-2',
      'node-ow-3',
      'node-ow-4',
      'node-ow-5',
      'node-ow-6',
      'node-ow-7',
      'node-ow-8',
    ],
  },
  {
    key: 'core',
    service: 'dc-network',
    name: 'Core switches',
    minAvailable: 1,
    members: ['sw-ow-core-1', 'sw-ow-core-2'],
  },
  {
    key: 'firewalls',
    service: 'dc-network',
    name: 'Firewalls',
    minAvailable: 1,
    members: ['fw-ow-1', 'fw-ow-2'],
  },
  {
    key: 'balancers',
    service: 'dc-network',
    name: 'Load balancers',
    minAvailable: 1,
    members: ['lb-ow-1', 'lb-ow-2'],
  },
  {
    key: 'name-servers',
    service: 'dc-network',
    name: 'Name servers',
    minAvailable: 1,
    members: ['vm-dns-01', 'vm-dns-02'],
  },
  {
    key: 'hub-routers',
    service: 'store-network',
    name: 'Hub routers',
    minAvailable: 1,
    members: ['rtr-hub-1', 'rtr-hub-2'],
  },
  {
    key: 'lines',
    service: 'store-network',
    name: 'Wide area lines',
    minAvailable: 1,
    members: ['wan-line-a', 'wan-line-b'],
  },
]
