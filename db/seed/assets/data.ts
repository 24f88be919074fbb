import type { TeamKey } from '../teams.ts'
import { type AssetSpec, type Inventory, type RelationSpec, relation, serialNumber } from './spec.ts'

/** Key, machine it runs on, owner, size in GB. */
type Store = readonly [key: string, machine: string, owner: TeamKey, sizeGb: number]

const postgres: readonly Store[] = [
  ['pg-checkout-a', 'vm-db-01', 'digital-shop', 420],
  ['pg-checkout-b', 'vm-db-02', 'digital-shop', 420],
  ['pg-shop', 'vm-db-03', 'digital-shop', 610],
  ['pg-loyalty', 'vm-db-04', 'digital-shop', 280],
  ['pg-delivery', 'vm-db-05', 'supply-chain', 190],
  ['pg-prices', 'vm-db-06', 'store-systems', 340],
  ['pg-identity', 'vm-db-07', 'platform', 85],
  ['pg-dwh', 'vm-db-08', 'supply-chain', 9200],
]
const redis: readonly Store[] = [
  ['redis-cart', 'vm-cache-01', 'digital-shop', 6],
  ['redis-session', 'vm-cache-02', 'platform', 4],
  ['redis-stock', 'vm-cache-03', 'supply-chain', 9],
]
const search: readonly Store[] = [
  ['search-1', 'vm-search-01', 'digital-shop', 44],
  ['search-2', 'vm-search-02', 'digital-shop', 44],
  ['search-3', 'vm-search-03', 'digital-shop', 44],
]
const brokers: readonly Store[] = [
  ['mq-hall-1', 'vm-mq-01', 'supply-chain', 60],
  ['mq-hall-2', 'vm-mq-02', 'supply-chain', 60],
  ['mq-hall-3', 'vm-mq-03', 'supply-chain', 60],
]
const mainframe: readonly Store[] = [
  ['db2-stock', 'lpar-prod', 'supply-chain', 1300],
  ['db2-finance', 'lpar-prod', 'finance', 760],
]
const staging: readonly Store[] = [
  ['pg-stg-shop', 'vm-stg-db-01', 'digital-shop', 120],
  ['pg-stg-supply', 'vm-stg-db-02', 'supply-chain', 90],
]

function stores(rows: readonly Store[], kind: string, engine: string, port: number): AssetSpec[] {
  return rows.map(([key, machine, owner, sizeGb]) => ({
    key,
    kind,
    name: key,
    environment: key.includes('-stg-') ? 'staging' : 'production',
    owner,
    cost: null,
    attributes: { engine, port, sizeGb, role: key.endsWith('-b') ? 'standby' : 'primary' },
    identifiers: [['endpoint', `${machine}:${port}/${key}`]],
    sources: ['netbox'],
  }))
}

const assets: readonly AssetSpec[] = [
  ...stores([...postgres, ...staging], 'database.postgresql', 'PostgreSQL 16', 5432),
  ...stores(redis, 'database.redis', 'Redis 7', 6379),
  ...stores(search, 'search.node', 'OpenSearch 2', 9200),
  ...stores(brokers, 'messaging.broker', 'RabbitMQ 3.13', 5672),
  ...stores(mainframe, 'database.db2', 'Db2 12', 446),
  {
    key: 'scanners-hall1',
    kind: 'device.scanner-fleet',
    name: 'Handheld scanners of hall 1',
    environment: 'production',
    owner: 'logistics',
    cost: 2300,
    attributes: { devices: 140, model: 'Lumo H3', firmware: '5.2.1' },
    identifiers: [serialNumber('LM', 'scanners-hall1')],
    sources: ['register'],
  },
]

const relations: readonly RelationSpec[] = [
  ...[...postgres, ...staging, ...redis, ...search, ...brokers, ...mainframe].map(([key, machine]) =>
    relation(key, 'RUNS_ON', machine),
  ),
  relation('pg-checkout-b', 'DEPENDS_ON', 'pg-checkout-a', 0),
  relation('vm-wms-01', 'DEPENDS_ON', 'db2-stock', 0.2),
  relation('vm-wms-02', 'DEPENDS_ON', 'db2-stock', 0.2),
  relation('vm-fin-01', 'DEPENDS_ON', 'db2-finance'),
  relation('vm-etl-01', 'DEPENDS_ON', 'pg-dwh'),
]

/** Databases, caches, search, brokers, and the scanners that write into them. */
export const data: Inventory = { assets, relations }
