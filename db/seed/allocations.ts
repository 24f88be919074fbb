import type { ServiceKey } from './services.ts'
import type { TeamKey } from './teams.ts'

interface AllocationSpec {
  /** A team, or the name of a cost pool. */
  from: { team: TeamKey } | { pool: string }
  service: ServiceKey
  /** Full-time equivalents by quarter: four quarters ago, ..., the one before, this one. None where 0. */
  fte?: readonly [number, number, number, number, number]
  /** EUR by quarter, likewise. */
  eur?: readonly [number, number, number, number, number]
  note?: string
}

/**
 * What is planned by the quarter for the work that can be planned; teams keep the rest of their time free. The plans
 * turned to what the objectives weigh earlier than the work did.
 */
export const ALLOCATIONS: readonly AllocationSpec[] = [
  { from: { team: 'digital-shop' }, service: 'recipe-magazine', fte: [0.35, 0.25, 0.2, 0.1, 0.05] },
  { from: { team: 'digital-shop' }, service: 'online-shop', fte: [0.15, 0.2, 0.2, 0.25, 0.25] },
  { from: { team: 'digital-shop' }, service: 'checkout', fte: [0.05, 0.15, 0.2, 0.25, 0.25] },
  { from: { team: 'digital-shop' }, service: 'delivery-slots', fte: [0.05, 0.05, 0.1, 0.1, 0.1] },
  { from: { team: 'store-systems' }, service: 'store-music', fte: [0.25, 0.2, 0.15, 0.1, 0.05] },
  { from: { team: 'store-systems' }, service: 'store-tills', fte: [0.3, 0.3, 0.35, 0.4, 0.4] },
  { from: { team: 'store-systems' }, service: 'card-gateway', fte: [0, 0.05, 0.1, 0.1, 0.1] },
  { from: { team: 'supply-chain' }, service: 'supplier-fax', fte: [0.2, 0.15, 0.1, 0.05, 0.05] },
  { from: { team: 'supply-chain' }, service: 'replenishment', fte: [0.1, 0.15, 0.2, 0.25, 0.25] },
  { from: { team: 'supply-chain' }, service: 'tour-planning', fte: [0.05, 0.1, 0.15, 0.2, 0.25] },
  { from: { team: 'supply-chain' }, service: 'accounting', fte: [0.15, 0.15, 0.15, 0.15, 0.15] },
  { from: { team: 'platform' }, service: 'privacy', fte: [0.05, 0.05, 0.1, 0.15, 0.2] },
  { from: { team: 'platform' }, service: 'container-platform', fte: [0.15, 0.15, 0.2, 0.2, 0.2] },
  { from: { team: 'network' }, service: 'store-network', fte: [0.1, 0.1, 0.1, 0.1, 0.1] },
  {
    from: { pool: 'Cloud and licences' },
    service: 'container-platform',
    eur: [96_000, 98_000, 99_000, 102_000, 104_000],
    note: 'Renewed every year in January.',
  },
  {
    from: { pool: 'Lines and carriers' },
    service: 'store-network',
    eur: [61_000, 61_000, 63_000, 63_000, 64_500],
    note: 'Includes the mobile backup of seven stores.',
  },
]
