/** What work ends in that reaches no objective that counts; figures.md 13 and the API name them like this. */
export const BUCKETS = ['NO_OBJECTIVE', 'INACTIVE_OBJECTIVE', 'RUN'] as const
export type Bucket = (typeof BUCKETS)[number]

/** A target is the place of an objective among all of them by id, or one of these, which come after every objective. */
export const NO_OBJECTIVE = 2 ** 30
export const INACTIVE_OBJECTIVE = NO_OBJECTIVE + 1
export const RUN = NO_OBJECTIVE + 2

/** The bucket that a target is; undefined for an objective. */
export function bucketOf(target: number): Bucket | undefined {
  return BUCKETS[target - NO_OBJECTIVE]
}

/** In the place of a service where work entered by none. It comes after every service. */
export const NO_SERVICE = 2 ** 21

const TARGETS = 2 ** 31

/**
 * A cell of the ledger: the service that work entered by and the target it reached. In the order of these numbers equal
 * remainders are served: by service, then objective, buckets last.
 */
export function cellOf(service: number, target: number): number {
  return service * TARGETS + target
}

export function serviceOf(cell: number): number {
  return Math.floor(cell / TARGETS)
}

export function targetOf(cell: number): number {
  return cell % TARGETS
}
