import type { TeamKey } from '../teams.ts'
import {
  type AssetSpec,
  type Environment,
  type Inventory,
  RESTARTS_ELSEWHERE,
  type RelationSpec,
  relation,
} from './spec.ts'

/** Name, host, owner, cores, memory in GB, role. */
type Machine = readonly [
  name: string,
  host: string,
  owner: TeamKey,
  cores: number,
  memory: number,
  role: string,
]

const production: readonly Machine[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (number): Machine => [
      `vm-k8s-0${number}`,
      `host-ow-0${number}`,
      'platform',
      16,
      128,
      'Kubernetes worker',
    ],
  ),
  ['vm-db-01', 'host-ow-01', 'digital-shop', 8, 64, 'PostgreSQL, checkout, primary'],
  ['vm-db-02', 'host-ow-03', 'digital-shop', 8, 64, 'PostgreSQL, checkout, standby'],
  ['vm-db-03', 'host-ow-02', 'digital-shop', 8, 64, 'PostgreSQL, catalogue'],
  ['vm-db-04', 'host-ow-04', 'digital-shop', 4, 32, 'PostgreSQL, loyalty'],
  ['vm-db-05', 'host-ow-05', 'supply-chain', 4, 32, 'PostgreSQL, delivery'],
  ['vm-db-06', 'host-ow-06', 'store-systems', 8, 64, 'PostgreSQL, prices'],
  ['vm-db-07', 'host-ow-07', 'platform', 4, 32, 'PostgreSQL, identity'],
  ['vm-db-08', 'host-ow-08', 'supply-chain', 16, 256, 'PostgreSQL, data warehouse'],
  ['vm-search-01', 'host-ow-01', 'digital-shop', 4, 32, 'Search node'],
  ['vm-search-02', 'host-ow-03', 'digital-shop', 4, 32, 'Search node'],
  ['vm-search-03', 'host-ow-05', 'digital-shop', 4, 32, 'Search node'],
  ['vm-cache-01', 'host-ow-02', 'digital-shop', 2, 16, 'Redis, baskets'],
  ['vm-cache-02', 'host-ow-04', 'platform', 2, 16, 'Redis, sessions'],
  ['vm-cache-03', 'host-ow-06', 'supply-chain', 2, 16, 'Redis, stock'],
  ['vm-pay-01', 'host-ow-07', 'store-systems', 4, 16, 'Card payments'],
  ['vm-pay-02', 'host-hf-01', 'store-systems', 4, 16, 'Card payments'],
  ['vm-idp-01', 'host-ow-08', 'platform', 4, 16, 'Identity provider'],
  ['vm-idp-02', 'host-hf-01', 'platform', 4, 16, 'Identity provider'],
  ['vm-mq-01', 'host-hall-01', 'supply-chain', 4, 16, 'Message broker'],
  ['vm-mq-02', 'host-hall-02', 'supply-chain', 4, 16, 'Message broker'],
  ['vm-mq-03', 'host-hall-03', 'supply-chain', 4, 16, 'Message broker'],
  ['vm-wms-01', 'host-ow-05', 'supply-chain', 8, 32, 'Warehouse management'],
  ['vm-wms-02', 'host-hf-02', 'supply-chain', 8, 32, 'Warehouse management'],
  ['vm-geo-03', 'host-hf-02', 'supply-chain', 8, 32, 'Route and travel time engine'],
  ['vm-fax-01', 'host-hf-02', 'supply-chain', 2, 4, 'Fax gateway'],
  ['vm-ftp-01', 'host-hf-01', 'supply-chain', 2, 8, 'File exchange with suppliers'],
  ['vm-etl-01', 'host-ow-08', 'supply-chain', 8, 32, 'Loads of the data warehouse'],
  ['vm-bi-01', 'host-hf-02', 'finance', 8, 64, 'Reports of the old controlling'],
  ['vm-fin-01', 'host-hf-01', 'finance', 8, 32, 'Ledger and invoices'],
  ['vm-sig-01', 'host-hf-02', 'store-systems', 2, 8, 'Signage'],
  ['vm-print-01', 'host-hall-01', 'supply-chain', 2, 8, 'Label printing'],
  ['vm-dns-01', 'host-ow-02', 'network', 2, 4, 'Name server'],
  ['vm-dns-02', 'host-hf-02', 'network', 2, 4, 'Name server'],
  ['vm-mon-01', 'host-hf-03', 'platform', 8, 32, 'Monitoring'],
  ['vm-bck-01', 'host-hf-03', 'platform', 4, 16, 'Backups'],
  ['vm-jump-01', 'host-hf-03', 'network', 2, 4, 'Way in for administrators'],
]

