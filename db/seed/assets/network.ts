import { type AssetSpec, type Inventory, type RelationSpec, relation, SPARE, serialNumber } from './spec.ts'

const BOTH = ['netbox', 'register'] as const

function device(
  key: string,
  kind: string,
  cost: number,
  site: string,
  model: string,
  more: AssetSpec['attributes'] = {},
): AssetSpec {
  return {
    key,
    kind: `network.${kind}`,
    name: key,
    environment: 'production',
    owner: 'network',
    cost,
    attributes: { site, model, ...more },
    identifiers: [serialNumber('NX', key), ['fqdn', `${key}.net.tannenlund.example`]],
    sources: BOTH,
  }
}

const RACKS = ['1', '2', '3', '4']
const topOfRack = RACKS.flatMap((rack) => [`sw-ow-tor-${rack}a`, `sw-ow-tor-${rack}b`])
const OFFICE_SWITCHES = ['1', '2', '3', '4']

const assets: readonly AssetSpec[] = [
  device('sw-ow-core-1', 'switch', 640, 'Ostwerk', 'Halden C9', { ports: 48, portSpeedGbps: 100 }),
  device('sw-ow-core-2', 'switch', 640, 'Ostwerk', 'Halden C9', { ports: 48, portSpeedGbps: 100 }),
  ...topOfRack.map((key) =>
    device(key, 'switch', 180, 'Ostwerk', 'Halden T4', { ports: 48, portSpeedGbps: 25 }),
  ),
  device('sw-hf-core-1', 'switch', 420, 'Hafen', 'Halden C7', { ports: 32, portSpeedGbps: 40 }),
  device('sw-hf-core-2', 'switch', 420, 'Hafen', 'Halden C7', { ports: 32, portSpeedGbps: 40 }),
  device('sw-hf-tor-1a', 'switch', 180, 'Hafen', 'Halden T4', { ports: 48, portSpeedGbps: 25 }),
  device('sw-hf-tor-1b', 'switch', 180, 'Hafen', 'Halden T4', { ports: 48, portSpeedGbps: 25 }),
  device('sw-lc1-agg-1', 'switch', 260, 'Distribution centre', 'Halden A5', { ports: 24, portSpeedGbps: 10 }),
  device('sw-lc1-agg-2', 'switch', 260, 'Distribution centre', 'Halden A5', { ports: 24, portSpeedGbps: 10 }),
  device('sw-hall1-acc-01', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 1, gates 1 to 12',
  }),
  device('sw-hall1-acc-02', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 1, gates 13 to 24',
  }),
  device('sw-hall1-acc-03', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 1, gates 25 to 34',
  }),
  device('sw-hall2-acc-05', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 2, cold store',
  }),
  device('sw-hall2-acc-06', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 2, returns',
  }),
  // The single point of failure that nobody would guess: all three brokers of the stock bridge hang on it.
  device('sw-hall2-acc-07', 'switch', 41, 'Distribution centre', 'Halden E2', {
    ports: 24,
    portSpeedGbps: 1,
    place: 'hall 2, cabinet behind the label printers',
  }),
  ...OFFICE_SWITCHES.map((floor) =>
    device(`sw-office-acc-0${floor}`, 'switch', 55, 'Head office', 'Halden E4', {
      ports: 48,
      portSpeedGbps: 1,
      place: `floor ${floor}`,
    }),
  ),
  device('fw-ow-1', 'firewall', 1150, 'Ostwerk', 'Varn F300', { throughputGbps: 40 }),
  device('fw-ow-2', 'firewall', 1150, 'Ostwerk', 'Varn F300', { throughputGbps: 40 }),
  device('fw-hf-1', 'firewall', 690, 'Hafen', 'Varn F100', { throughputGbps: 10 }),
  device('lb-ow-1', 'load-balancer', 870, 'Ostwerk', 'Varn B20', { throughputGbps: 20 }),
  device('lb-ow-2', 'load-balancer', 870, 'Ostwerk', 'Varn B20', { throughputGbps: 20 }),
  device('rtr-hub-1', 'router', 540, 'Ostwerk', 'Halden R6', { tunnels: 64 }),
  device('rtr-hub-2', 'router', 540, 'Hafen', 'Halden R6', { tunnels: 64 }),
  device('wlc-lc1-1', 'wireless-controller', 210, 'Distribution centre', 'Halden W3', { accessPoints: 86 }),
  device('wlc-lc1-2', 'wireless-controller', 210, 'Distribution centre', 'Halden W3', { accessPoints: 86 }),
  {
    ...device('wan-line-a', 'circuit', 5200, 'Ostwerk', 'leased line', {
      bandwidthMbps: 2000,
      contractEnds: '2027-03-31',
    }),
    identifiers: [['contract-number', 'NL-4471-A']],
    sources: ['register'],
  },
  {
    ...device('wan-line-b', 'circuit', 3900, 'Hafen', 'leased line', {
      bandwidthMbps: 1000,
      contractEnds: '2026-12-31',
    }),
    identifiers: [['contract-number', 'SK-0092-7']],
    sources: ['register'],
  },
  // Paid for every month since the move of the old head office; no service leans on it.
  {
    ...device('wan-line-oldtown', 'circuit', 1480, 'Old town', 'leased line', {
      bandwidthMbps: 200,
      contractEnds: '2028-06-30',
    }),
    identifiers: [['contract-number', 'NL-3310-C']],
    sources: ['register'],
  },
]

/** A switch with two uplinks: either carries the load alone. */
function uplinks(from: string, first: string, second: string): RelationSpec[] {
  return [relation(from, 'CONNECTS_TO', first, SPARE), relation(from, 'CONNECTS_TO', second, SPARE)]
}

const relations: readonly RelationSpec[] = [
  ...topOfRack.flatMap((key) => uplinks(key, 'sw-ow-core-1', 'sw-ow-core-2')),
  ...['sw-hf-tor-1a', 'sw-hf-tor-1b'].flatMap((key) => uplinks(key, 'sw-hf-core-1', 'sw-hf-core-2')),
  ...uplinks('sw-lc1-agg-1', 'sw-ow-core-1', 'sw-ow-core-2'),
  ...uplinks('sw-lc1-agg-2', 'sw-ow-core-1', 'sw-ow-core-2'),
  ...[
    'sw-hall1-acc-01',
    'sw-hall1-acc-02',
    'sw-hall1-acc-03',
    'sw-hall2-acc-05',
    'sw-hall2-acc-06',
    'sw-hall2-acc-07',
  ].flatMap((key) => uplinks(key, 'sw-lc1-agg-1', 'sw-lc1-agg-2')),
  ...uplinks('wlc-lc1-1', 'sw-lc1-agg-1', 'sw-lc1-agg-2'),
  ...uplinks('wlc-lc1-2', 'sw-lc1-agg-1', 'sw-lc1-agg-2'),
  ...uplinks('lb-ow-1', 'sw-ow-core-1', 'sw-ow-core-2'),
  ...uplinks('lb-ow-2', 'sw-ow-core-1', 'sw-ow-core-2'),
]

/** Switches, firewalls, load balancers, routers and lines. */
export const network: Inventory = { assets, relations }
