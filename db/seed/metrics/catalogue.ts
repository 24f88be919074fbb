import { ONLINE_METRICS } from './online.ts'
import { OPERATIONS_METRICS } from './operations.ts'

/** All metrics of the demo organisation by key. */
export const METRICS = { ...ONLINE_METRICS, ...OPERATIONS_METRICS } as const

export type MetricKey = keyof typeof METRICS
