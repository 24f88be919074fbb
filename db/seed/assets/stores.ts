import { type AssetSpec, type Inventory, relation, serialNumber } from './spec.ts'

const TOWNS = [
  'Aldersbach Nord',
  'Aldersbach Markt',
  'Birkenfurt',
  'Brandhoehe',
  'Eibensee',
  'Ellernried',
  'Fichtau',
  'Gersholm',
  'Haselgrund',
  'Hohenwehr',
  'Kaltenmuehle',
  'Kirchmoor',
  'Lindenschlag',
  'Lohfelden West',
  'Marschend',
  'Neuenforst',
  'Oberkamp',
  'Quellstedt',
  'Rabenhorst',
  'Sandkrug',
  'Schilfbruck',
  'Tannenlund Mitte',
  'Tannenlund Sued',
  'Ulmenhof',
  'Weidenau',
  'Zehntscheuer',
] as const

/** The 26 stores as `st01` … `st26`, each with a server and a router. */
export const STORES = TOWNS.map((town, index) => {
  const code = `st${String(index + 1).padStart(2, '0')}`
  return {
    code,
    town,
    server: `${code}-srv`,
    router: `${code}-rtr`,
    region: index % 2 === 0 ? 'north' : 'south',
  }
})

const assets: readonly AssetSpec[] = STORES.flatMap(({ code, town, server, router, region }, index) => [
  {
    key: server,
    kind: 'server.edge',
    name: server,
    environment: 'production',
    owner: 'store-systems',
    cost: 96,
    attributes: { site: town, model: 'Kadan E20', cpuCores: 4, memoryGb: 16, tills: 8 + ((index * 5) % 9) },
    identifiers: [serialNumber('KD', server), ['fqdn', `${server}.stores.tannenlund.example`]],
    sources: ['netbox', 'register'],
    labels: { store: code, region },
  },
  {
    key: router,
    kind: 'network.router',
    name: router,
    environment: 'production',
    owner: 'network',
    cost: 58,
    attributes: {
      site: town,
      model: index % 3 === 0 ? 'Halden R2' : 'Halden R3',
      mobileBackup: index % 4 !== 1,
    },
    identifiers: [serialNumber('NX', router), ['fqdn', `${router}.net.tannenlund.example`]],
    sources: ['netbox'],
    labels: { store: code, region },
  },
])

/** Servers and routers in the stores. */
export const stores: Inventory = {
  assets,
  relations: STORES.map(({ server, router }) => relation(server, 'CONNECTS_TO', router, 0.5)),
}
