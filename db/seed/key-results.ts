import type { MetricKey } from './metrics/catalogue.ts'
import type { ObjectiveKey } from './objectives.ts'
import type { ServiceKey } from './services.ts'
import type { SloKey } from './slos.ts'

interface Asked {
  objective: ObjectiveKey
  title: string
  unit: string
  weight: number
}

/** What is checked in by hand. */
export interface CheckInSpec {
  /** From today. */
  day: number
  value: number
  confidence?: number
  note?: string
}

/** From a start to a target: read from one of metric, SLO and score, or entered by hand. */
interface ReachSpec extends Asked {
  start: number
  target: number
  /** The last figure that somebody entered by hand; what it is read from, if anything, is what counts. */
  current?: number
  metric?: MetricKey
  slo?: SloKey
  score?: { measure: 'CSAT' | 'NPS' | 'CES'; service: ServiceKey }
}

/** To stay within bounds, as those who know check in. */
interface MaintainSpec extends Asked {
  keep: { above?: number; below?: number; each: 'WEEK' | 'MONTH' }
  checkIns: readonly CheckInSpec[]
}

export type KeyResultSpec = ReachSpec | MaintainSpec

/** Once a week, but for the week in which the depot was closed; 9 of the 12 weeks were kept. */
const TOURS_ON_TIME: readonly CheckInSpec[] = [
  { day: -91, value: 93, confidence: 0.7 },
  { day: -84, value: 94 },
  { day: -77, value: 92 },
  { day: -70, value: 86, confidence: 0.5, note: 'Two vans in the workshop.' },
  { day: -63, value: 91 },
  { day: -56, value: 93 },
  { day: -42, value: 95, confidence: 0.8, note: 'The week before was not counted: the depot was closed.' },
  { day: -35, value: 94 },
  { day: -28, value: 88 },
  { day: -21, value: 84, confidence: 0.5, note: 'The new route planner sent tours out late.' },
  { day: -14, value: 92 },
  { day: -7, value: 96, confidence: 0.8 },
]

/** Falling targets have a start above the target. Shares are bound to ratios and run from 0 to 1. */
export const KEY_RESULTS: readonly KeyResultSpec[] = [
  {
    objective: 'online-profit',
    title: 'Online sales per week',
    unit: 'thousand EUR',
    start: 410,
    target: 600,
    current: 455,
    weight: 2,
    metric: 'online-sales-week',
  },
  {
    objective: 'online-profit',
    title: 'Operating margin of the online business',
    unit: '%',
    start: -6,
    target: 2,
    current: -3.1,
    weight: 3,
  },
  {
    objective: 'repeat-customers',
    title: 'Customers who order twice in four weeks',
    unit: '%',
    start: 31,
    target: 45,
    current: 36.4,
    weight: 3,
  },
  {
    objective: 'repeat-customers',
    title: 'Customers who would recommend home delivery',
    unit: 'NPS',
    start: 38,
    target: 50,
    current: 40,
    weight: 2,
    metric: 'delivery-nps',
  },
  {
    objective: 'repeat-customers',
    title: 'Requests to the online shop answered well',
    unit: 'share',
    start: 0.992,
    target: 0.9995,
    current: 0.9951,
    weight: 1,
    metric: 'shop-availability',
  },
  {
    objective: 'repeat-customers',
    title: 'Time until a page can be used',
    unit: 'ms',
    start: 3400,
    target: 1800,
    current: 3000,
    weight: 1,
    metric: 'shop-page-time',
  },
  {
    objective: 'promised-hour',
    title: 'Deliveries inside the promised hour',
    unit: 'share',
    start: 0.91,
    target: 0.97,
    current: 0.92,
    weight: 3,
    metric: 'deliveries-on-time',
  },
  {
    objective: 'promised-hour',
    title: 'Kilometres driven per order',
    unit: 'km',
    start: 9.4,
    target: 7,
    current: 9,
    weight: 1,
    metric: 'km-per-order',
  },
  {
    objective: 'promised-hour',
    title: 'Items missing per 100 orders',
    unit: 'items',
    start: 6.2,
    target: 3,
    current: 5.8,
    weight: 2,
    metric: 'missing-items',
  },
  {
    objective: 'promised-hour',
    title: 'Tours that leave the depot on time',
    unit: '%',
    weight: 1,
    keep: { above: 90, each: 'WEEK' },
    checkIns: TOURS_ON_TIME,
  },
  {
    objective: 'stores-sell',
    title: 'Store hours lost to IT in four weeks',
    unit: 'h',
    start: 46,
    target: 8,
    current: 30,
    weight: 1,
    metric: 'store-hours-lost',
  },
  {
    objective: 'open-tills',
    title: 'Purchases completed at the till',
    unit: 'share',
    start: 0.994,
    target: 0.9995,
    current: 0.996,
    weight: 2,
    metric: 'till-purchases-day',
  },
  {
    objective: 'open-tills',
    title: 'Card payments answered',
    unit: '%',
    start: 97.5,
    target: 99.5,
    weight: 1,
    slo: 'card-payments',
  },
  {
    objective: 'open-tills',
    title: 'Stores that are content with their tills',
    unit: '%',
    start: 35,
    target: 70,
    weight: 1,
    score: { measure: 'CSAT', service: 'store-tills' },
  },
  {
    objective: 'open-tills',
    title: 'Stores that accept cards while the line is down',
    unit: 'stores',
    start: 3,
    target: 26,
    current: 17,
    weight: 2,
  },
  {
    objective: 'full-shelves',
    title: 'Weekly articles on the shelf',
    unit: 'share',
    start: 0.93,
    target: 0.97,
    current: 0.94,
    weight: 3,
    metric: 'on-shelf',
  },
  {
    objective: 'full-shelves',
    title: 'Emergency deliveries to stores per week',
    unit: 'trips',
    start: 40,
    target: 15,
    current: 27,
    weight: 1,
  },
  {
    objective: 'less-waste',
    title: 'Food written off per week',
    unit: 't',
    start: 58,
    target: 38,
    current: 59.5,
    weight: 3,
  },
  {
    objective: 'less-waste',
    title: 'Expiring articles sold with a markdown',
    unit: '%',
    start: 22,
    target: 60,
    current: 24,
    weight: 1,
  },
  {
    objective: 'trusted-data',
    title: 'Days until a critical vulnerability is closed',
    unit: 'days',
    start: 34,
    target: 7,
    current: 25,
    weight: 2,
    metric: 'vulnerability-days',
  },
  {
    objective: 'trusted-data',
    title: 'Questions about personal data answered in ten days',
    unit: '%',
    start: 71,
    target: 100,
    current: 88,
    weight: 1,
  },
  {
    objective: 'station-stores',
    title: 'Station stores opened',
    unit: 'stores',
    start: 0,
    target: 12,
    current: 0,
    weight: 1,
  },
  {
    objective: 'fast-closing',
    title: 'Working days to close the month',
    unit: 'days',
    start: 9,
    target: 5,
    current: 5,
    weight: 1,
  },
]
