import type { MetricKey } from './metrics/catalogue.ts'
import type { ServiceKey } from './services.ts'

interface SloSpec {
  name: string
  description: string
  service: ServiceKey
  metric: MetricKey
  /** Of readings: what a good one is. Without it the metric is a ratio. */
  good?: { operator: 'LT' | 'LTE' | 'GT' | 'GTE'; threshold: number }
  target: number
  window: { duration: string; startTime?: string; timeZone?: string }
  slices?: { window: string; target: number }
}

const ROLLING = { duration: '30d' }

/**
 * What services promise. `card-payments` was broken by the certificate without its chain, `warehouse-loaded` is
 * measured once a day and has no traffic before, and `prices-answered` promises more than what lies below it allows.
 */
export const SLOS = {
  'card-payments': {
    name: 'Card payments answered',
    description: 'Of 1,000 card payments, at most five are not answered.',
    service: 'card-gateway',
    metric: 'card-answers',
    target: 0.995,
    window: ROLLING,
  },
  'checkout-answered': {
    name: 'Checkout answered',
    description: 'Requests of the checkout that are answered.',
    service: 'checkout',
    metric: 'checkout-availability',
    target: 0.995,
    window: ROLLING,
  },
  'checkout-fast': {
    name: 'Checkout fast',
    description: 'Readings of the 95th percentile of the checkout that stay below 800 ms.',
    service: 'checkout',
    metric: 'checkout-latency',
    good: { operator: 'LT', threshold: 800 },
    target: 0.9,
    window: { duration: '1M', startTime: '2026-01-01 00:00:00', timeZone: 'Europe/Berlin' },
  },
  'purchases-completed': {
    name: 'Purchases completed at the till',
    description: 'Purchases in stores that are completed.',
    service: 'store-tills',
    metric: 'till-availability',
    target: 0.995,
    window: { duration: '1w', startTime: '2026-01-05 00:00:00', timeZone: 'Europe/Berlin' },
  },
  'prices-answered': {
    name: 'Prices answered',
    description: 'Requests for a price that are answered, as promised to the stores.',
    service: 'prices',
    metric: 'price-availability',
    target: 0.9999,
    window: ROLLING,
  },
  'deliveries-on-time': {
    name: 'Deliveries inside the promised hour',
    description: 'Deliveries that arrive inside the hour that was promised.',
    service: 'tour-planning',
    metric: 'deliveries-on-time',
    target: 0.93,
    window: ROLLING,
  },
  'warehouse-loaded': {
    name: 'Data warehouse loaded in time',
    description: 'Of the day: the nightly load is finished within five hours.',
    service: 'data-warehouse',
    metric: 'warehouse-loaded',
    good: { operator: 'LTE', threshold: 300 },
    target: 0.5,
    window: { duration: '1d', startTime: '2026-01-01 00:00:00', timeZone: 'Europe/Berlin' },
  },
} as const satisfies Record<string, SloSpec>

export type SloKey = keyof typeof SLOS

/** The specs with one type. */
export const SLO_SPECS: readonly (readonly [string, SloSpec])[] = Object.entries(SLOS)

interface WindowSpec {
  name: string
  description: string
  kind: 'MAINTENANCE' | 'FREEZE'
  startTime: string
  recurrence: string | null
  minutes: number
  services: readonly ServiceKey[]
}

/** Agreed maintenance of the ledger at night, and the weeks before Christmas in which nothing changes. */
export const CHANGE_WINDOWS = {
  'ledger-maintenance': {
    name: 'Maintenance of the stock ledger',
    description: 'Agreed with the stores: the ledger may be down on Sunday mornings.',
    kind: 'MAINTENANCE',
    startTime: '2026-01-04 02:00:00',
    recurrence: 'FREQ=WEEKLY;BYDAY=SU',
    minutes: 180,
    services: ['stock-ledger', 'stock-bridge'],
  },
  'christmas-freeze': {
    name: 'Christmas freeze',
    description: 'No changes to what sells in the weeks before Christmas.',
    kind: 'FREEZE',
    startTime: '2026-12-07 00:00:00',
    recurrence: 'FREQ=YEARLY',
    minutes: 18 * 24 * 60,
    services: ['online-shop', 'checkout', 'store-tills', 'card-gateway'],
  },
} as const satisfies Record<string, WindowSpec>

/** The specs with one type. */
export const WINDOW_SPECS: readonly (readonly [string, WindowSpec])[] = Object.entries(CHANGE_WINDOWS)
