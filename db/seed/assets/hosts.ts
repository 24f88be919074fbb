import { type AssetSpec, type Inventory, type RelationSpec, relation, SPARE, serialNumber } from './spec.ts'

const BOTH = ['netbox', 'register'] as const

interface HostSpec {
  key: string
  rack: string
  switches: readonly [string, string]
  array: string
}

const OSTWERK: readonly HostSpec[] = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => {
  const rack = Math.ceil(number / 2)
  return {
    key: `host-ow-0${number}`,
    rack: `rack-ow-0${rack}`,
    switches: [`sw-ow-tor-${rack}a`, `sw-ow-tor-${rack}b`],
    array: 'san-ow-01',
  }
})

const HAFEN: readonly HostSpec[] = [1, 2, 3, 4].map((number) => ({
  key: `host-hf-0${number}`,
  rack: 'rack-hf-01',
  switches: ['sw-hf-tor-1a', 'sw-hf-tor-1b'],
  array: 'san-hf-01',
}))

/** Small servers that came with the label printers of hall 2 and were found useful for the brokers. */
const HALL_HOSTS = ['host-hall-01', 'host-hall-02', 'host-hall-03']

function physical(key: string, kind: string, cost: number, attributes: AssetSpec['attributes']): AssetSpec {
  return {
    key,
    kind,
    name: key,
    environment: 'production',
    owner: 'platform',
    cost,
    attributes,
    identifiers: [serialNumber('KD', key)],
    sources: BOTH,
  }
}

function rack(key: string, site: string): AssetSpec {
  return {
    ...physical(key, 'facility.rack', 310, { site, heightUnits: 42 }),
    owner: 'network',
    sources: ['netbox'],
  }
}

const assets: readonly AssetSpec[] = [
  ...['rack-ow-01', 'rack-ow-02', 'rack-ow-03', 'rack-ow-04'].map((key) => rack(key, 'Ostwerk')),
  rack('rack-hf-01', 'Hafen'),
  ...OSTWERK.map(({ key }) =>
    physical(key, 'server.physical', 890, {
      site: 'Ostwerk',
      model: 'Kadan R740',
      cpuCores: 64,
      memoryGb: 768,
    }),
  ),
  ...HAFEN.map(({ key }) =>
    physical(key, 'server.physical', 720, {
      site: 'Hafen',
      model: 'Kadan R640',
      cpuCores: 48,
      memoryGb: 512,
    }),
  ),
  ...HALL_HOSTS.map((key) =>
    physical(key, 'server.physical', 95, {
      site: 'Distribution centre',
      model: 'Kadan T110',
      cpuCores: 8,
      memoryGb: 64,
    }),
  ),
  physical('san-ow-01', 'storage.array', 4800, { site: 'Ostwerk', model: 'Brekka S8', capacityTb: 240 }),
  physical('san-hf-01', 'storage.array', 3600, { site: 'Hafen', model: 'Brekka S6', capacityTb: 180 }),
  // Replaced by the two arrays above and still under maintenance: found by nobody but finance.
  {
    ...physical('san-ow-00', 'storage.array', 2950, { site: 'Ostwerk', model: 'Brekka S4', capacityTb: 60 }),
    sources: ['register'],
  },
  // Bought for a project that ended; no service was ever put on it.
  physical('analytics-appliance-01', 'appliance.analytics', 6400, {
    site: 'Ostwerk',
    model: 'Orrin X2',
    cpuCores: 128,
    memoryGb: 2048,
  }),
  {
    ...physical('mainframe-01', 'mainframe', 46_200, { site: 'Ostwerk', model: 'Tessar M3', mips: 1900 }),
    owner: 'supply-chain',
  },
  {
    ...physical('lpar-prod', 'mainframe.lpar', 0, { site: 'Ostwerk', mips: 1500 }),
    owner: 'supply-chain',
    cost: null,
    identifiers: [],
    sources: ['register'],
  },
  {
    ...physical('lpar-test', 'mainframe.lpar', 0, { site: 'Ostwerk', mips: 400 }),
    environment: 'staging',
    owner: 'supply-chain',
    cost: null,
    identifiers: [],
    sources: ['register'],
  },
  physical('tape-ow-01', 'storage.tape-library', 1250, { site: 'Ostwerk', model: 'Brekka T2', slots: 160 }),
  physical('hsm-pay-01', 'security.hsm', 1900, { site: 'Ostwerk', model: 'Varn K1' }),
  physical('hsm-pay-02', 'security.hsm', 1900, { site: 'Hafen', model: 'Varn K1' }),
  physical('ups-ow-1', 'facility.ups', 430, { site: 'Ostwerk', powerKva: 200 }),
  physical('ups-ow-2', 'facility.ups', 430, { site: 'Ostwerk', powerKva: 200 }),
]

function hostRelations({ key, rack: place, switches, array }: HostSpec): RelationSpec[] {
  return [
    relation(place, 'CONTAINS', key),
    ...switches.map((to) => relation(key, 'CONNECTS_TO', to, SPARE)),
    relation(key, 'DEPENDS_ON', array, SPARE),
  ]
}

const relations: readonly RelationSpec[] = [
  ...[...OSTWERK, ...HAFEN].flatMap(hostRelations),
  // One cable each: the hall was wired for printers.
  ...HALL_HOSTS.map((key) => relation(key, 'CONNECTS_TO', 'sw-hall2-acc-07', 1)),
  relation('mainframe-01', 'CONTAINS', 'lpar-prod', 1, 'register'),
  relation('mainframe-01', 'CONTAINS', 'lpar-test', 1, 'register'),
  ...['rack-ow-01', 'rack-ow-02', 'rack-ow-03', 'rack-ow-04'].flatMap((key) => [
    relation(key, 'DEPENDS_ON', 'ups-ow-1', SPARE),
    relation(key, 'DEPENDS_ON', 'ups-ow-2', SPARE),
  ]),
]

/** Racks, servers, storage, the mainframe and what stands beside them. */
export const hosts: Inventory = { assets, relations }