const staging: readonly Machine[] = [
  ['vm-stg-k8s-01', 'host-hf-03', 'platform', 8, 64, 'Kubernetes worker'],
  ['vm-stg-k8s-02', 'host-hf-04', 'platform', 8, 64, 'Kubernetes worker'],
  ['vm-stg-k8s-03', 'host-hf-04', 'platform', 8, 64, 'Kubernetes worker'],
  ['vm-stg-db-01', 'host-hf-03', 'digital-shop', 4, 32, 'PostgreSQL, shop'],
  ['vm-stg-db-02', 'host-hf-04', 'supply-chain', 4, 32, 'PostgreSQL, supply chain'],
  ['vm-stg-pay-01', 'host-hf-04', 'store-systems', 2, 8, 'Card payments'],
  ['vm-stg-wms-01', 'host-hf-03', 'supply-chain', 4, 16, 'Warehouse management'],
]

const development: readonly Machine[] = [
  ['vm-dev-build-01', 'host-hf-03', 'platform', 16, 64, 'Builds'],
  ['vm-dev-build-02', 'host-hf-04', 'platform', 16, 64, 'Builds'],
  ['vm-dev-test-01', 'host-hf-03', 'store-systems', 4, 16, 'Till laboratory'],
  ['vm-dev-test-02', 'host-hf-04', 'digital-shop', 4, 16, 'Load tests'],
]

/** Switched off some days ago; the record stays, the claims have ended. */
const retired: readonly (readonly [...Machine, retiredDaysAgo: number])[] = [
  ['vm-geo-01', 'host-ow-06', 'supply-chain', 4, 16, 'Route and travel time engine', 41],
  ['vm-locker-01', 'host-hf-02', 'digital-shop', 2, 8, 'Collection lockers', 176],
  ['vm-crm-01', 'host-hf-01', 'digital-shop', 4, 16, 'Customer records before the move', 120],
  ['vm-mq-00', 'host-hall-01', 'supply-chain', 2, 8, 'First broker', 75],
]

function machine([name, host, owner, cores, memory, role]: Machine, environment: Environment): AssetSpec {
  const site = host.includes('-ow-') ? 'ostwerk' : host.includes('-hf-') ? 'hafen' : 'lc1'
  return {
    key: name,
    kind: 'server.virtual',
    name,
    environment,
    owner,
    cost: 14 * cores + 2.5 * memory,
    attributes: { cpuCores: cores, memoryGb: memory, operatingSystem: 'Debian 12', role },
    identifiers: [['fqdn', `${name}.${site}.tannenlund.example`]],
    sources: ['netbox'],
  }
}

const assets: readonly AssetSpec[] = [
  ...production.map((row) => machine(row, 'production')),
  ...staging.map((row) => machine(row, 'staging')),
  ...development.map((row) => machine(row, 'development')),
  ...retired.map(([name, host, owner, cores, memory, role, retiredDaysAgo]) => ({
    ...machine([name, host, owner, cores, memory, role], 'production'),
    retiredDaysAgo,
  })),
]

/** Hall 2 has no shared storage, so what runs there stays down until its server is back. */
function runsOn([name, host]: Machine): RelationSpec {
  return relation(name, 'RUNS_ON', host, host.startsWith('host-hall') ? 1 : RESTARTS_ELSEWHERE)
}

/** Virtual machines. */
export const machines: Inventory = {
  assets,
  relations: [...production, ...staging, ...development].map(runsOn),
}
